import type { AreaTree } from '$lib/app/area-tree';
import type { Id } from '$lib/domain/kernel/id';
import type { Shelf } from '$lib/domain/tile';

/** A household of the register as a campaign may count it. */
export interface Door {
	id: Id;
	unitId: Id;
	door: string;
	/** Building and unit, as people say it. */
	unitName: string;
	/** Its place in the order of the doors, from 0. */
	place: number;
	floor: number | null;
	persons: number;
}

/** The households of these units with what the register knows, unit by unit in the order of the tree, door by door. */
export function doorsOf(
	shelves: readonly Shelf[],
	tree: Pick<AreaTree, 'byId' | 'pathNames'>
): Door[] {
	const list = shelves.flatMap(({ unitId, tiles }) => {
		const doors = tree.byId.get(unitId)?.doors ?? [];
		const order = new Map(doors.map((door, i) => [door.no, { i, floor: door.floor }]));
		const unitName = tree.pathNames(unitId).slice(-2).join(' ');
		return Object.values(tiles)
			.map(({ householdId: id, door, people: persons }) => ({
				...{ id, unitId, door, unitName, persons },
				floor: order.get(door)?.floor ?? null,
				at: order.get(door)?.i ?? doors.length
			}))
			.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	});
	return list.map(({ at: _, ...door }, place) => ({ ...door, place }));
}

/** Homes of these units that no household of the register lives behind: they are asked for nothing. */
export const emptyHomes = (shelves: readonly Shelf[], tree: Pick<AreaTree, 'byId'>): number =>
	shelves.reduce((sum, { unitId, tiles }) => {
		const lived = new Set(Object.values(tiles).map(({ door }) => door));
		const homes = (tree.byId.get(unitId)?.doors ?? []).filter((one) => one.use === 'home');
		return sum + homes.filter(({ no }) => !lived.has(no)).length;
	}, 0);
