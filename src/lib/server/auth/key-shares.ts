import type { Kysely } from 'kysely';
import type { KeepShareRequest, ShareRequest } from '$lib/protocol/vault';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { verifyPassword } from './password';
import { clearTries, countTry, waitFor } from './tries';

/**
 * A phone's data key lies on that phone under its person's password. Somebody who forgot it gets a new one, which opens
 * nothing; so the key lies there a second time, under a share that is here. The share goes only to whoever shows the
 * person's present password: a session alone may be a thief's.
 */

/** Phones that one person uses; the longest unused share gives way. */
const mostPhones = 50;

/** Keeps a share, in place of an earlier one for the same key ring. */
export async function keepShare(
	db: Kysely<Tables>,
	personId: string,
	{ ringId, share }: KeepShareRequest,
	now: number
): Promise<void> {
	await db
		.insertInto('key_shares')
		.values({ person_id: personId, ring_id: ringId, share, kept_at: now })
		.onConflict((c) => c.columns(['person_id', 'ring_id']).doUpdateSet({ share, kept_at: now }))
		.execute();
	const over = await db
		.selectFrom('key_shares')
		.select('ring_id')
		.where('person_id', '=', personId)
		.orderBy('kept_at', 'desc')
		.limit(20)
		.offset(mostPhones)
		.execute();
	if (over.length > 0)
		await db
			.deleteFrom('key_shares')
			.where('person_id', '=', personId)
			.where(
				'ring_id',
				'in',
				over.map((row) => row.ring_id)
			)
			.execute();
}

/** The share of a key ring. Throws `tooManyTries`, `wrongLogin` for another password, `notFound` where none is kept. */
export async function giveShare(
	db: Kysely<Tables>,
	personId: string,
	{ ringId, password }: ShareRequest,
	address: string,
	now: number
): Promise<{ share: string }> {
	// Counted apart from sign-ins: whoever asks here is signed in already.
	const who = `share ${personId}`;
	if ((await waitFor(db, who, address, now)) > 0) throw new ProblemError(429, 'tooManyTries');
	await countTry(db, who, address, now);
	const account = await db
		.selectFrom('accounts')
		.select('password')
		.where('person_id', '=', personId)
		.where('password', 'is not', null)
		.executeTakeFirst();
	const isTheirs =
		account?.password && (await verifyPassword({ hash: account.password, password }));
	if (!isTheirs) throw new ProblemError(401, 'wrongLogin');
	await clearTries(db, who, address, now);
	const row = await db
		.selectFrom('key_shares')
		.select('share')
		.where('person_id', '=', personId)
		.where('ring_id', '=', ringId)
		.executeTakeFirst();
	if (!row) throw new ProblemError(404, 'notFound');
	return { share: row.share };
}
