import type { Area } from '$lib/domain/area/schema';
import type { Day } from '$lib/domain/kernel/day';
import type { Shelf, Tile } from '$lib/domain/tile';
import { daysOverdue } from '$lib/domain/visit/due';
import type { Building } from '../doors/buildings';
import { isDue } from '../doors/door-state';

/** A household that is due, with the unit it stands in. `overdue` in days; null when it was never visited. */
export interface DueDoor {
	unit: Area;
	tile: Tile;
	overdue: number | null;
}

/** One building's share of the day: the doors listed, and how many more are due there. */
export interface DueGroup {
	building: Area;
	listed: DueDoor[];
	more: number;
}

/** Everything due, so that one staircase is one walk. `total` counts households, listed or not. */
export interface DueDay {
	groups: DueGroup[];
	total: number;
	/** Households in all, due or not: an empty list means another thing when there are none. */
	households: number;
}

/** Position of each door in its unit: floor by floor upwards, as `sortDoors` keeps them. */
const doorOrder = (unit: Area): Map<string, number> =>
	new Map(unit.doors.map((door, index) => [door.no, index]));

/** The due households of one unit, in the order of its doors. */
function dueOfUnit(unit: Area, shelf: Shelf, today: Day): DueDoor[] {
	const order = doorOrder(unit);
	const place = (door: string) => order.get(door) ?? order.size;
	return Object.values(shelf.tiles)
		.filter((tile) => isDue(tile, today))
		.sort((a, b) => place(a.door) - place(b.door) || a.door.localeCompare(b.door) || byId(a, b))
		.map((tile) => ({ unit, tile, overdue: daysOverdue(tile.due.day, today) }));
}

const byId = (a: Tile, b: Tile): number => (a.householdId < b.householdId ? -1 : 1);

/**
 * Who is due, building by building in walking order. The building `nearest` (where the last visit was made) comes
 * first: the person is standing in it. At most `most` doors are listed in all; each further building is counted only.
 */
export function dueDay(
	buildings: readonly Building[],
	shelves: readonly Shelf[],
	today: Day,
	most: number,
	nearest?: string
): DueDay {
	const shelfOf = new Map(shelves.map((shelf) => [shelf.unitId, shelf]));
	const ordered = [...buildings].sort(
		(a, b) => Number(b.building.id === nearest) - Number(a.building.id === nearest)
	);
	const groups: DueGroup[] = [];
	let room = most;
	let total = 0;
	let households = 0;
	for (const { building, units } of ordered) {
		const due: DueDoor[] = [];
		for (const unit of units) {
			const shelf = shelfOf.get(unit.id);
			if (!shelf) continue;
			households += Object.keys(shelf.tiles).length;
			due.push(...dueOfUnit(unit, shelf, today));
		}
		total += due.length;
		const listed = due.slice(0, room);
		room -= listed.length;
		if (due.length > 0) groups.push({ building, listed, more: due.length - listed.length });
	}
	return { groups, total, households };
}
