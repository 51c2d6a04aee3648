import { isDeadConnection, reopen } from '$lib/store/repeat';
import type { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { runCycle } from '$lib/sync/loop';
import type { CycleEnd } from '$lib/sync/phone';
import type { Place } from './device';
import { eitherOf } from './either-of';
import { lookAtSpace } from './space';

/** One cycle in a browser, and the lock by which one tab at a time syncs. */

/** What a cycle tells, and what it has to ask. */
export interface CycleParts {
	place: Place;
	/** Whether this database's person is still the one signed in on this phone; asked before every request. */
	isStillHere(): Promise<boolean>;
	onProgress(done: number, total: number): void;
	/** Told whether little room is left on this phone. */
	onSpace(isLow: boolean): void;
}

/** A tab that holds the lock and has shown no life for so long is frozen, ms. */
const frozenAfterMs = 45_000;
/** While it asks the server it shows life so often, ms: with every page would cost as much as a small page. */
const beatEveryMs = 10_000;

/**
 * Sends and fetches once, as soon as no other tab does. Throws what the disk throws, with a connection opened anew. `cut`
 * ends it soon, whatever it waits for: whoever locks the phone, or leaves it, waits for no server and no other tab.
 */
export async function syncOnce(parts: CycleParts, cut: AbortSignal): Promise<CycleEnd> {
	void lookAtSpace().then((isLow) => parts.onSpace(isLow));
	try {
		return await oneTabAtATime(parts.place.db, () => cycle(parts, cut), cut);
	} catch (error) {
		if (!cut.aborted) throw error;
		return { problem: 'unreachable', complete: false };
	}
}

async function cycle(
	{ place, isStillHere, onProgress }: CycleParts,
	cut: AbortSignal
): Promise<CycleEnd> {
	const { db, person, now } = place;
	let beatFailed: unknown;
	let beatAt = -Infinity;
	try {
		const end = await runCycle({
			db,
			person,
			now,
			onProgress,
			fetch: async (input, init) => {
				if (cut.aborted || !(await isStillHere())) throw new Error('nobody is here');
				if (Math.abs(now() - beatAt) >= beatEveryMs) {
					beatAt = now();
					// On a full disk what waits still goes up: then it is safe at least, even if nothing can be noted here.
					await setMeta(db, 'beatAt', beatAt).catch((error: unknown) => (beatFailed = error));
				}
				return fetch(input, { ...init, signal: eitherOf(cut, init?.signal) });
			}
		});
		if (beatFailed !== undefined) throw beatFailed;
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
async function oneTabAtATime<T>(
	db: PersonDb,
	work: () => Promise<T>,
	cut: AbortSignal
): Promise<T> {
	if (!('locks' in navigator)) return work();
	const patience = new AbortController();
	const timer = setTimeout(() => patience.abort(), frozenAfterMs);
	try {
		return await underLock(db, { signal: eitherOf(cut, patience.signal) }, () => {
			clearTimeout(timer);
			return work();
		});
	} catch (error) {
		if (cut.aborted || !patience.signal.aborted) throw error;
		const beatAt = (await getMeta(db, 'beatAt')) ?? 0;
		const isFrozen = Date.now() - beatAt > frozenAfterMs;
		return isFrozen
			? await underLock(db, { steal: true }, work)
			: await oneTabAtATime(db, work, cut);
	} finally {
		clearTimeout(timer);
	}
}

/** Whoever is robbed of the lock after a long sleep goes on, and the end of the work itself is what counts. */
async function underLock<T>(db: PersonDb, how: LockOptions, work: () => Promise<T>): Promise<T> {
	let running: Promise<T> | undefined;
	try {
		return await navigator.locks.request(db.name, how, () => (running = work()));
	} catch (error) {
		if (running) return running;
		throw error;
	}
}
