import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { protocolVersion, PushReply, type Operation, type Receipt } from '$lib/protocol/envelope';
import type { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { refreshDerived } from '$lib/store/shelves';
import { pickBatch, readKeys } from './outgoing';
import { isNotYet, isUnkept } from './receipts';
import { readActor, type Phone } from './phone';
import { rebuild } from './rebuild';
import { inOne, receiveEpoch, receivePush } from './receive';
import type { WorkContent } from './work-file';
import { postJson, type WireFailure } from './wire';

/**
 * Brings the work out of a file to the server: under the ids, the numbers and the device it was written with, so that
 * it happens once however often and by whomever it is brought, and the first phone's own count stays right.
 */

/**
 * What came of one operation of a file. `here`: this very phone has it and sends it itself. `later`: the server cannot take
 * it yet and has not kept it, so that the file is still needed.
 */
export type BroughtState = 'applied' | 'known' | 'refused' | 'held' | 'later' | 'behind' | 'here';
/** One operation of a file with what came of it. */
export interface Brought {
	entry: WorkContent['entries'][number];
	state: BroughtState;
	receipt?: Receipt;
}

/**
 * Sends what a file holds. The author's own phone also takes over what is refused or held, so that it can be answered
 * here; an office (another person than the file's) carries and keeps nothing. Operations behind an unanswered refusal
 * on the same record stay in the file (`behind`), as they would have stayed on their phone. After a failure nothing is
 * lost: bringing the file again goes on where it stopped.
 */
export async function bringWork(
	phone: Phone,
	content: WorkContent
): Promise<Result<Brought[], WireFailure>> {
	const { db, person } = phone;
	const isOwn = person.id === content.personId;
	const brought = new Map<string, Brought>();
	const left = new Map(content.entries.map((entry) => [entry.operation.opId, entry]));
	const note = (opId: string, state: BroughtState, receipt?: Receipt) => {
		brought.set(opId, { entry: left.get(opId)!, state, ...(receipt ? { receipt } : {}) });
		left.delete(opId);
	};
	if (isOwn) for (const [opId, state] of await knownHere(db, [...left.keys()])) note(opId, state);
	let epoch = content.epoch ?? undefined;
	let again: number | undefined;
	/** Keys of what stays unanswered: later operations on them wait behind it. */
	const stuck: string[] = [];
	/** Those of them that a server too old for it may never have heard of: what looks at them waits, too. */
	const late: string[] = [];
	for (;;) {
		const batch = nextBatch([...left.values()], stuck, late);
		if (batch.length === 0) break;
		const sent = await postJson<PushReply>(
			phone.fetch,
			isOwn ? '/api/sync/push' : '/api/sync/carry',
			{
				protocol: protocolVersion,
				deviceId: content.deviceId,
				...(isOwn ? {} : { personId: content.personId }),
				...(epoch === undefined ? {} : { epoch }),
				operations: batch.map(({ operation }) => (again ? { ...operation, again } : operation))
			},
			PushReply
		);
		if (!sent.ok) return sent;
		const reply = sent.value;
		if (epoch !== undefined && reply.epoch !== epoch) {
			// Restored since the file was made: what this builds on may still be on another phone.
			epoch = reply.epoch;
			again = phone.now();
			continue;
		}
		const answered = batch.filter(({ operation: { opId } }) =>
			reply.receipts.some((receipt) => receipt.opId === opId)
		);
		if (answered.length === 0) return fail({ code: 'broken' });
		if (isOwn) await takeOver(phone, batch, reply);
		for (const receipt of reply.receipts) {
			const entry = left.get(receipt.opId);
			if (!entry) continue;
			const isKnown = receipt.result === 'applied' && reply.known?.includes(receipt.opId);
			const state = isUnkept(receipt) ? 'later' : receipt.result;
			note(receipt.opId, isKnown ? 'known' : state, receipt);
			if (receipt.result === 'refused' || isNotYet(receipt)) stuck.push(...entry.keys);
			if (isNotYet(receipt)) late.push(...entry.keys);
		}
	}
	for (const opId of [...left.keys()]) note(opId, 'behind');
	const inOrder = [...brought.values()];
	return ok(inOrder.sort((a, b) => a.entry.operation.seq - b.entry.operation.seq));
}

/** What this phone has of these operations already: unsettled, or settled and filed. */
async function knownHere(db: PersonDb, opIds: string[]): Promise<[string, BroughtState][]> {
	const waiting = await db.outbox.bulkGet(opIds);
	const filed = await db.archive.bulkGet(opIds);
	return opIds.flatMap((opId, i): [string, BroughtState][] =>
		waiting[i] ? [[opId, 'here']] : filed[i] ? [[opId, 'known']] : []
	);
}

type Entry = WorkContent['entries'][number];

/**
 * The next operations to send. One that was refused or held when the file was made is asked about again; a batch ends
 * before the first operation on a record that an earlier one of it writes, since the earlier one's answer decides.
 */
function nextBatch(
	entries: readonly Entry[],
	stuck: readonly string[],
	late: readonly string[]
): Entry[] {
	const byId = new Map(entries.map((entry) => [entry.operation.opId, entry]));
	const blocked = new Set(stuck);
	const isLate = (operation: Operation): boolean =>
		late.length > 0 && readKeys(operation).some((key) => late.includes(key));
	const inOrder = [...entries].sort((a, b) => a.operation.seq - b.operation.seq);
	const queue = inOrder.flatMap(({ operation, keys, savedAt }) => {
		const isBlocked = keys.some((key) => blocked.has(key)) || isLate(operation);
		if (isBlocked) for (const key of keys) blocked.add(key);
		const { opId, seq } = operation;
		return isBlocked ? [] : [{ opId, seq, operation, keys, savedAt, state: 'waiting' as const }];
	});
	const picked = pickBatch(queue, 0);
	const touched = new Set<string>();
	const batch: Entry[] = [];
	for (const one of picked) {
		if (one.keys.some((key) => touched.has(key))) break;
		for (const key of one.keys) touched.add(key);
		batch.push(byId.get(one.opId)!);
	}
	return batch;
}

/** The rows of a reply go in as after any push, and what was refused or is held becomes this phone's to answer. */
async function takeOver(phone: Phone, batch: readonly Entry[], reply: PushReply): Promise<void> {
	const { db } = phone;
	await receiveEpoch(db, reply.epoch, phone.now());
	const actor = await readActor(phone);
	await receivePush(db, actor, reply, phone.now());
	await inOne(db, async () => {
		const touched: string[] = [];
		for (const { operation, keys, savedAt, seen } of batch) {
			const { opId, seq } = operation;
			const receipt = reply.receipts.find((one) => one.opId === opId);
			if (!receipt || receipt.result === 'applied') continue;
			// Not in the log yet: only the device it was written on may send it, or two would count it.
			if (isUnkept(receipt)) continue;
			if ((await db.outbox.get(opId)) || (await db.archive.get(opId))) continue;
			await db.outbox.put({
				opId,
				seq,
				operation,
				keys,
				savedAt,
				state: receipt.result,
				receipt,
				...(seen ? { seen } : {})
			});
			touched.push(...keys);
			if (receipt.result === 'held') await setMeta(db, 'heldAskedAt', phone.now());
		}
		if (touched.length > 0) await refreshDerived(db, await rebuild(db, actor, new Map(), touched));
	});
}
