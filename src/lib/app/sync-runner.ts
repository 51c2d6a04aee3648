import { getMeta } from '$lib/store/meta';
import type { CycleEnd } from '$lib/sync/phone';
import { startSchedule, type Schedule } from '$lib/sync/schedule';
import { afterAnswers } from './after-paint';
import type { PhotoTimer } from './photo-timer';
import type { CycleParts } from './sync-cycle';

/** The sync loop in a browser: what sets it going. */

/** What the runner tells, and what it has to ask, besides each cycle. */
export interface RunnerParts extends CycleParts {
	/** Whether somebody sits in the office and waits for what comes in. */
	isOffice(): boolean;
	onState(state: { running: boolean; end?: CycleEnd; error?: unknown }): void;
}

/** Pauses between cycles while all is well, ms. */
const everyMs = { office: 4_000, field: 60_000 } as const;

let schedule: Schedule | null = null;
/** Ends the cycle under way. */
let cutCycle = new AbortController();
/** The photos' lane of the person who syncs. */
let photos: PhotoTimer | null = null;
let forget: () => void = () => undefined;

/** Asks for a cycle as soon as possible; harmless when nobody is signed in. */
export const kickSync = (): void => schedule?.kick();

/** Starts syncing this person's database; ends whatever ran before. */
export async function startSync(parts: RunnerParts): Promise<void> {
	await stopSync();
	const started = startSchedule({
		cycle: () => cycle(parts, (cutCycle = new AbortController()).signal),
		setTimer: (run, ms) => setTimeout(run, ms),
		clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout> | undefined),
		random: Math.random,
		everyMs: () =>
			parts.isOffice() && document.visibilityState === 'visible' ? everyMs.office : everyMs.field,
		onState: parts.onState
	});
	schedule = started;
	const kick = () => started.kick();
	const kickIfSeen = () => document.visibilityState === 'visible' && started.kick();
	addEventListener('online', kick);
	addEventListener('focus', kick);
	document.addEventListener('visibilitychange', kickIfSeen);
	forget = () => {
		removeEventListener('online', kick);
		removeEventListener('focus', kick);
		document.removeEventListener('visibilitychange', kickIfSeen);
	};
}

/** Stops syncing; resolves when no request and no transaction of the loop is under way. */
export async function stopSync(): Promise<void> {
	forget();
	forget = () => undefined;
	const running = schedule;
	schedule = null;
	cutCycle.abort();
	const lane = photos;
	photos = null;
	await Promise.all([running?.stop(), lane?.stop()]);
}

/** Nothing waits for the photos, and what sends them is fetched only where there are any. */
async function kickPhotos(parts: RunnerParts, cut: AbortSignal): Promise<void> {
	const { photos: here, sentPhotos: sent } = parts.place.db;
	if (!photos && (await here.count()) + (await sent.count()) === 0) return;
	const { photoTimer } = await import('./photo-timer');
	// Whoever left meanwhile has nothing to send here.
	if (cut.aborted) return;
	photos ??= photoTimer(parts);
	photos.kick();
}

/**
 * What fetches is itself fetched when the page has been shown, and so is everything that it needs. On an empty phone
 * there is nothing to show: what its page waits for is the download.
 */
async function cycle(parts: RunnerParts, cut: AbortSignal): Promise<CycleEnd> {
	// A disk that fails or never answers is the cycle's to find out and to mend.
	const onceEmpty = new Promise<void>((go) => {
		getMeta(parts.place.db, 'firstSyncDone').then((isDone) => isDone || go(), go);
	});
	await Promise.race([afterAnswers(), onceEmpty]);
	const loaded = await import('./sync-cycle').catch(() => null);
	if (!loaded) return { problem: 'unreachable', complete: false };
	const end = await loaded.syncOnce(parts, cut);
	// A disk that fails is told of by the next cycle, which tries the photos again.
	if (end.problem === null) void kickPhotos(parts, cut).catch(() => undefined);
	return end;
}
