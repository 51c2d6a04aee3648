import { dayOf, type Day } from '$lib/domain/kernel/day';
import { t } from '$lib/text/text.svelte';
import { whenOf } from './when';

/** How often the page looks at the clock, ms: a page left open over midnight shows the new day. */
const lookMs = 30_000;

let nowMs = $state(Date.now());
let watching = false;

/** Keeps `sayWhen` and `today` true while a page stays open. Called once by each page that shows days; harmless twice. */
function watchClock() {
	if (watching) return;
	watching = true;
	setInterval(() => (nowMs = Date.now()), lookMs);
	document.addEventListener('visibilitychange', () => (nowMs = Date.now()));
}

/** An instant (epoch ms) as a person says it now, in the language on the screen. */
export function sayWhen(atMs: number): string {
	watchClock();
	// What was saved a second ago is not in the future, although the page's clock lags by up to `lookMs`.
	return whenOf(atMs, Math.max(nowMs, Math.min(atMs, Date.now())), t.visit);
}

/** The day it is in China; reading it in a component keeps it up to date. */
export function today(): Day {
	watchClock();
	return dayOf(nowMs);
}
