import type { Post } from '$lib/domain/kernel/actor';
import type { Result } from '$lib/domain/kernel/result';
import { HeadsReply, protocolVersion, PushReply } from '$lib/protocol/envelope';
import type { OutboxEntry, PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { isDue } from './clock';
import { noteContact, reportOf } from './contact';
import { compareAll, proveWork } from './check';
import { buildSums, learnKinds } from './kinds';
import { askHeldEveryMs, heldPerPush, askable, pickBatch, readOutgoing, wordOf } from './outgoing';
import { isNotYet, isUnkept } from './receipts';
import { pullPages } from './pages';
import { readActor, type CycleEnd, type CycleProblem, type Phone } from './phone';
import { dropForgotten, receiveEpoch, receiveFirst, receivePush } from './receive';
import { dropHome, receiveComplete, receiveHeads } from './receive-heads';
import { postJson, type WireFailure } from './wire';

/**
 * One cycle: what waits goes up, then what changed comes down. Any cut leaves a state from which the next cycle goes on,
 * because every reply is one transaction and every request may be repeated.
 */

/** How often in one push everything goes up again because the server was restored. */
const maxNews = 5;
/** How often in one cycle the heads are asked again because the server moved on meanwhile. */
const maxRounds = 4;

/** Sends and fetches once. Throws only what the disk throws. */
export async function runCycle(phone: Phone): Promise<CycleEnd> {
	await learnKinds(phone.db);
	await buildSums(phone.db);
	const pushed = await pushAll(phone);
	if (pushed === 'unreachable' || pushed === 'notSignedIn' || pushed === 'protocolNew')
		return { problem: pushed, complete: false };
	// One bad push never keeps the rest from coming down.
	const pulled = await pullAll(phone);
	const isProven = pulled.complete && (await getMeta(phone.db, 'workAgrees')) !== false;
	const end = { problem: pulled.problem ?? pushed, complete: isProven };
	if (end.problem === null) {
		await setMeta(phone.db, 'countsAgree', end.complete);
		await setMeta(phone.db, 'lastSuccessAt', phone.now());
	}
	return end;
}

async function pushAll(phone: Phone): Promise<CycleProblem | null> {
	const { db } = phone;
	let after = 0;
	let most: number | undefined;
	let worst: CycleProblem | null = null;
	let news = 0;
	for (;;) {
		const outgoing = await readOutgoing(db);
		const batch = pickBatch(outgoing.entries, after, most, outgoing.unborn);
		if (batch.length === 0) {
			const { problem, isFreed } = await askHeld(phone);
			if (problem || !isFreed) return problem ?? worst;
			after = 0;
			continue;
		}
		const sent = await push(phone, batch, outgoing.epoch);
		if (sent.ok) {
			if (outgoing.epoch !== undefined && sent.value.epoch !== outgoing.epoch && news++ < maxNews) {
				// The server was restored: everything goes up again from the first.
				after = 0;
				continue;
			}
			after = lastAnswered(batch, sent.value).seq;
			most = undefined;
			continue;
		}
		const { code } = sent.error;
		if (code === 'unreachable' || code === 'notSignedIn' || code === 'protocolNew') return code;
		if (code === 'busy' || code === 'tooManyTries') return code;
		// Something in this batch cannot be taken as it is: find it by halves, and let the others pass.
		worst = code;
		if (batch.length > 1) most = Math.ceil(batch.length / 2);
		else {
			after = batch[0]!.seq;
			most = undefined;
		}
	}
}

/** A server that is too old for an operation takes nothing behind it: from there it goes on. */
function lastAnswered(batch: readonly OutboxEntry[], { receipts }: PushReply): OutboxEntry {
	const answered = new Set(receipts.map(({ opId }) => opId));
	return batch.findLast(({ opId }) => answered.has(opId)) ?? batch.at(-1)!;
}

async function push(
	phone: Phone,
	batch: readonly OutboxEntry[],
	epoch: string | undefined
): Promise<Result<PushReply, WireFailure>> {
	const { db } = phone;
	const answer = await postJson<PushReply>(
		phone.fetch,
		'/api/sync/push',
		{
			protocol: protocolVersion,
			deviceId: await getMeta(db, 'deviceId'),
			epoch,
			operations: batch.map((entry) => entry.operation)
		},
		PushReply
	);
	if (!answer.ok) return answer;
	await receiveEpoch(db, answer.value.epoch, phone.now());
	await receivePush(db, await readActor(phone), answer.value, phone.now());
	return answer;
}

/**
 * Asks from time to time what became of operations that are held for somebody (a known one gets its present receipt), and
 * whether the server has learned by now what it was too old for; `isFreed` when it has, since more may wait behind it.
 */
async function askHeld(phone: Phone): Promise<{ problem: CycleProblem | null; isFreed?: boolean }> {
	const { entries, epoch } = await readOutgoing(phone.db);
	let left = askable(entries);
	const askedAt = await getMeta(phone.db, 'heldAskedAt');
	if (left.length === 0 || !isDue(askedAt, askHeldEveryMs, phone.now())) return { problem: null };
	await setMeta(phone.db, 'heldAskedAt', phone.now());
	let isFreed = false;
	while (left.length > 0) {
		const batch = left.slice(0, heldPerPush);
		const sent = await push(phone, batch, epoch);
		if (!sent.ok) return { problem: sent.error.code };
		const { receipts } = sent.value;
		const strange = new Set(receipts.filter(isNotYet).map(({ opId }) => opId));
		const answered = batch.slice(0, batch.indexOf(lastAnswered(batch, sent.value)) + 1);
		isFreed ||= answered.some(({ opId, receipt }) => {
			const now = receipts.find((one) => one.opId === opId);
			return receipt && isUnkept(receipt) && now && !isUnkept(now);
		});
		// What it does not know it does not know a second time either.
		const words = new Set(answered.filter(({ opId }) => strange.has(opId)).map(wordOf));
		left = left.slice(answered.length).filter((entry) => !words.has(wordOf(entry)));
	}
	return { problem: null, isFreed };
}

/** Asks for the heads, and hears of a restored server before anything else. */
async function askHeads(
	phone: Phone
): Promise<Result<HeadsReply, WireFailure> & { isRestored?: boolean }> {
	const { db } = phone;
	const answer = await postJson<HeadsReply>(
		phone.fetch,
		'/api/sync/heads',
		{
			protocol: protocolVersion,
			deviceId: await getMeta(db, 'deviceId'),
			token: (await getMeta(db, 'token')) ?? null,
			report: await reportOf(db, phone.version)
		},
		HeadsReply
	);
	if (!answer.ok) return answer;
	await noteContact(db, answer.value, phone.now());
	phone.onWord?.(answer.value);
	return { ...answer, isRestored: await receiveEpoch(db, answer.value.epoch, phone.now()) };
}

async function pullAll(phone: Phone): Promise<CycleEnd> {
	const { db } = phone;
	for (let round = 1; round <= maxRounds; round++) {
		const answer = await askHeads(phone);
		if (!answer.ok) return { problem: answer.error.code, complete: false };
		const { token, scope, posts, work, heads } = answer.value;
		await notePosts(db, posts, scope);
		if (answer.isRestored || (await proveWork(phone, work)) === 'resend') {
			const problem = await pushAll(phone);
			if (problem) return { problem, complete: false };
			continue;
		}
		if (heads === null) {
			await clearRestored(phone);
			return { problem: null, complete: true };
		}
		const { left, version } = await receiveHeads(db, heads);
		for (const home of left) await dropHome(db, await readActor(phone), home);
		const problem = await pullPages(phone, heads, version);
		if (problem) return { problem, complete: false };
		const state = await compareAll(phone, heads);
		if (typeof state === 'object') return { problem: state.problem, complete: false };
		if (state === 'behind') continue;
		if (state === 'agree') {
			if (!(await getMeta(db, 'firstSyncDone'))) await receiveFirst(db, await readActor(phone));
			await receiveComplete(db, token, version);
			await clearRestored(phone);
		}
		return { problem: null, complete: state === 'agree' };
	}
	return { problem: null, complete: false };
}

/** Writes only what changed, so that nobody who watches wakes for nothing. */
async function notePosts(db: PersonDb, posts: Post[], scope: string): Promise<void> {
	const known = await getMeta(db, 'posts');
	if (JSON.stringify(known) !== JSON.stringify(posts)) await setMeta(db, 'posts', posts);
	if ((await getMeta(db, 'scope')) !== scope) await setMeta(db, 'scope', scope);
}

async function clearRestored(phone: Phone): Promise<void> {
	if (await getMeta(phone.db, 'isRestored')) await dropForgotten(phone.db, await readActor(phone));
}
