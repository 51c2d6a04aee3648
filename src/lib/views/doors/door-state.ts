import type { Day } from '$lib/domain/kernel/day';
import type { Tile } from '$lib/domain/tile';

/** What one look at a door should tell: visited in time, due, knocked at in vain, or something still open. */
export type DoorState = 'done' | 'due' | 'knocked' | 'open';

/**
 * The state of one household on a day. Nobody home outranks due: the person at the door wants to know that
 * knocking was tried. A matter stays open until the next visit that finds nothing to do, or until that is due.
 */
export function doorStateOf(tile: Tile, today: Day): DoorState {
	if (tile.last?.result === 'nobody') return 'knocked';
	if (!isVisitedInTime(tile, today)) return 'due';
	return tile.last?.result === 'matter' ? 'open' : 'done';
}

/** Whether somebody was met and the next visit is not due yet: what counts as progress. */
export const isVisitedInTime = (tile: Tile, today: Day): boolean =>
	tile.last !== null &&
	tile.last.result !== 'nobody' &&
	tile.due.day !== null &&
	tile.due.day > today;

/** Whether a visit is due on this day, because of the calendar or because a shut door is tried again. */
export const isDue = (tile: Tile, today: Day): boolean =>
	tile.due.day === null || tile.due.day <= today;

const mostToDo: readonly DoorState[] = ['due', 'knocked', 'open', 'done'];

/** The state of a door behind which several households live: the one with most left to do speaks for it. */
export function sharedStateOf(tiles: readonly Tile[], today: Day): DoorState {
	const states = new Set(tiles.map((tile) => doorStateOf(tile, today)));
	return mostToDo.find((state) => states.has(state)) ?? 'done';
}

/** How many of these households were visited in time. */
export function progressOf(tiles: Iterable<Tile>, today: Day): { done: number; all: number } {
	let done = 0;
	let all = 0;
	for (const tile of tiles) {
		all++;
		if (isVisitedInTime(tile, today)) done++;
	}
	return { done, all };
}
