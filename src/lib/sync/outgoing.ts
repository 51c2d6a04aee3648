import { maxPushBytes, maxPushOperations, type Operation } from '$lib/protocol/envelope';
import type { OutboxEntry, PersonDb } from '$lib/store/db';

/** Room that the envelope around the operations may take, bytes. */
const envelopeBytes = 1_000;

/** How long the server is left in peace about operations that it holds for somebody, ms. */
export const askHeldEveryMs = 60_000;
/** Held operations asked about in one request. */
export const heldPerPush = 50;

/**
 * The next operations to send, in order: waiting ones numbered above `after`. One that writes a record with an earlier
 * operation unsettled by refusal or by being held stays behind; everything else goes on.
 */
export function pickBatch(
	entries: readonly OutboxEntry[],
	after: number,
	most = maxPushOperations
): OutboxEntry[] {
	const blocked = new Set<string>();
	const batch: OutboxEntry[] = [];
	let bytes = envelopeBytes;
	for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
		if (entry.state !== 'waiting') {
			for (const key of entry.keys) blocked.add(key);
			continue;
		}
		if (entry.keys.some((key) => blocked.has(key))) {
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

/** Everything that is not settled, in the order it was done. */
export const readOutbox = (db: PersonDb): Promise<OutboxEntry[]> =>
	db.outbox.orderBy('seq').toArray();
