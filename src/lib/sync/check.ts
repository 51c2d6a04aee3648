import { CompareReply, protocolVersion, type Head, type Work } from '$lib/protocol/envelope';
import type { HomeState, PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { isDue } from './clock';
import { readActor, type CycleProblem, type Phone } from './phone';
import { judgeWork, ownWork, recountWork, type WorkVerdict } from './proof';
import { receiveEpoch, receiveGap } from './receive';
import { heldRows, receiveCompare } from './repair';
import { postJson } from './wire';

/** The proofs of a cycle, downwards by digests and upwards by what was applied, and what follows when they fail. */

/** What failed to help is not tried again for so long, ms. */
const again = 3_600_000;

/** Every home on this phone by its name. */
export const statesOf = async (db: PersonDb): Promise<Map<string, HomeState>> =>
	new Map((await db.homes.toArray()).map((state) => [state.home, state]));

/**
 * Whether this phone has all that the heads named, by counter, count and digest. A home that differs at the same
 * counter is compared row by row and set right; one that was at this very counter already, not again for a while.
 */
export async function compareAll(
	phone: Phone,
	heads: readonly Head[]
): Promise<'agree' | 'behind' | 'differ' | { problem: CycleProblem }> {
	const states = await statesOf(phone.db);
	let result: 'agree' | 'behind' | 'differ' = 'agree';
	for (const [home, head, rows, digest] of heads) {
		const state = states.get(home);
		if (!state) continue;
		if (state.cursor !== head) return 'behind';
		if (state.live === rows && state.digest === digest) continue;
		if (result === 'agree') result = 'differ';
		const isTried = state.repairedHead === head;
		if (isTried && !isDue(state.repairedAt, again, phone.now())) continue;
		const problem = await repair(phone, home);
		if (problem) return { problem };
		result = 'behind';
	}
	return result;
}

async function repair(phone: Phone, home: string): Promise<CycleProblem | null> {
	const { db } = phone;
	for (;;) {
		const answer = await postJson<CompareReply>(
			phone.fetch,
			'/api/sync/compare',
			{
				protocol: protocolVersion,
				deviceId: await getMeta(db, 'deviceId'),
				home,
				rows: await heldRows(db, home)
			},
			CompareReply
		);
		if (!answer.ok) return answer.error.code;
		const { epoch, more } = answer.value;
		await receiveEpoch(db, epoch, phone.now());
		const mended = await receiveCompare(
			db,
			await readActor(phone),
			home,
			answer.value,
			phone.now()
		);
		if (!more || mended === 0) return null;
	}
}

/** Compares what the server has applied of this device's work with the receipts, and does what follows from it. */
export async function proveWork(phone: Phone, theirs: Work): Promise<WorkVerdict> {
	const { db } = phone;
	const judged = async () => judgeWork(await ownWork(db), theirs, await db.outbox.count());
	let verdict = await judged();
	if (verdict === 'recount' || verdict === 'resend') {
		await recountWork(db);
		verdict = await judged();
	}
	const resentAt = await getMeta(db, 'resentAt');
	// Everything that this phone remembers was sent again and has its receipt: the server remembers more, not less.
	if (verdict === 'recount' && resentAt !== undefined) verdict = 'agree';
	await setMeta(db, 'workAgrees', verdict === 'agree' || verdict === 'wait');
	if (verdict === 'agree' || verdict === 'wait') return verdict;
	if (!isDue(resentAt, again, phone.now())) return 'wait';
	await receiveGap(db, phone.now());
	return 'resend';
}
