import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';

/** How many codes somebody gets. */
export const codeCount = 10;

/** Without letters and digits that are taken for each other on paper. 31 of them: ten characters are 49 random bits. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';
const length = 10;

/** As it is hashed: typed with or without the dash, in any width and case. */
const fold = (code: string) =>
	code
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');

/**
 * What the database keeps of a code: an HMAC under a key that is not in it, since 49 bits alone could be tried through
 * by whoever has a copy.
 */
function hashOf(code: string, personId: string, secret: string): string {
	const key = Buffer.from(hkdfSync('sha256', secret, '', 'linli recovery codes', 32));
	return createHmac('sha256', key)
		.update(`${personId} ${fold(code)}`)
		.digest('hex');
}

/** Ten new codes in place of the person's old ones, in the caller's transaction. Shown once, never read again. */
export async function newCodes(
	db: Kysely<Tables>,
	personId: string,
	secret: string
): Promise<string[]> {
	const codes = Array.from({ length: codeCount }, () => {
		const code = Array.from({ length }, () => letters[randomInt(letters.length)]!).join('');
		return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
	});
	await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
	await db
		.insertInto('recovery_codes')
		.values(
			codes.map((code) => ({
				person_id: personId,
				code_hash: hashOf(code, personId, secret),
				used_at: null
			}))
		)
		.execute();
	return codes;
}

/** Whether a text could be a recovery code rather than six digits. */
export const isRecoveryCode = (code: string): boolean => fold(code).length === length;

/** Uses a code up; false when the person has no such code, or has used it. */
export async function useCode(
	db: Kysely<Tables>,
	code: string,
	personId: string,
	secret: string,
	now: number
): Promise<boolean> {
	const used = await db
		.updateTable('recovery_codes')
		.set({ used_at: now })
		.where('person_id', '=', personId)
		.where('code_hash', '=', hashOf(code, personId, secret))
		.where('used_at', 'is', null)
		.returning('person_id')
		.executeTakeFirst();
	return used !== undefined;
}

/** How many codes the person has left. */
export async function codesLeft(db: Kysely<Tables>, personId: string): Promise<number> {
	const { left } = await db
		.selectFrom('recovery_codes')
		.select((eb) => eb.fn.countAll<number>().as('left'))
		.where('person_id', '=', personId)
		.where('used_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(left);
}
