/**
 * What stands in front of the page. `showModal()` would do all of this by itself, but it makes the rest of the document
 * inert, and every engine then computes the style of every element anew: a third of a second for a tower's door board on
 * a slow phone, at opening and again at closing. So the veil catches the taps, and this keeps keyboard and screen reader.
 */

/** Something in front, and how it is left. */
interface Front {
	element: HTMLElement;
	show(): void;
	/** Puts the focus on its beginning. */
	focus(): void;
}

declare global {
	interface Window {
		/** https://html.spec.whatwg.org/#the-closewatcher-interface; not in TypeScript's library yet. */
		CloseWatcher?: new () => { onclose: (() => void) | null; destroy(): void };
	}
}

const fronts: Front[] = [];
const hidden: Element[] = [];

/** Only the ways to the foremost element stay open to a screen reader. */
function hideBehind(): void {
	for (const element of hidden.splice(0)) element.removeAttribute('aria-hidden');
	let at: Element | null = fronts.at(-1)?.element ?? null;
	for (; at && at !== document.body; at = at.parentElement)
		for (const other of at.parentElement?.children ?? [])
			if (
				other !== at &&
				!other.hasAttribute('aria-hidden') &&
				!/^(SCRIPT|STYLE)$/.test(other.tagName)
			) {
				other.setAttribute('aria-hidden', 'true');
				hidden.push(other);
			}
}

function keepFocus(event: FocusEvent): void {
	const front = fronts.at(-1);
	if (front && !front.element.contains(event.target as Node)) front.focus();
}

/**
 * Shows an element in front of the page: focus and screen reader stay in it, Escape and the phone's own way back call
 * `leave`. The returned function ends that and gives the focus back to where it came from.
 */
export function bringToFront(front: Front, leave: () => void): () => void {
	const cameFrom = document.activeElement;
	if (fronts.push(front) === 1) document.addEventListener('focusin', keepFocus);
	front.show();
	hideBehind();
	front.focus();
	const unwatch = watchLeaving(front, leave);
	return () => {
		unwatch();
		fronts.splice(fronts.indexOf(front), 1);
		if (fronts.length === 0) document.removeEventListener('focusin', keepFocus);
		hideBehind();
		const isFree =
			document.activeElement === document.body || front.element.contains(document.activeElement);
		if (isFree && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
	};
}

/** Escape, and on phones whose browser offers it the way back of the phone itself. */
function watchLeaving(front: Front, leave: () => void): () => void {
	if (window.CloseWatcher) {
		const watcher = new window.CloseWatcher();
		watcher.onclose = leave;
		return () => watcher.destroy();
	}
	const pressed = (event: KeyboardEvent) => {
		if (event.key === 'Escape' && !event.isComposing && fronts.at(-1) === front) leave();
	};
	document.addEventListener('keydown', pressed);
	return () => document.removeEventListener('keydown', pressed);
}
