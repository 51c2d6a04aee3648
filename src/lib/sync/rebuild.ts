import type { Actor } from '$lib/domain/kernel/actor';
import type { Kind, RecordKey } from '$lib/domain/kernel/record';
import type { OutboxEntry, PersonDb, StoredRow } from '$lib/store/db';
import { kindOf } from '$lib/domain/registry';
import { readingOf, readPaths } from '$lib/store/reading';
import { homeOf, isKeptHere, toStored } from '$lib/store/rows';
import { writeRows, type Change } from '$lib/store/row-writer';
import { areaOf, snapshotFor } from './judge';
import { rebase, type RecordState } from './rebase';

/**
 * Invariant kept here: for every record, `rows` holds the confirmed row with the operations still pending on it done
 * again, and `base` holds the confirmed row exactly as long as there are such operations.
 * Everything runs inside the caller's transaction.
 */

/** What lies on the disk under some keys. */
export interface Lying {
	rows: Map<string, StoredRow | undefined>;
	/** Keys that have a confirmed row kept aside. */
	based: Set<string>;
	/** The confirmed row of each record; null where the server never confirmed any. */
	confirmed: Map<string, StoredRow | null>;
}

/** Reads rows and confirmed rows of these records; `fresh` are those that certainly do not lie here. */
export async function readLying(
	db: PersonDb,
	keys: readonly string[],
	fresh: ReadonlySet<string> = new Set()
): Promise<Lying> {
	// Few records have anything pending: all their keys at once cost less than asking for each.
	const known = new Set(await db.base.toCollection().primaryKeys());
	const based = keys.filter((key) => known.has(key));
	const kept = based.length > 0 ? await db.base.bulkGet(based) : [];
	const bases = new Map(based.map((key, i) => [key, kept[i]]));
	const asked = fresh.size > 0 ? keys.filter((key) => !fresh.has(key)) : keys;
	const rows = asked.length > 0 ? await db.rows.bulkGet(asked) : [];
	const found = new Map(asked.map((key, i) => [key, rows[i]]));
	const lying: Lying = { rows: new Map(), based: new Set(), confirmed: new Map() };
	for (const key of keys) {
		const base = bases.get(key);
		const row = found.get(key);
		lying.rows.set(key, row);
		if (base) lying.based.add(key);
		lying.confirmed.set(key, base ? base.row : row && row.seq > 0 ? row : null);
	}
	return lying;
}

/** Whether an operation still hopes to count: refused ones do not. */
const isPending = (entry: OutboxEntry): boolean => entry.state !== 'refused';

/** The records that hang together with `keys` through pending operations, and those operations. */
async function entangled(
	db: PersonDb,
	keys: Iterable<string>
): Promise<{ keys: string[]; entries: OutboxEntry[] }> {
	const known = new Set(keys);
	const entries = new Map<string, OutboxEntry>();
	let asked = (await db.outbox.count()) > 0 ? [...known] : [];
	while (asked.length > 0) {
		const found = await db.outbox.where('keys').anyOf(asked).toArray();
		asked = [];
		for (const entry of found) {
			if (!isPending(entry) || entries.has(entry.opId)) continue;
			entries.set(entry.opId, entry);
			for (const key of entry.keys) if (!known.has(key)) asked.push(key);
		}
		for (const key of asked) known.add(key);
	}
	return { keys: [...known], entries: [...entries.values()] };
}

const stateOf = (row: StoredRow | null | undefined): RecordState =>
	row ? (row.gone ? { gone: row.gone } : { body: row.body }) : null;

const keyOf = (text: string): RecordKey => {
	const at = text.indexOf(':');
	return { kind: text.slice(0, at) as Kind, id: text.slice(at + 1) };
};

/**
 * Sets rows anew from what is confirmed and what is pending. `confirmed` carries confirmed rows that just arrived;
 * for other records the stored ones stand. `read` spares reading again what the caller has read. Returns what changed,
 * for `refreshDerived`, once all of it is written.
 */
export async function rebuild(
	db: PersonDb,
	actor: Actor,
	arrived: ReadonlyMap<string, StoredRow | null>,
	touched: Iterable<string> = [],
	read?: Lying
): Promise<Change[]> {
	const { changes, written } = await rebuildAhead(db, actor, arrived, touched, read);
	await written;
	return changes;
}

/** As `rebuild`, but already returns when the disk has been told what to write. */
export async function rebuildAhead(
	db: PersonDb,
	actor: Actor,
	arrived: ReadonlyMap<string, StoredRow | null>,
	touched: Iterable<string> = [],
	read?: Lying
): Promise<{ changes: Change[]; written: Promise<unknown> }> {
	const asked = new Set([...arrived.keys(), ...touched]);
	const { keys, entries } = await entangled(db, asked);
	const isRead = read && keys.every((key) => read.confirmed.has(key));
	const { rows, based, confirmed } = isRead ? read : await readLying(db, keys);
	for (const [key, row] of arrived) confirmed.set(key, row);
	const hoped = await hopedStates(db, actor, confirmed, entries);
	const pending = new Set(entries.flatMap((entry) => entry.keys));

	const changes: Change[] = [];
	for (const key of keys) {
		const before = rows.get(key);
		const after = rowFor(key, hoped.get(key) ?? null, confirmed.get(key) ?? null, before);
		if (before || after) changes.push({ before, after });
	}
	const bases = [...pending].map((key) => ({ key, row: confirmed.get(key) ?? null }));
	const settled = keys.filter((key) => based.has(key) && !pending.has(key));
	const written = Promise.all([
		writeRows(db, changes),
		bases.length > 0 && db.base.bulkPut(bases),
		settled.length > 0 && db.base.bulkDelete(settled)
	]);
	return { changes, written };
}

async function hopedStates(
	db: PersonDb,
	actor: Actor,
	confirmed: ReadonlyMap<string, StoredRow | null>,
	entries: readonly OutboxEntry[]
): Promise<Map<string, RecordState>> {
	const states = new Map([...confirmed].map(([key, row]) => [key, stateOf(row)]));
	if (entries.length === 0) return states;
	const commands = entries.map(({ operation }) => ({
		name: operation.command,
		version: operation.version,
		args: operation.args
	}));
	const snapshot = await snapshotFor(db, commands);
	const areas = [
		...commands.flatMap((command) => areaOf(command, snapshot) ?? []),
		...entries.flatMap((entry) => entry.seen?.unitId ?? [])
	];
	const pathOf = await readPaths(db, areas);
	return rebase(
		states,
		entries.map((entry) => entry.operation),
		actor,
		readingOf(snapshot, pathOf)
	);
}

function rowFor(
	key: string,
	state: RecordState,
	confirmed: StoredRow | null,
	before: StoredRow | undefined
): StoredRow | undefined {
	if (!state) return undefined;
	const { kind, id } = keyOf(key);
	const isOurs = 'body' in state && kind in kindOf;
	const home = isOurs ? homeOf(kind, state.body) : (confirmed?.home ?? before?.home);
	if (!home || !isKeptHere(home)) return undefined;
	return toStored(kind, id, state, confirmed?.home ?? home, {
		seq: confirmed?.seq ?? 0,
		at: confirmed?.at ?? 0,
		rev: (before?.rev ?? 0) + 1,
		...(confirmed?.digest ? { digest: confirmed.digest } : {})
	});
}
