import type { Actor } from '$lib/domain/kernel/actor';
import { addSums, digestOf, noSum, sumOf } from '$lib/protocol/digest';
import { maxCompareRows, type CompareReply, type HeldRow } from '$lib/protocol/envelope';
import type { PersonDb, StoredRow } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { digestOfRow, fromServer, isKeptHere } from '$lib/store/rows';
import { writeRows } from '$lib/store/row-writer';
import { refreshDerived } from '$lib/store/shelves';
import { HomeCounts, isLive, newHome } from './home-counts';
import { readLying, rebuild } from './rebuild';
import { inOne } from './receive';

/**
 * Setting one home right, row by row: what the phone says it has is worked out from the contents on its disk, and only
 * rows that differ travel. Nothing else is touched; the outbox least of all.
 */

/** The confirmed living rows of a home as they lie on the disk. */
async function livingIn(db: PersonDb, home: string): Promise<StoredRow[]> {
	const rows = await db.rows.inHome(home);
	const { confirmed } = await readLying(
		db,
		rows.map((row) => row.key)
	);
	return [...confirmed.values()].filter((row) => isLive(row) && row.home === home) as StoredRow[];
}

/** What the phone has of a home, by the contents themselves. */
export async function heldRows(db: PersonDb, home: string): Promise<HeldRow[]> {
	const living = await livingIn(db, home);
	return living
		.slice(0, maxCompareRows)
		.map((row): HeldRow => [row.kind, row.id, row.seq, digestOfRow(row)]);
}

/**
 * Takes in what a comparison found, and counts the home anew from its contents. Strangers leave the phone; what the
 * person did and has not sent is laid over the rest as ever. Returns how many rows were set right.
 */
export function receiveCompare(
	db: PersonDb,
	actor: Actor,
	home: string,
	reply: CompareReply,
	nowMs: number
): Promise<number> {
	return inOne(db, async () => {
		if ((await getMeta(db, 'epoch')) !== reply.epoch || !(await db.homes.get(home))) return 0;
		const rows = reply.rows.filter((row) => isKeptHere(row.home));
		const keys = [
			...rows.map(({ kind, id }) => `${kind}:${id}`),
			...reply.strangers.map(([kind, id]) => `${kind}:${id}`)
		];
		const read = await readLying(db, keys);
		const arrived = new Map<string, StoredRow | null>();
		const elsewhere = new HomeCounts();
		for (const row of rows) {
			const key = `${row.kind}:${row.id}`;
			const known = read.confirmed.get(key);
			const stored = fromServer(row, (read.rows.get(key)?.rev ?? 0) + 1);
			// A later word about a record that moved away may be here already.
			if (known && known.home !== home && known.at > row.at) continue;
			arrived.set(key, stored);
			if (known?.home !== home) elsewhere.leave(known);
			if (stored.home !== home) elsewhere.enter(stored);
		}
		for (const [kind, id] of reply.strangers) {
			const key = `${kind}:${id}`;
			if (read.confirmed.get(key)?.home === home) arrived.set(key, null);
		}
		await refreshDerived(db, await rebuild(db, actor, arrived, [], read));
		await elsewhere.write(db);
		await recount(db, home);
		await db.homes.update(home, {
			repairedAt: nowMs,
			...(reply.head ? { repairedHead: reply.head[1] } : {})
		});
		const before = (await getMeta(db, 'repairs')) ?? { times: 0, rows: 0, at: 0 };
		await setMeta(db, 'repairs', {
			times: before.times + 1,
			rows: before.rows + arrived.size,
			at: nowMs
		});
		return arrived.size;
	});
}

/** Counts a home anew from the contents on the disk, inside the caller's transaction. */
async function recount(db: PersonDb, home: string): Promise<void> {
	const living = await livingIn(db, home);
	let sum = noSum;
	for (const row of living) {
		const digest = digestOfRow(row);
		sum = addSums(sum, sumOf(digest));
		if (row.digest !== digest) await noteDigest(db, row.key, digest);
	}
	const state = (await db.homes.get(home)) ?? newHome(home);
	await db.homes.put({ ...state, live: living.length, digest: digestOf(sum) });
}

/** Corrects what a row is said to count, wherever its confirmed form lies. */
async function noteDigest(db: PersonDb, key: string, digest: string): Promise<void> {
	const base = await db.base.get(key);
	if (base?.row) await db.base.put({ ...base, row: { ...base.row, digest } });
	const before = await db.rows.get(key);
	if (before) await writeRows(db, [{ before, after: { ...before, digest } }]);
}

/** Counts every home anew from the contents on the disk: what "check everything" begins with. */
export async function recountAll(db: PersonDb): Promise<void> {
	const homes = await db.homes.toCollection().primaryKeys();
	for (const home of homes)
		await inOne(db, async () => {
			await recount(db, home);
		});
	// Without the token the next cycle asks for every head and compares them all.
	await db.meta.bulkDelete(['token', 'countsAgree']);
}
