import type { Kysely } from 'kysely';
import type { Kind } from '$lib/domain/kernel/record';
import type { Id } from '$lib/domain/kernel/id';
import { communityOfPath, type AreaTree } from './areas';
import type { Tables } from './tables';

/** A record's body and where it is kept. */
export interface FoundBody<B> {
	community: Id;
	body: B;
}

/**
 * Finds a record of which nobody has said where it is: it is looked up in every community, of which there are dozens, since
 * rows are known by their community first. Undefined where there is none.
 */
export async function findBody<B>(
	db: Kysely<Tables>,
	tree: AreaTree,
	kind: Kind,
	id: Id
): Promise<FoundBody<B> | undefined> {
	const communities = new Set([...tree.byId.values()].map(({ path }) => communityOfPath(path)));
	if (communities.size === 0) return undefined;
	const row = await db
		.selectFrom('rows')
		.select(['community', 'body'])
		.where('community', 'in', [...communities])
		.where('kind', '=', kind)
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.body ? { community: row.community, body: JSON.parse(row.body) as B } : undefined;
}
