import { readsOf } from '$lib/domain/handle';
import { recordKey } from '$lib/domain/kernel/record';
import { maxPushBytes, maxPushOperations, type Operation } from '$lib/protocol/envelope';
import type { OutboxEntry, PersonDb } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';
import { isNotYet, isUnkept } from './receipts';

/** Room that the envelope around the operations may take, bytes. */
const envelopeBytes = 1_000;

/** How long the server is left in peace about operations that it holds for somebody, ms. */
export const askHeldEveryMs = 60_000;
/** Held operations asked about in one request. */
export const heldPerPush = 50;

/** What a server knows or does not know: a command in a version. */
export const wordOf = ({ operation }: Pick<OutboxEntry, 'operation'>): string =>
	`${operation.command} ${operation.version}`;

/**
 * The next operations to send, in order: waiting ones numbered above `after`. One that writes a record with an earlier
 * operation unsettled by refusal or by being held stays behind; everything else goes on. Behind an operation that the
 * server is too old for also stays what means the same command, and what looks at a record that is only made by it.
 */
export function pickBatch(
	entries: readonly OutboxEntry[],
	after: number,
	most = maxPushOperations,
	/** Records that only what waits would make (see `Outgoing`). */
	unborn: ReadonlySet<string> = new Set()
): OutboxEntry[] {
	const blocked = new Set<string>();
	const late = new Set<string>();
	const strange = new Set<string>();
	const isLate = (entry: OutboxEntry): boolean =>
		strange.has(wordOf(entry)) ||
		entry.keys.some((key) => late.has(key)) ||
		readKeys(entry.operation).some((key) => late.has(key) && unborn.has(key));
	const batch: OutboxEntry[] = [];
	let bytes = envelopeBytes;
	for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
		// What was done earlier never waits for what came after it.
		if (isNotYet(entry.receipt)) strange.add(wordOf(entry));
		const isBehindLate = strange.size > 0 && isLate(entry);
		if (isBehindLate) for (const key of entry.keys) late.add(key);
		if (isBehindLate || entry.state !== 'waiting' || entry.keys.some((key) => blocked.has(key))) {
			for (const key of entry.keys) blocked.add(key);
			continue;
		}
		if (entry.seq <= after) continue;
		bytes += sizeOf(entry.operation);
		if (batch.length > 0 && (batch.length >= most || bytes > maxPushBytes)) break;
		batch.push(entry);
	}
	return batch;
}

const sizeOf = (operation: Operation): number =>
	new TextEncoder().encode(JSON.stringify(operation)).length + 1;

/** The records that an operation looks at when it is judged. */
export const readKeys = ({ command, version, args }: Operation): string[] =>
	readsOf({ name: command, version, args }).map(recordKey);

/** Everything that is not settled, in the order it was done. */
export const readOutbox = (db: PersonDb): Promise<OutboxEntry[]> =>
	db.outbox.orderBy('seq').toArray();

/** What there is to send, and the epoch that it is meant for. */
export interface Outgoing {
	entries: OutboxEntry[];
	epoch: string | undefined;
	/**
	 * Records that stand here only by what was done here; only asked for while the server is too old for something. What a
	 * restored server has forgotten and nobody has brought back does not stand here: nothing that waits would make it.
	 */
	unborn: ReadonlySet<string>;
}

/**
 * Reads the outbox at one moment. Between the operations and the epoch another tab may hear that the server was restored:
 * then operations of the old epoch would go out under the new one, ahead of earlier ones that went back into the queue.
 */
export function readOutgoing(db: PersonDb): Promise<Outgoing> {
	return db.transaction('r', [db.outbox, db.base, db.meta, ...db.rows.tables], async () => {
		const entries = await readOutbox(db);
		const epoch = await getMeta(db, 'epoch');
		const isAsked = entries.some(({ receipt }) => isNotYet(receipt));
		const unconfirmed = isAsked
			? await db.base.filter(({ row }) => row === null).primaryKeys()
			: [];
		const rows = await db.rows.bulkGet(unconfirmed);
		return { entries, epoch, unborn: new Set(unconfirmed.filter((_, i) => rows[i])) };
	});
}

/**
 * Held operations to ask about, in order. One that the server has not logged would be judged now: it stays behind an
 * earlier one on the same record that has still to go up.
 */
export function askable(entries: readonly OutboxEntry[]): OutboxEntry[] {
	const before = new Set<string>();
	return [...entries]
		.sort((a, b) => a.seq - b.seq)
		.filter(({ state, keys, receipt }) => {
			const isUnlogged = receipt !== undefined && isUnkept(receipt);
			const isAsked = state === 'held' && !(isUnlogged && keys.some((key) => before.has(key)));
			if (!isAsked && state !== 'refused') for (const key of keys) before.add(key);
			return isAsked;
		});
}
