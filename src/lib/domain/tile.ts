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

/** What a tile says of a household's visits. */
export type Past = Pick<Tile, 'last' | 'knocks'>;

/** What a household's visits come to (all of them, in any order). */
function pastOf(visits: readonly Visit[]): Past {
	const last = lastVisitOf(visits);
	const since = last?.metAt ?? 0;
	return {
		last,
		knocks: visits.filter(
			(visit) =>
				visit.withdrawnAt === null && visit.first.at > since && findingOf(visit).result === 'nobody'
		).length
	};
}

/**
 * What the visits come to with one more that was not among them; null when only looking at all of them can tell, because
 * it is not later than the last one.
 */
export function pastWith(past: Past, visit: Visit): Past | null {
	if (visit.withdrawnAt !== null) return past;
	const { at } = visit.first;
	if (past.last && at <= past.last.at) return null;
	const { result } = findingOf(visit);
	const isMet = result !== 'nobody';
	const metAt = isMet ? at : (past.last?.metAt ?? null);
	const isKnock = !isMet && at > (metAt ?? 0);
	return {
		last: { visitId: visit.id, at, result, metAt },
		knocks: isMet ? 0 : past.knocks + (isKnock ? 1 : 0)
	};
}

/** Whether two states of one visit come to the same on a tile: a review or new words change nothing there. */
export const isSameOnTile = (before: Visit, after: Visit): boolean =>
	before.householdId === after.householdId &&
	before.first.at === after.first.at &&
	(before.withdrawnAt === null) === (after.withdrawnAt === null) &&
	findingOf(before).result === findingOf(after).result;

/** The tile of a household with what its visits come to. */
export const tileFrom = (household: Household, { last, knocks }: Past): Tile => ({
	householdId: household.id,
	door: household.door,
	head: headOf(household).name,
	people: household.residents.length,
	needsCare: household.needsCare,
	last,
	knocks,
	due: dueOf(household, last)
});

/** The tile of a household from its visits (all of them, in any order). */
export const tileOf = (household: Household, visits: readonly Visit[]): Tile =>
	tileFrom(household, pastOf(visits));

/** A tile of which only the visits are others. */
export const tileWithPast = (tile: Tile, { last, knocks }: Past): Tile => ({
	...tile,
	last,
	knocks,
	due: dueOf(tile, last)
});

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
