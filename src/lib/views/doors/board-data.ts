import { areas, shelves } from '$lib/app/queries';
import { householdSigns } from '$lib/app/signs';
import type { Id } from '$lib/domain/kernel/id';
import type { Shelf } from '$lib/domain/tile';
import type { Signs } from './board-units';
import { buildingsOf, type Building } from './buildings';

/** What a building's board is drawn from. `here` is undefined where the person has no such building. */
export interface BoardData {
	here: Building | undefined;
	/** The person looks after this building and no other. */
	isOnly: boolean;
	shelves: Shelf[];
	signs: Signs;
}

/** Reads everything that a board shows, so that it is drawn once and not piece by piece. */
export async function boardOf(buildingId: Id): Promise<BoardData> {
	const [tree, signs] = await Promise.all([areas(), householdSigns()]);
	const buildings = buildingsOf(tree);
	const here = buildings.find(({ building }) => building.id === buildingId);
	return {
		here,
		isOnly: buildings.length === 1,
		shelves: await shelves(here?.units.map((unit) => unit.id) ?? []),
		signs
	};
}
