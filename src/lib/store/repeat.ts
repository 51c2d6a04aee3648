import { errorsOf, StuckError } from './connection';
import type { PersonDb } from './db';

/**
 * Connections to IndexedDB die: the browser closes them under pressure, or its backing store goes away.
 * Then the same handle never works again, and the whole command is repeated on a new one.
 */

/** A transaction that takes longer than this belongs to a dead connection. */
const watchdogMs = 15_000;

/** Whether the connection is gone and a new one may work. */
export const isDeadConnection = (error: unknown): boolean =>
	errorsOf(error).some(
		(e) =>
			e.name === 'StuckError' ||
			e.name === 'DatabaseClosedError' ||
			e.name === 'InvalidStateError' ||
			/connection is clos|connection.* lost|backing store|database is clos/i.test(e.message ?? '')
	);

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
