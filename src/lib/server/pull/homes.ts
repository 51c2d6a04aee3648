import { CompiledQuery, type Kysely } from 'kysely';
import { communityOf, type AreaTree } from '../db/areas';
import { isPostgres } from '../db/open';
import type { HomesTable, Tables } from '../db/tables';
import type { Scope } from './scope';

/** A home as the database has it. */
export type HomeLine = Omit<HomesTable, 'community'>;

const columns = 'h.home, h.area_id, h.data_class, h.own, h.seq, h.rows, h.sum_high, h.sum_low';

const by = (condition: string) => ({
	sqlite: `select ${columns} from json_each(?) k cross join homes h
		on h.community = k.value->>0 and ${condition.replace('@', 'k.value->>1')}`,
	postgres: `select ${columns} from unnest($1::text[], $2::text[]) as k(c, a)
		join homes h on h.community = k.c and ${condition.replace('@', 'k.a')}`
});

// In the words of the indexes of migration 17: whoever has no part in cases never walks over them.
const byArea = by(`h.area_id = @ and h.data_class <> 'case'`);
const casesByArea = by(`h.area_id = @ and h.data_class = 'case'`);
const casesByKey = by(`h.home = @`);

/** The question itself, so that a test can ask which index answers it. */
export const homesQuery = (
	db: Kysely<Tables>,
	which: 'byArea' | 'casesByArea' | 'casesByKey',
	pairs: readonly (readonly [community: string, key: string])[]
) => {
	const { sqlite, postgres } = { byArea, casesByArea, casesByKey }[which];
	return isPostgres(db)
		? CompiledQuery.raw(postgres, [pairs.map(([c]) => c), pairs.map(([, key]) => key)])
		: CompiledQuery.raw(sqlite, [JSON.stringify(pairs)]);
};

/**
 * The homes of these areas whatever their class, and of cases those that are in the scope: all of a community for its lead,
 * and those somebody has a seat in.
 */
export async function homesFor(
	trx: Kysely<Tables>,
	tree: AreaTree,
	scope: Scope,
	areaIds: readonly string[]
): Promise<HomeLine[]> {
	const led = scope.parts.flatMap((part) => (part.dataClass === 'case' ? part.areaId : []));
	const pair = (areaId: string, key = areaId) => [communityOf(tree, areaId), key] as const;
	const communities = [...new Set(scope.ownAreas.flatMap((id) => communitiesAt(tree, id)))];
	const seats = communities.flatMap((community) =>
		[...scope.cases].map((caseId) => pair(community, `${community}:case:${caseId}`))
	);
	const found = new Map<string, HomeLine>();
	for (const [which, pairs] of [
		['byArea', areaIds.map((id) => pair(id))],
		['casesByArea', [...new Set(led)].map((id) => pair(id))],
		['casesByKey', seats]
	] as const) {
		if (pairs.length === 0) continue;
		const { rows } = await trx.executeQuery<HomeLine>(homesQuery(trx, which, pairs));
		for (const row of rows) found.set(row.home, row);
	}
	return [...found.values()];
}

/** The communities in which somebody with a post here can have a seat: a sub-district's people in each of its own. */
const communitiesAt = (tree: AreaTree, areaId: string): string[] => {
	const node = tree.byId.get(areaId);
	return node?.kind === 'subdistrict'
		? node.children.map(({ id }) => id)
		: [communityOf(tree, areaId)];
};
