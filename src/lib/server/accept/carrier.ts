import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import { isOver } from '$lib/domain/kernel/rights';
import { actorsOf } from '../db/actor';
import type { TreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';

/**
 * Lets pass who may bring somebody else's operations: an office or a sub-district that could today make every
 * appointment the author ever held, ended ones too. An act is judged by the appointments in force on its day, and its
 * day is what the file says; a carrier who invented one must gain nothing by it that is not theirs already.
 * Throws `notAllowed` (403, field `personId`) for everybody else.
 */
export async function checkCarrier(
	db: Kysely<Tables>,
	trees: TreeSource,
	{ carrierId, authorId }: { carrierId: string; authorId: string },
	at: number
): Promise<void> {
	const tree = await trees(db);
	const actors = await actorsOf(db, [carrierId, authorId]);
	const carrier = actors.get(carrierId);
	const author = actors.get(authorId);
	const mayCarry =
		carrier &&
		author &&
		isOver(carrier, 'carryWork', author.posts, (id) => tree.byId.get(id)?.path, dayOf(at));
	if (!mayCarry) throw new ProblemError(403, 'notAllowed', 'personId');
}
