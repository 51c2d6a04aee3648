import type { Area, Door } from './area/schema';
import { headOf } from './household/select';
import type { Household } from './household/schema';
import { dueOf, lastVisitOf, type DueReason, type LastVisit } from './visit/due';
import { findingOf } from './visit/select';
import type { Visit } from './visit/schema';
import type { Day } from './kernel/day';

/** What a door board shows of one household, computed from its rows; small, so that a tower is one read. */
export interface Tile {
	householdId: string;
	door: string;
	/** Name of the head of household. */
	head: string;
	people: number;
	needsCare: boolean;
	last: LastVisit | null;
	/** How often somebody knocked in vain since anybody was met. */
	knocks: number;
	due: { day: Day | null; reason: DueReason };
}

/** A unit as its board shows it. `tiles` are keyed by household; doors without a household are empty homes. */
export interface Shelf {
	unitId: string;
	tiles: Record<string, Tile>;
}

/** The tile of a household from its visits (all of them, in any order). */
export function tileOf(household: Household, visits: readonly Visit[]): Tile {
	const last = lastVisitOf(visits);
	const since = last?.metAt ?? 0;
	return {
		householdId: household.id,
		door: household.door,
		head: headOf(household).name,
		people: household.residents.length,
		needsCare: household.needsCare,
		last,
		knocks: visits.filter(
			(visit) =>
				visit.withdrawnAt === null && visit.first.at > since && findingOf(visit).result === 'nobody'
		).length,
		due: dueOf(household, last)
	};
}

/** The doors of a unit by floor, top floor first, as a building stands; floors without doors are left out. */
export function floorsOf(unit: Pick<Area, 'doors'>): { floor: number; doors: Door[] }[] {
	const byFloor = new Map<number, Door[]>();
	for (const door of unit.doors) {
		const doors = byFloor.get(door.floor);
		if (doors) doors.push(door);
		else byFloor.set(door.floor, [door]);
	}
	return [...byFloor].sort(([a], [b]) => b - a).map(([floor, doors]) => ({ floor, doors }));
}
