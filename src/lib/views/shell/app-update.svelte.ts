import type { Workbox } from 'workbox-window';
import { isHalfFilled } from '$lib/ui/half-filled';

/** Input reaches the drafts on disk within 250 ms of the last key; a reload waits a little longer than that. */
const draftMs = 500;
/** How often an open page asks for a new version, ms. */
const askMs = 60 * 60_000;

let waiting = $state(false);
let isTaking = $state(false);
let isStale = $state(false);
let isTorn = $state(false);
let worker: Workbox | undefined;

/** How this page stands with new versions of the app. */
export const appUpdate = {
	/** A new version waits for the person's word. */
	get waiting() {
		return waiting;
	},
	/** The person said yes, the page is about to reload. */
	get isTaking() {
		return isTaking;
	},
	/** Another page took the new version while this one held a half filled form: reload when it next goes elsewhere. */
	get isStale() {
		return isStale;
	},
	/** Code that this page needed did not arrive. A browser may never ask for it again while the page lives. */
	get isTorn() {
		return isTorn;
	}
};

/** Opens the page anew; what is being typed has reached the drafts by then. */
export function reload(): void {
	setTimeout(() => location.reload(), isTaking ? 0 : draftMs);
}

/**
 * Registers the service worker after the page has loaded. A first visit is claimed without a reload; later a new
 * version only waits, and the page reloads when it takes over, but never over a half filled form. Code that did not
 * arrive is fetched by a reload as well: at the person's word, or by itself when there is a signal again.
 */
export function watchVersions(): void {
	addEventListener('vite:preloadError', () => (isTorn = true));
	addEventListener('online', () => isTorn && !isHalfFilled() && reload());
	if (!('serviceWorker' in navigator)) return;
	// Without a service worker the app still works as long as there is a signal: nothing to tell the person.
	void register().catch(() => undefined);
	// A line that was cut in the middle of the first download leaves no service worker: once more with the next signal,
	// or nothing would open without one until somebody happens to load the page anew.
	addEventListener('online', () => {
		if (!navigator.serviceWorker.controller) void register().catch(() => undefined);
	});

	let askedAt = Date.now();
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState !== 'visible' || Date.now() - askedAt < askMs) return;
		askedAt = Date.now();
		void worker?.update().catch(() => undefined);
	});
}

async function register(): Promise<void> {
	const { appWorker } = await import('./app-worker');
	// One for the page's whole life: the address of a worker can be asked for once.
	worker ??= appWorker(
		() => (waiting = true),
		(isFirst) => {
			if (isFirst && !isTaking) return;
			waiting = false;
			if (isHalfFilled() && !isTaking) isStale = true;
			else reload();
		}
	);
	await worker.register();
}

/** Takes the waiting version, unless a form is half filled: then returns false and nothing happens. */
export function takeUpdate(): boolean {
	if (isHalfFilled()) return false;
	isTaking = true;
	setTimeout(() => worker?.messageSkipWaiting(), draftMs);
	return true;
}
