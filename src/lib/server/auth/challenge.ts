import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { fingerprint, newToken } from './token';

/** A right password is good for this long while the code is looked for, ms. */
export const challengeMs = 600_000;
/** As long as somebody looks for their finger, ms. */
const passkeyMs = 300_000;

/** What is missing besides the password, or what a passkey is to sign: to be kept, and to sign in. */
export type Step = 'code' | 'enrol' | 'passkey' | 'passkeyIn';

/**
 * A token that stands for the person's right password, for one step and once. Of a passkey it is what the passkey signs,
 * for the person who is signed in or, while nobody is, for one browser. Drops those that are too old.
 */
export async function makeChallenge(
	db: Kysely<Tables>,
	holder: string,
	step: Step,
	now: number
): Promise<string> {
	const goodMs = step === 'code' || step === 'enrol' ? challengeMs : passkeyMs;
	const token = newToken();
	const at = new Date(now).toISOString();
	await db.deleteFrom('verifications').where('expires_at', '<', at).execute();
	await db
		.insertInto('verifications')
		.values({
			id: randomUUID(),
			identifier: `${step}:${fingerprint(token)}`,
			value: holder,
			expires_at: new Date(now + goodMs).toISOString(),
			created_at: at,
			updated_at: at
		})
		.execute();
	return token;
}

/** Whose challenge it is. Throws `stepGone` (410) when it is too old, was used, or is none. */
export async function lookAtChallenge(
	db: Kysely<Tables>,
	token: string,
	step: Step,
	now: number
): Promise<string> {
	const found = await db
		.selectFrom('verifications')
		.select('value')
		.where('identifier', '=', `${step}:${fingerprint(token)}`)
		.where('expires_at', '>', new Date(now).toISOString())
		.executeTakeFirst();
	if (!found) throw new ProblemError(410, 'stepGone');
	return found.value;
}

/** Whose right password a token stands for, whichever step is missing; null for nobody's. */
export async function ownerOfChallenge(
	db: Kysely<Tables>,
	token: string,
	now: number
): Promise<string | null> {
	const found = await db
		.selectFrom('verifications')
		.select('value')
		.where('identifier', 'in', [`code:${fingerprint(token)}`, `enrol:${fingerprint(token)}`])
		.where('expires_at', '>', new Date(now).toISOString())
		.executeTakeFirst();
	return found?.value ?? null;
}

/** Uses it up. Throws `stepGone` for whoever comes second. */
export async function useChallenge(db: Kysely<Tables>, token: string, step: Step): Promise<void> {
	const used = await db
		.deleteFrom('verifications')
		.where('identifier', '=', `${step}:${fingerprint(token)}`)
		.returning('id')
		.executeTakeFirst();
	if (!used) throw new ProblemError(410, 'stepGone');
}

/** Uses one up that was made for this holder. Throws `stepGone` (410) when it is too old, was used, is another's or none. */
export async function takeChallenge(
	db: Kysely<Tables>,
	token: string,
	step: Step,
	holder: string,
	now: number
): Promise<void> {
	const taken = await db
		.deleteFrom('verifications')
		.where('identifier', '=', `${step}:${fingerprint(token)}`)
		.where('value', '=', holder)
		.where('expires_at', '>', new Date(now).toISOString())
		.returning('id')
		.executeTakeFirst();
	if (!taken) throw new ProblemError(410, 'stepGone');
}

/** Voids all that stand for a password of this person which is no longer theirs. */
export async function dropChallenges(db: Kysely<Tables>, personId: string): Promise<void> {
	await db.deleteFrom('verifications').where('value', '=', personId).execute();
}
