import type { AreaTree } from '$lib/app/queries';
import type { Shelf, Tile } from '$lib/domain/tile';

/** A line of the household list. */
export type HouseholdRow = Pick<Tile, 'householdId' | 'door' | 'head' | 'people' | 'needsCare'> & {
	unitId: string;
	unitName: string;
};

/** The households of these units, unit by unit, door by door in the order of the board. */
export function householdRows(
	shelves: readonly Shelf[],
	tree: Pick<AreaTree, 'byId'>
): HouseholdRow[] {
	return shelves.flatMap(({ unitId, tiles }) => {
		const unit = tree.byId.get(unitId);
		const place = new Map((unit?.doors ?? []).map((door, i) => [door.no, i]));
		return Object.values(tiles)
			.map(({ householdId, door, head, people, needsCare }) => ({
				householdId,
				door,
				head,
				people,
				needsCare,
				unitId,
				unitName: unit?.name ?? ''
			}))
			.sort(
				(a, b) =>
					(place.get(a.door) ?? 0) - (place.get(b.door) ?? 0) ||
					(a.householdId < b.householdId ? -1 : 1)
			);
	});
}

/** The rows whose door begins with, or whose head's name holds, what was typed; all of them for nothing. */
export function fittingRows(rows: readonly HouseholdRow[], typed: string): HouseholdRow[] {
	const wanted = typed.normalize('NFKC').trim().toLowerCase();
	return rows.filter(
		(row) => row.door.toLowerCase().startsWith(wanted) || row.head.toLowerCase().includes(wanted)
	);
}
