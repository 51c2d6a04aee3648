import type { Kysely } from 'kysely';
import type { KeepShareRequest, ShareRequest } from '$lib/protocol/vault';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { verifyPassword, workInVain } from './password';
import { passwordHashOf } from './people';
import { countedForShare, tryCounted } from './tries';

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

/**
 * The share of a key ring. Throws `tooManyTries` (429), `wrongLogin` (401) for another password, `notFound` (404) where
 * none is kept: only whoever has shown the password learns that.
 */
export async function giveShare(
	db: Kysely<Tables>,
	personId: string,
	{ ringId, password }: ShareRequest,
	now: number
): Promise<{ share: string }> {
	await tryCounted(db, countedForShare(personId), now, async () => {
		const hash = await passwordHashOf(db, personId);
		if (!hash) await workInVain();
		if (!hash || !(await verifyPassword({ hash, password })))
			throw new ProblemError(401, 'wrongLogin');
	});
	const row = await db
		.selectFrom('key_shares')
		.select('share')
		.where('person_id', '=', personId)
		.where('ring_id', '=', ringId)
		.executeTakeFirst();
	if (!row) throw new ProblemError(404, 'notFound');
	return { share: row.share };
}
