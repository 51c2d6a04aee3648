import { isDeadConnection, reopen } from '$lib/store/connection';
import type { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import type { CycleEnd } from '$lib/sync/phone';
import { startSchedule, type Schedule } from '$lib/sync/schedule';
import { afterAnswers } from './after-paint';
import type { Place } from './device';

/** The sync loop in a browser: its triggers, and the lock by which one tab at a time syncs. */

/** What the runner tells, and what it has to ask. */
export interface RunnerParts {
	place: Place;
	/** Whether somebody sits in the office and waits for what comes in. */
	isOffice(): boolean;
	/** Whether this database's person is still the one signed in on this phone; asked before every request. */
	isStillHere(): Promise<boolean>;
	onState(state: { running: boolean; end?: CycleEnd; error?: unknown }): void;
	onProgress(done: number, total: number): void;
}

/** Pauses between cycles while all is well, ms. */
const everyMs = { office: 4_000, field: 60_000 } as const;
/** A tab that holds the lock and has shown no life for so long is frozen, ms. */
const frozenAfterMs = 45_000;

/** Shortest pause between two runs of the photos' lane, ms. */
const shortestPauseMs = 500;

let schedule: Schedule | null = null;
/** The photos' lane of the person who syncs: its run under way, and the timer of the next one. */
let photos: { cut: AbortController; run?: Promise<void>; timer?: number } | null = null;
let forget: () => void = () => undefined;

/** Asks for a cycle as soon as possible; harmless when nobody is signed in. */
export const kickSync = (): void => schedule?.kick();

/** Starts syncing this person's database; ends whatever ran before. */
export async function startSync(parts: RunnerParts): Promise<void> {
	await stopSync();
	const started = startSchedule({
		cycle: () => oneTabAtATime(parts.place.db, () => cycle(parts)),
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
	const lane = photos;
	photos = null;
	lane?.cut.abort();
	clearTimeout(lane?.timer);
	await running?.stop();
	await lane?.run;
}

/** Nothing waits for the photos, and what sends them is fetched only where there are any. */
function kickPhotos(parts: RunnerParts): void {
	if (!schedule) return;
	const lane = (photos ??= { cut: new AbortController() });
	lane.run ??= sendPhotos(parts, lane.cut.signal).then((nextAt) => {
		lane.run = undefined;
		clearTimeout(lane.timer);
		if (nextAt === null || lane !== photos) return;
		const wait = Math.max(shortestPauseMs, nextAt - parts.place.now());
		lane.timer = window.setTimeout(() => kickPhotos(parts), wait);
	});
}

/** Resolves with the moment of the next try; null when there is nothing to try. */
async function sendPhotos(parts: RunnerParts, cut: AbortSignal): Promise<number | null> {
	try {
		const { photos: here, sentPhotos: sent } = parts.place.db;
		if ((await here.count()) + (await sent.count()) === 0) return null;
		return await (await import('./photo-runner')).runPhotos(parts, cut);
	} catch {
		// A disk that fails is told of by the sync; the next cycle tries the photos again.
		return null;
	}
}

async function cycle(parts: RunnerParts): Promise<CycleEnd> {
	const { db, person, now } = parts.place;
	// The page is shown before anything is fetched, and with it the code that fetches.
	await afterAnswers();
	const loop = await import('$lib/sync/loop').catch(() => null);
	if (!loop) return { problem: 'unreachable', complete: false };
	try {
		const end = await loop.runCycle({
			db,
			person,
			now,
			onProgress: parts.onProgress,
			fetch: async (input, init) => {
				if (!(await parts.isStillHere())) throw new Error('another person signed in');
				await setMeta(db, 'beatAt', now());
				return fetch(input, init);
			}
		});
		if (end.problem === null) kickPhotos(parts);
		return end;
	} catch (error) {
		if (isDeadConnection(error)) await reopen(db);
		throw error;
	}
}

/**
 * Runs `work` under the person's lock, after another tab's cycle if one runs. A frozen tab is robbed: nothing rests on
 * the lock but economy. Where there are no locks (an address without TLS) tabs simply sync side by side.
 */
async function oneTabAtATime<T>(db: PersonDb, work: () => Promise<T>): Promise<T> {
	if (!('locks' in navigator)) return work();
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), frozenAfterMs);
	try {
		return await navigator.locks.request(db.name, { signal: patience.signal }, () => {
			clearTimeout(timer);
			return work();
		});
	} catch (error) {
		if (!patience.signal.aborted) throw error;
		const beatAt = (await getMeta(db, 'beatAt')) ?? 0;
		const isFrozen = Date.now() - beatAt > frozenAfterMs;
		if (isFrozen) return navigator.locks.request(db.name, { steal: true }, work);
		return oneTabAtATime(db, work);
	} finally {
		clearTimeout(timer);
	}
}
