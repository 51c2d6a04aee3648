import { liveQuery, type Subscription } from 'dexie';
import { isQuotaError } from '$lib/store/connection';
import type { PersonDb } from '$lib/store/db';
import { getMetas, type Meta } from '$lib/store/meta';
import { healthOf, type Health } from '$lib/sync/health';
import type { CycleEnd, CycleProblem } from '$lib/sync/phone';
import { noteKept, wereKept } from './eviction';
import { kickSync } from './sync-runner';

interface StoredFacts {
	waiting: number;
	photos: number;
	troubled: number;
	lastSuccessAt: number | null;
	lastSaveAt: number | null;
	countsAgree: boolean;
	firstSyncDone: boolean;
	lease?: Meta['lease'];
}

/** Before the disk has answered: nothing is claimed, neither that all was sent nor that a first download is on its way. */
const unread: StoredFacts = {
	waiting: 0,
	photos: 0,
	troubled: 0,
	lastSuccessAt: null,
	lastSaveAt: null,
	countsAgree: false,
	firstSyncDone: true
};

let stored = $state.raw<StoredFacts>(unread);
let running = $state(false);
let problem = $state.raw<CycleProblem | 'storageFull' | 'storageBroken' | null>(null);
let progress = $state.raw({ done: 0, total: 0 });
let isSpaceLow = $state(false);
let wasCleared = $state(false);

/** How this phone stands with the server. `line` is what the person is told; everything here follows other tabs, too. */
export const syncState = {
	/** Operations that no server has answered yet. */
	get waiting() {
		return stored.waiting;
	},
	/** Operations that were refused or are held. */
	get troubled() {
		return stored.troubled;
	},
	/** Epoch ms of the last whole cycle; null before the first. */
	get lastSuccessAt() {
		return stored.lastSuccessAt;
	},
	get running() {
		return running;
	},
	get problem() {
		return problem;
	},
	/** Rows here and rows in the scope, until every row has arrived once; then null. */
	get firstSync() {
		return stored.firstSyncDone ? null : progress;
	},
	/** The browser had cleared this person's records, and they are being fetched again. */
	get wasCleared() {
		return wasCleared && !stored.firstSyncDone;
	},
	/** Whether room on this phone is short, or gone. */
	get shortage(): 'full' | 'low' | null {
		return problem === 'storageFull' ? 'full' : isSpaceLow ? 'low' : null;
	},
	/** How long this phone may be read without hearing from the server; undefined before it has heard how long. */
	get lease() {
		return stored.lease;
	},
	/** Whether the notebook is closed to reading: the person's access is over, or the server was not reached for too long. */
	get isClosed() {
		// Not a number before anything was heard, and then not closed.
		return Date.now() >= Number(stored.lease?.closesAt);
	},
	get line(): Health {
		return healthOf({
			...stored,
			running,
			problem,
			isSpaceLow,
			soonDays: stored.lease?.soonDays,
			firstSync: stored.firstSyncDone ? null : progress
		});
	}
};

/** Tries to send and fetch at once. */
export const syncNow = (): void => kickSync();

/** Reads the facts anew; set while the last reading had failed. */
let again: (() => void) | undefined;

/** Follows the facts in a person's database; the returned function ends it. */
export function watchFacts(db: PersonDb): () => void {
	let watch: Subscription | undefined;
	const begin = () => {
		watch?.unsubscribe();
		watch = liveQuery(() => readFacts(db)).subscribe({
			next: (facts) => {
				again = undefined;
				stored = facts;
				if (facts.firstSyncDone) noteKept(db.personId);
				else if (wereKept(db.personId)) wasCleared = true;
			},
			error: () => {
				// A cycle finds out whether a new connection is all it takes. Only the first time: else it would run for ever.
				if (again) problem = 'storageBroken';
				else kickSync();
				watch?.unsubscribe();
				again = begin;
			}
		});
	};
	begin();
	return () => {
		watch?.unsubscribe();
		again = undefined;
		stored = unread;
		wasCleared = false;
		problem = null;
		running = false;
		progress = { done: 0, total: 0 };
	};
}

async function readFacts(db: PersonDb): Promise<StoredFacts> {
	const waiting = await db.outbox.where('state').equals('waiting').count();
	const troubled = await db.outbox.where('state').anyOf('refused', 'held').count();
	const photos = await db.photos.where('state').equals('waiting').count();
	const facts = await getMetas(db, [
		'lastSuccessAt',
		'lastSaveAt',
		'countsAgree',
		'firstSyncDone',
		'lease'
	]);
	return {
		...unread,
		firstSyncDone: false,
		...facts,
		waiting,
		photos,
		troubled
	};
}

/**
 * Told by every save, once it is on the disk; `at` in epoch ms by the phone's clock. The facts are read again by then, but
 * while one save follows the other that ends with the last: meanwhile the line would go on saying that all was sent.
 */
export function noteSaved(at: number): void {
	stored = { ...stored, lastSaveAt: Math.max(stored.lastSaveAt ?? 0, at) };
}

/** Told before anything of this person is shown, so that a closed notebook is closed from the first moment. */
export function noteLease(lease: Meta['lease'] | undefined): void {
	if (lease) stored = { ...stored, lease };
}

/** Told by the runner at the start and the end of every cycle. */
export function noteCycle(state: { running: boolean; end?: CycleEnd; error?: unknown }): void {
	running = state.running;
	if (state.end) problem = state.end.problem;
	if (state.error) problem = isQuotaError(state.error) ? 'storageFull' : 'storageBroken';
	if (!state.running) again?.();
}

/** Told by the runner after every page. */
export function noteProgress(done: number, total: number): void {
	progress = { done, total };
}

/** Told when the browser was asked how much room is left. */
export function noteSpace(isLow: boolean): void {
	isSpaceLow = isLow;
}
