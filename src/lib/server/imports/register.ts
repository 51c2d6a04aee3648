import type { Kysely } from 'kysely';
import type { Area } from '$lib/domain/area/schema';
import type { Household, Particulars } from '$lib/domain/household/schema';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { postsWith } from '$lib/domain/kernel/rights';
import type { Tables } from '../db/tables';
import { pause } from './pause';

/** What an import compares with: the areas that the importer may write to (and those above them), and who lives there. */
export interface Register {
	areas: ReadonlyMap<string, Area>;
	/** Communities that may be written to. */
	communityIds: ReadonlySet<string>;
	/** Sub-districts under which the importer may found communities. */
	subdistrictIds: ReadonlySet<string>;
	households: readonly Household[];
	particulars: ReadonlyMap<string, Particulars>;
}

const importPosts = (actor: Actor, at: number) => postsWith(actor, 'importRegister', dayOf(at));

/** Whether the actor may import anything at `at` (epoch ms). */
export const mayImport = (actor: Actor, at: number): boolean => importPosts(actor, at).length > 0;

/**
 * The register as the actor may write to it at `at` (epoch ms): an office its community, a sub-district all below it.
 * Undefined for somebody who may import nothing.
 */
export async function loadRegister(
	db: Kysely<Tables>,
	actor: Actor,
	at: number
): Promise<Register | undefined> {
	const posts = importPosts(actor, at);
	if (posts.length === 0) return undefined;
	const postAreas = new Set(posts.map((post) => post.areaId));
	const tree = await db.selectFrom('areas').select(['id', 'community', 'kind', 'path']).execute();
	const isMine = (path: readonly string[]) => path.some((id) => postAreas.has(id));
	const mine = tree.filter((area) => isMine(JSON.parse(area.path) as string[]));
	const above = new Set(mine.flatMap((area) => JSON.parse(area.path) as string[]));
	const communities = [...new Set(mine.map((area) => area.community))];
	const areas = new Map<string, Area>();
	for (const area of await bodies<Area>(db, 'area', [
		...new Set(tree.filter((area) => above.has(area.id)).map((area) => area.community))
	]))
		if (above.has(area.id)) areas.set(area.id, area);
	const isWithin = (unitId: string) => isMine(areas.get(unitId)?.path ?? []);
	const households = await bodies<Household>(db, 'household', communities);
	const particulars = await bodies<Particulars>(db, 'particulars', communities);
	return {
		areas,
		communityIds: new Set(mine.filter((a) => a.kind === 'community').map((a) => a.id)),
		subdistrictIds: new Set(
			posts.filter((post) => post.role === 'subdistrict').map((post) => post.areaId)
		),
		households: households.filter((one) => isWithin(one.unitId)),
		particulars: new Map(
			particulars.filter((one) => isWithin(one.unitId)).map((one) => [one.id, one])
		)
	};
}

async function bodies<B>(
	db: Kysely<Tables>,
	kind: 'area' | 'household' | 'particulars',
	communities: readonly string[]
): Promise<B[]> {
	const found: B[] = [];
	for (const community of communities) {
		// In pages: other work on this thread waits for one page at most.
		for (let after = ''; ;) {
			const page = await db
				.selectFrom('rows')
				.select(['id', 'body'])
				.where('community', '=', community)
				.where('kind', '=', kind)
				.where('id', '>', after)
				.orderBy('id')
				.limit(pageRows)
				.execute();
			for (const row of page) if (row.body !== null) found.push(JSON.parse(row.body) as B);
			if (page.length < pageRows) break;
			after = page.at(-1)!.id;
			await pause();
		}
	}
	return found;
}

const pageRows = 1_000;
