import Dexie from 'dexie';
import { errorsOf, isQuotaError, StuckError } from './connection';
import type { PersonDb } from './db';

/**
 * Connections to IndexedDB die: the browser closes them under pressure, or its backing store goes away.
 * Then the same handle never works again, and the whole command is repeated on a new one.
 */

/** A transaction that takes longer than this belongs to a dead connection. */
const watchdogMs = 15_000;

/**
 * Names of what is said of a dead connection. An abort is nobody's wish here: where a browser takes a connection away, the
 * questions under way are the first to hear of it, before the transaction, and the connection last.
 */
const deadNames = new Set([
	'StuckError',
	'DatabaseClosedError',
	'InvalidStateError',
	'AbortError',
	'TransactionInactiveError'
]);

/** Whether the connection is gone and a new one may work. */
const isDeadConnection = (error: unknown): boolean =>
	!isQuotaError(error) &&
	errorsOf(error).some(
		({ name = '', message = '' }) =>
			deadNames.has(name) ||
			/connection is clos|connection.* lost|backing store|database is clos/i.test(message)
	);

/** Closes a connection, and hears no more of it: Dexie would take its late end for that of the next one. */
function letGo(db: PersonDb): void {
	const dead = db.backendDB() as IDBDatabase | null;
	if (dead) dead.onclose = null;
	db.close({ disableAutoOpen: false });
}

/**
 * Runs `work`, and runs it again from its beginning on a fresh connection (twice at most) when the connection died.
 * `work` must tolerate that an earlier run did commit after all. Other errors go through, and once nobody wants it any more
 * this one, too: what was closed on purpose stays closed.
 */
async function repeated<T>(
	db: PersonDb,
	work: () => Promise<T>,
	isWanted = () => true
): Promise<T> {
	let used = db.backendDB();
	for (let attempt = 1; ; attempt++) {
		try {
			if (attempt > 1) await db.open();
			used = db.backendDB();
			return await work();
		} catch (error) {
			if (attempt > 2 || !isDeadConnection(error) || !isWanted()) throw error;
			// One that somebody has opened meanwhile is not the dead one, and perhaps not quite open yet.
			if (!db.isOpen() || db.backendDB() === used) letGo(db);
		}
	}
}

/** For work that is short: whatever takes longer than the watchdog allows belongs to a dead connection, too. */
export const withConnection = <T>(db: PersonDb, work: () => Promise<T>): Promise<T> =>
	repeated(db, () => watched(work()));

/**
 * For work that may take long: it begins again as soon as the connection is closed under it, and `over` ends the run that
 * this leaves behind.
 */
export const onLiveConnection = <T>(
	db: PersonDb,
	work: (over: AbortSignal) => Promise<T>,
	isWanted: () => boolean
): Promise<T> =>
	repeated(
		db,
		async () => {
			const over = new AbortController();
			try {
				return await untilClosed(db, () => work(over.signal));
			} finally {
				over.abort();
			}
		},
		isWanted
	);

/**
 * What `work` comes to, or an error as soon as the connection is closed. What was asked of a connection that the browser
 * had closed, before it said so, is never answered; and what is asked while a database opens waits for that very opening.
 */
export function untilClosed<T>(db: PersonDb, work: () => Promise<T>): Promise<T> {
	let end: () => void = () => undefined;
	// Theirs, because only within them an opening database lets its own questions through.
	const closed = new Dexie.Promise<never>((_, reject) => {
		end = () => reject(new StuckError('the connection was closed'));
		db.on('close', end);
	});
	return Dexie.Promise.race([work(), closed]).finally(() => db.on.close.unsubscribe(end));
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
