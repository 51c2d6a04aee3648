import type { Actor } from '$lib/domain/kernel/actor';
import { addSums, digestOf, noSum, sumOf, textSum } from '$lib/protocol/digest';
import type { Operation, PullReply, PushReply, Receipt, Row } from '$lib/protocol/envelope';
import type { HomeState, OutboxEntry, PersonDb, StoredRow } from '$lib/store/db';
import { getMeta, raiseMeta, setMeta } from '$lib/store/meta';
import { fromServer, isKeptHere } from '$lib/store/rows';
import { changeRows, tidyPacks } from '$lib/store/row-writer';
import { refreshDerived } from '$lib/store/shelves';
import type { Arrivals } from './arrivals';
import { settleDiscard } from './discard';
import { HomeCounts } from './home-counts';
import { noWork } from './proof';
import { isUnderstood, sameReceipt } from './receipts';
import { readLying, rebuild, rebuildAhead } from './rebuild';

/**
 * Everything that arrives from the server goes into the database here, each reply in one transaction.
 * Invariants: a row never goes back to an earlier number; `homes.live` counts the confirmed rows that are not gone;
 * a home's cursor moves together with the rows it stands for.
 */

const tables = (db: PersonDb) => [
	...db.rows.tables,
	db.base,
	db.outbox,
	db.archive,
	db.homes,
	db.shelves,
	db.finder,
	db.sums,
	db.meta,
	db.photos
];

/** Runs one reply's changes in a transaction of its own. */
export const inOne = <T>(db: PersonDb, work: () => Promise<T>): Promise<T> =>
	db.transaction('rw', tables(db), work);

const isNewer = (row: Row, known: StoredRow | null | undefined): boolean => {
	if (!known || known.seq === 0) return true;
	return known.home === row.home ? row.seq > known.seq : row.at >= known.at;
};

interface Arriving {
	rows: readonly Row[];
	/** Further records whose pending operations changed. */
	touched?: Iterable<string>;
	/** What has arrived before, for a download onto an empty phone that is alone. */
	arrivals?: Arrivals | undefined;
	/** How far the homes have come with these rows. */
	cursors?: PullReply['cursors'];
}

/** Takes confirmed rows in. Returns how many more rows live here. */
async function takeIn(
	db: PersonDb,
	actor: Actor,
	{ rows, touched, arrivals, cursors }: Arriving
): Promise<number> {
	const last = new Map(rows.map((row) => [`${row.kind}:${row.id}`, row]));
	const read = await readLying(db, [...last.keys()], arrivals?.newAmong([...last.keys()]));
	const arrived = new Map<string, StoredRow>();
	const counts = new HomeCounts();
	for (const [key, row] of last) {
		const known = read.confirmed.get(key);
		if (!isKeptHere(row.home) || !isNewer(row, known)) continue;
		const stored = fromServer(row, (read.rows.get(key)?.rev ?? 0) + 1);
		arrived.set(key, stored);
		counts.leave(known);
		counts.enter(stored);
	}
	const write = async () => {
		const { changes, written } = await rebuildAhead(db, actor, arrived, touched, read);
		const isFresh = arrivals && ((areaId: string) => !arrivals.has(areaId));
		await Promise.all([written, refreshDerived(db, changes, { isFresh, written })]);
	};
	// Neither looks at what the other writes: the disk need not be waited for in between.
	const [more] = await Promise.all([counts.write(db, cursors, arrivals?.homes), write()]);
	return more;
}

/** What a push's reply says goes in at once: what became of each operation, and the rows as they now stand. */
export function receivePush(
	db: PersonDb,
	actor: Actor,
	reply: Pick<PushReply, 'receipts' | 'rows'>,
	nowMs: number
): Promise<void> {
	return inOne(db, async () => {
		const entries = await db.outbox.bulkGet(reply.receipts.map((receipt) => receipt.opId));
		const touched = new Set<string>();
		for (const [i, receipt] of reply.receipts.entries()) {
			const entry = entries[i];
			if (!entry || entry.state === 'refused') continue; // another tab was told already
			if (!isUnderstood(receipt)) continue; // this version of the app is too old for the answer
			if (sameReceipt(entry.receipt, receipt)) continue; // still held for the same person
			for (const key of entry.keys) touched.add(key);
			await settle(db, entry, receipt, nowMs);
			for (const key of await settleDiscard(db, entry, receipt)) touched.add(key);
		}
		await takeIn(db, actor, { rows: reply.rows, touched });
	});
}

/** Counts an operation as applied, for the proof that the server has what this phone has receipts for. */
async function noteApplied(db: PersonDb, { opId, seq }: OutboxEntry): Promise<void> {
	const work = (await getMeta(db, 'work')) ?? noWork;
	await setMeta(db, 'work', {
		seq: Math.max(work.seq, seq),
		applied: work.applied + 1,
		digest: digestOf(addSums(sumOf(work.digest), textSum(opId)))
	});
}

/** An operation whose waiting a clock in the future had begun: it counts from when the server first heard of it. */
const countedFrom = (operation: Operation, receipt: Receipt): Operation =>
	receipt.result === 'held' && receipt.restored && receipt.since < (operation.again ?? 0)
		? again(operation, receipt.since)
		: operation;

async function settle(
	db: PersonDb,
	entry: OutboxEntry,
	receipt: Receipt,
	nowMs: number
): Promise<void> {
	if (receipt.result === 'held') await setMeta(db, 'heldAskedAt', nowMs);
	if (receipt.result !== 'applied') {
		const operation = countedFrom(entry.operation, receipt);
		await db.outbox.put({ ...entry, operation, state: receipt.result, receipt });
		return;
	}
	await db.outbox.delete(entry.opId);
	await db.archive.put({ ...entry, state: 'applied', receipt, settledAt: nowMs });
	if (!receipt.afterHold) await noteApplied(db, entry);
}

/**
 * One page goes in with its cursors. Rows of homes that left the scope meanwhile are passed over. Returns how many more
 * rows live here. Null, and nothing changed, for a page of another epoch than the phone has heard of.
 */
export async function receivePage(
	db: PersonDb,
	actor: Actor,
	reply: PullReply,
	arrivals?: Arrivals
): Promise<number | null> {
	const more = await inOne(db, async () => {
		if ((await getMeta(db, 'epoch')) !== reply.epoch) return null;
		const alone = arrivals && (await arrivals.isAlone(db)) ? arrivals : undefined;
		if (arrivals && !alone) await keepHomes(db, arrivals);
		const names = [...new Set(reply.rows.map((row) => row.home))];
		const homes = alone?.homes ?? new Map(await knownHomes(db, names));
		const rows = reply.rows.filter((row) => homes.has(row.home));
		return takeIn(db, actor, { rows, cursors: reply.cursors, arrivals: alone });
	});
	if (more !== null) arrivals?.note(reply);
	return more;
}

/** Somebody else writes as well: from now on all homes have to be on the disk, unless their list is no longer the last. */
async function keepHomes(db: PersonDb, { homes, version }: Arrivals): Promise<void> {
	if ((await getMeta(db, 'headsVersion')) !== version) return;
	const known = new Set(await db.homes.toCollection().primaryKeys());
	await db.homes.bulkPut([...homes.values()].filter(({ home }) => !known.has(home)));
}

async function knownHomes(db: PersonDb, names: string[]): Promise<[string, HomeState][]> {
	const found = await db.homes.bulkGet(names);
	return found.flatMap((home) => (home ? [[home.home, home]] : []));
}

/**
 * Everything has arrived for the first time (perhaps again, after signing out): what the person did and the server has
 * not settled is laid over it.
 */
export function receiveFirst(db: PersonDb, actor: Actor): Promise<void> {
	return inOne(db, async () => {
		const keys = (await db.outbox.toArray()).flatMap((entry) => entry.keys);
		await refreshDerived(db, await rebuild(db, actor, new Map(), keys));
		await setMeta(db, 'firstSyncDone', true);
	});
}

const again = (operation: Operation, nowMs: number): Operation => ({ ...operation, again: nowMs });

/**
 * Puts everything that was ever applied back into the queue; runs inside the caller's transaction. It is marked, as
 * what waits there is: the server may have forgotten other phones' work that this builds on.
 */
async function queueArchive(db: PersonDb, nowMs: number): Promise<void> {
	const applied = await db.archive.filter((entry) => entry.state === 'applied').toArray();
	await db.outbox.bulkPut(
		applied.map(({ opId, seq, operation, keys, savedAt, seen }) => ({
			opId,
			seq,
			operation,
			keys,
			savedAt,
			...(seen ? { seen } : {}),
			state: 'waiting' as const
		}))
	);
	await db.archive.bulkDelete(applied.map((entry) => entry.opId));
	await db.outbox
		.where('state')
		.anyOf('waiting', 'held')
		.modify((entry: OutboxEntry) => {
			entry.operation = again(entry.operation, nowMs);
		});
	await setMeta(db, 'work', noWork);
}

/**
 * All that a restored server has is here: rows that it no longer knows leave the phone, unless somebody here has
 * something to send about them. Their authors' phones bring them back.
 */
export function dropForgotten(db: PersonDb, actor: Actor): Promise<void> {
	return inOne(db, async () => {
		const based = new Set(await db.base.toCollection().primaryKeys());
		const rows = await db.rows.all();
		const forgotten = rows.filter((row) => row.seq === 0 && !based.has(row.key));
		// A confirmed row kept aside under a pending operation may be a forgotten one as well.
		const aside = await db.base.filter((base) => base.row?.seq === 0).toArray();
		const leaving = new Map([...forgotten, ...aside].map(({ key }) => [key, null] as const));
		await refreshDerived(db, await rebuild(db, actor, leaving));
		await tidyPacks(db);
		await db.meta.delete('isRestored');
	});
}

/** The server has not applied what this phone has receipts for: all of it is sent again (known operations get their receipt). */
export function receiveGap(db: PersonDb, nowMs: number): Promise<void> {
	return inOne(db, async () => {
		await queueArchive(db, nowMs);
		await setMeta(db, 'resentAt', nowMs);
	});
}

/**
 * The server was restored from a backup: everything is fetched again, and everything that this phone ever sent goes
 * back into the queue (known operations get their old receipt again). No row is dropped meanwhile. Answers whether it
 * was; the first word of a server is not a change.
 */
export function receiveEpoch(db: PersonDb, epoch: string, nowMs: number): Promise<boolean> {
	return inOne(db, async () => {
		const before = await getMeta(db, 'epoch');
		if (before === epoch) return false;
		await db.meta.put({ name: 'epoch', value: epoch });
		if (before === undefined) return false;
		await db.meta.bulkDelete(['token', 'countsAgree', 'heldAskedAt']);
		await raiseMeta(db, 'countVersion');
		await setMeta(db, 'isRestored', true);
		await db.homes.toCollection().modify({ cursor: 0, live: 0, digest: digestOf(noSum) });
		await changeRows(db, (row) => {
			row.seq = 0;
		});
		await db.base.toCollection().modify((base: { row: StoredRow | null }) => {
			if (base.row) base.row.seq = 0;
		});
		await queueArchive(db, nowMs);
		return true;
	});
}
