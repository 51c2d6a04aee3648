import type { PersonDb } from './db';

/** Opens a database, and tells what went wrong with the disk. What repeats is in `repeat.ts`. */

/** What went wrong with the disk, as far as a person can be told. */
export type StorageFailure = 'storageFull' | 'storageBroken';

/** Thrown when a transaction neither finished nor failed in `watchdogMs`. */
export class StuckError extends Error {
	override name = 'StuckError';
}

/** An error and those inside it, as far as they can be read. */
export const errorsOf = (error: unknown): { name?: string; message?: string }[] => {
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
