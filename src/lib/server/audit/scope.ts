import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import { postsWith } from '$lib/domain/kernel/rights';
import { actorOf } from '../db/actor';
import type { TreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';

/**
 * The communities whose trail a person may read today: an office its own, the sub-district its own lines, all its
 * communities, and what belongs to nobody known (''). Throws `notAllowed` (403) for everybody else.
 */
export async function auditScope(
	db: Kysely<Tables>,
	trees: TreeSource,
	personId: string,
	at: number
): Promise<string[]> {
	const actor = await actorOf(db, personId);
	const posts = actor ? postsWith(actor, 'readAudit', dayOf(at)) : [];
	const tree = await trees(db);
	const found = new Set<string>();
	for (const { role, areaId } of posts) {
		found.add(areaId);
		if (role !== 'subdistrict') continue;
		found.add('');
		for (const child of tree.byId.get(areaId)?.children ?? []) found.add(child.id);
	}
	if (found.size === 0) throw new ProblemError(403, 'notAllowed');
	return [...found].sort();
}
