/** Resolves when the browser has drawn what is there now, and at once where nothing is drawn. Never rejects. */
export function afterPaint(): Promise<void> {
	if (typeof document === 'undefined' || document.visibilityState !== 'visible')
		return Promise.resolve();
	// A frame begins before it is drawn; the task that it queues runs afterwards. A page put away has no frames.
	return new Promise((resolve) => {
		requestAnimationFrame(() => setTimeout(resolve, 0));
		setTimeout(resolve, latestMs);
	});
}

/** The longest wait for a frame, ms. */
const latestMs = 300;

let unanswered = 0;

/** Counts a question that a page has asked of the phone; the returned function counts it as answered, once. */
export function noteQuestion(): () => void {
	let isOpen = true;
	unanswered++;
	return () => {
		if (isOpen) unanswered--;
		isOpen = false;
	};
}

/** The longest wait for a page's answers, ms. */
const answersMs = 2_000;

/** Resolves when pages have been answered and drawn, so that work nobody looks at does not delay what somebody does. */
export async function afterAnswers(): Promise<void> {
	const latest = Date.now() + answersMs;
	do await afterPaint();
	while (unanswered > 0 && Date.now() < latest);
	await afterPaint();
}
