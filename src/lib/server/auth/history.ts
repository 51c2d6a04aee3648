import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SignInOutcome, SignInWay } from '$lib/protocol/access';
import type { Tables } from '../db/tables';

/** So many lines are kept of each person. */
const kept = 30;
/** And none longer than this, ms. */
const keptMs = 180 * 86_400_000;

/** One sign-in or one failed try. */
export interface SignInNote {
	/** Null for a login that nobody has: written all the same, so that it takes as long. */
	personId: string | null;
	way: SignInWay;
	outcome: SignInOutcome;
	kind: string;
}

/** Writes one line of the history that each person sees of themselves. */
export async function noteSignIn(
	db: Kysely<Tables>,
	{ personId, way, outcome, kind }: SignInNote,
	now: number
): Promise<void> {
	const person = personId ?? '';
	await db
		.insertInto('sign_ins')
		.values({ id: randomUUID(), person_id: person, at: now, way, outcome, device_kind: kind })
		.execute();
	const oldest = await db
		.selectFrom('sign_ins')
		.select('at')
		.where('person_id', '=', person)
		.orderBy('at', 'desc')
		.offset(kept - 1)
		.limit(1)
		.executeTakeFirst();
	await db
		.deleteFrom('sign_ins')
		.where('person_id', '=', person)
		.where('at', '<', Math.max(oldest?.at ?? 0, now - keptMs))
		.execute();
}

/** The person's last sign-ins, the newest first. */
export async function historyOf(db: Kysely<Tables>, personId: string) {
	const rows = await db
		.selectFrom('sign_ins')
		.select(['at', 'way', 'outcome', 'device_kind as device'])
		.where('person_id', '=', personId)
		.orderBy('at', 'desc')
		.limit(kept)
		.execute();
	return rows.map((row) => ({ ...row, at: Number(row.at) }));
}
