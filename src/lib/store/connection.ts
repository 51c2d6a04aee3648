import type { PersonDb } from './db';

/**
 * Connections to IndexedDB die: the browser closes them under pressure, or its backing store goes away.
 * Then the same handle never works again, and the whole command is repeated on a new one.
 */

/** What went wrong with the disk, as far as a person can be told. */
export type StorageFailure = 'storageFull' | 'storageBroken';

/** Thrown when a transaction neither finished nor failed in `watchdogMs`. */
class StuckError extends Error {
	override name = 'StuckError';
}

/** A transaction that takes longer than this belongs to a dead connection. */
const watchdogMs = 15_000;

const errorsOf = (error: unknown): { name?: string; message?: string }[] => {
	const chain: { name?: string; message?: string; inner?: unknown }[] = [];
	let next = error;
	while (next && typeof next === 'object' && chain.length < 5) {
		chain.push(next);
		next = (next as { inner?: unknown }).inner;
	}
	return chain;
};

/** Whether the disk had no room. */
export const isQuotaError = (error: unknown): boolean =>
	errorsOf(error).some((e) => e.name === 'QuotaExceededError' || /quota/i.test(e.message ?? ''));

/** Whether the connection is gone and a new one may work. */
export const isDeadConnection = (error: unknown): boolean =>
	errorsOf(error).some(
		(e) =>
			e.name === 'StuckError' ||
			e.name === 'DatabaseClosedError' ||
			e.name === 'InvalidStateError' ||
			/connection is clos|connection.* lost|backing store|database is clos/i.test(e.message ?? '')
	);

/**
 * How long an opening may take, ms: altogether, and once the browser has said that another page holds the database in an
 * older form. About a page that stands still Chromium says nothing at all.
 */
const patience = { altogetherMs: 10_000, blockedMs: 4_000 } as const;

/**
 * Opens the database. An upgrade waits for pages of an older version: they close by themselves, but one that stands still
 * cannot. Then this fails after a while, so that the person can be told to close other pages, instead of waiting for ever.
 */
export async function openUnlessBlocked(
	db: PersonDb,
	{ altogetherMs, blockedMs }: { altogetherMs: number; blockedMs: number } = patience
): Promise<void> {
	const timers: ReturnType<typeof setTimeout>[] = [];
	const blocked = new Promise<never>((_, reject) => {
		const failIn = (ms: number) =>
			void timers.push(setTimeout(() => reject(new StuckError('opening is held up')), ms));
		failIn(altogetherMs);
		db.on('blocked', () => failIn(blockedMs));
	});
	try {
		await Promise.race([db.open(), blocked]);
	} finally {
		timers.forEach(clearTimeout);
	}
}

/** Closes what is left of the connection and opens a new one. */
export async function reopen(db: PersonDb): Promise<void> {
	db.close({ disableAutoOpen: false });
	await db.open();
}

/**
 * Runs `work`, and runs it again from its beginning on a fresh connection (twice at most) when the connection died.
 * `work` must tolerate that an earlier run did commit after all. Other errors go through.
 */
export async function withConnection<T>(db: PersonDb, work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await watched(work());
		} catch (error) {
			if (attempt > 2 || !isDeadConnection(error)) throw error;
			await reopen(db);
		}
	}
}

async function watched<T>(work: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stuck = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new StuckError('transaction stuck')), watchdogMs);
	});
	try {
		return await Promise.race([work, stuck]);
	} finally {
		clearTimeout(timer);
	}
}
