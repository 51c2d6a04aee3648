import { version } from '$app/environment';
import { onLiveConnection } from '$lib/store/repeat';
import type { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { noteTime } from '$lib/sync/contact';
import { runCycle } from '$lib/sync/loop';
import type { CycleEnd, Word } from '$lib/sync/phone';
import type { Place } from './device';
import { eitherOf } from './either-of';
import type { Hands } from './parting';
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
	/** What parting with the person's records takes, if an office asks for it. */
	hands: Hands;
}

/** A tab that holds the lock and has shown no life for so long is frozen, ms. */
const frozenAfterMs = 45_000;
/** While it asks the server it shows life so often, ms: with every page would cost as much as a small page. */
const beatEveryMs = 10_000;

/**
 * Sends and fetches once, as soon as no other tab does; again from the beginning where the connection to the disk died
 * meanwhile, since nobody need be told of one that could be opened anew. Throws what the disk throws. `cut` ends it soon,
 * whatever it waits for: whoever locks the phone, or leaves it, waits for no server and no other tab.
 */
export async function syncOnce(parts: CycleParts, cut: AbortSignal): Promise<CycleEnd> {
	void lookAtSpace().then((isLow) => parts.onSpace(isLow));
	try {
		const { db } = parts.place;
		const whole = () =>
			onLiveConnection(
				db,
				(over) => cycle(parts, eitherOf(cut, over)),
				() => !cut.aborted
			);
		return await oneTabAtATime(db, whole, cut);
	} catch (error) {
		if (!cut.aborted) throw error;
		return { problem: 'unreachable', complete: false };
	}
}

/** Whether an earlier parting, of which the server has perhaps not heard, was looked after since the page was opened. */
let isResumed = false;

/** What is asked of this device, or (null) that only the device itself can ask, its session having ended. */
async function part(parts: CycleParts, word: Word | null): Promise<void> {
	try {
		if (!isResumed) await (await import('./parting')).goOn();
		isResumed = true;
		if (word === null || word.order || word.ended)
			await (await import('./orders')).hear(parts.place, word, parts.hands);
	} catch {
		// Code that cannot be fetched now, or a phone that was locked meanwhile: the next cycle says it again.
	}
}

/** Has the server vouch for what this phone signs receipts with; nobody waits for it, and the next cycle tries again. */
async function certify({ place, isStillHere }: CycleParts): Promise<void> {
	try {
		if (await isStillHere()) await (await import('./slip-key')).certifySlips(place);
	} catch {
		// A phone that was locked meanwhile, a full disk, or code that cannot be fetched now.
	}
}

async function cycle(parts: CycleParts, cut: AbortSignal): Promise<CycleEnd> {
	const { place, isStillHere, onProgress } = parts;
	const { db, person, now } = place;
	let beatFailed: unknown;
	let beatAt = -Infinity;
	let word: Word = {};
	await noteTime(db, now());
	const end = await runCycle({
		db,
		person,
		now,
		onProgress,
		version,
		onWord: (latest) => (word = latest),
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
	if (end.problem === null) void certify(parts);
	// Not waited for: whoever parts waits for the end of this very cycle.
	if (!isResumed || word.order || word.ended || end.problem === 'notSignedIn')
		void part(parts, end.problem === 'notSignedIn' ? null : word);
	return end;
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
