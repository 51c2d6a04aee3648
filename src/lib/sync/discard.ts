import type { Receipt } from '$lib/protocol/envelope';
import { discardName } from '$lib/protocol/envelope';
import type { OutboxEntry, PersonDb } from '$lib/store/db';
import { dropPhotosOf } from '$lib/store/photos';

/**
 * What the server's word about a discard means for the operation that was given up; inside the caller's transaction. Its
 * photos go with it now. If the discard is refused, for whatever reason and in whatever words a newer server has for it,
 * the operation was not given up: it goes back into the queue, where it gets its own receipt. The discard is put away if
 * that says it all (a copy of the operation had come and was applied), else it stays in sight with its reason. Answers
 * the records that this concerns.
 */
export async function settleDiscard(
	db: PersonDb,
	{ opId, operation }: OutboxEntry,
	receipt: Receipt
): Promise<string[]> {
	if (operation.command !== discardName) return [];
	const target = await db.archive.get((operation.args as { opId: string }).opId);
	if (target?.state !== 'discarded') return [];
	if (receipt.result === 'applied') {
		await dropPhotosOf(db, target);
		return [];
	}
	if (receipt.result !== 'refused') return [];
	if (receipt.refusal.code === 'nothingChanged') {
		const discard = (await db.outbox.get(opId))!;
		await db.outbox.delete(opId);
		await db.archive.put({ ...discard, state: 'discarded', settledAt: discard.savedAt });
	}
	const { seq, keys, savedAt, seen } = target;
	await db.archive.delete(target.opId);
	await db.outbox.put({
		opId: target.opId,
		seq,
		operation: target.operation,
		keys,
		savedAt,
		...(seen ? { seen } : {}),
		state: 'waiting'
	});
	return keys;
}
