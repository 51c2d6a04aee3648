/** Notices that nobody is at the phone any more. */

/** Without a touch for so long, or out of sight for so long, the phone locks, ms. A desk is left alone for longer. */
const patience = {
	field: { idleMs: 5 * 60_000, hiddenMs: 3 * 60_000 },
	office: { idleMs: 15 * 60_000, hiddenMs: 15 * 60_000 }
} as const;

/** How often to look; timers of hidden pages come late, so moments are compared and not counted, ms. */
const lookMs = 5_000;

let stop: () => void = () => undefined;

/**
 * Calls `onIdle` once when nobody has touched the page, or seen it, for long; ends an earlier watch. `since` is when somebody
 * was last there for certain, epoch ms: a busy phone may begin to watch late. An event `still-here` of the window counts as a
 * touch: whoever records what is being said does not touch the phone meanwhile.
 */
export function watchIdle(onIdle: () => void, isOffice: boolean, since: number): void {
	stop();
	const { idleMs, hiddenMs } = patience[isOffice ? 'office' : 'field'];
	let touchedAt = since;
	let hiddenAt = document.visibilityState === 'hidden' ? Date.now() : null;
	const isLeft = (now: number) =>
		now - touchedAt >= idleMs || (hiddenAt !== null && now - hiddenAt >= hiddenMs);
	const look = () => {
		if (!isLeft(Date.now())) return;
		stop();
		onIdle();
	};
	const touch = () => {
		// Whoever comes back after long has not been here: the first touch must not open what should be shut.
		look();
		touchedAt = Date.now();
	};
	const turn = () => {
		if (document.visibilityState === 'hidden') hiddenAt = Date.now();
		else {
			look();
			hiddenAt = null;
		}
	};
	const timer = setInterval(look, lookMs);
	const touches = ['pointerdown', 'keydown', 'wheel', 'still-here'];
	for (const name of touches) addEventListener(name, touch, { capture: true, passive: true });
	document.addEventListener('visibilitychange', turn);
	stop = () => {
		clearInterval(timer);
		for (const name of touches) removeEventListener(name, touch, { capture: true });
		document.removeEventListener('visibilitychange', turn);
		stop = () => undefined;
	};
}
