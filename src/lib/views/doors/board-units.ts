import type { Area, Door } from '$lib/domain/area/schema';
import type { Day } from '$lib/domain/kernel/day';
import { floorsOf, type Shelf, type Tile } from '$lib/domain/tile';
import type { BoardDoor, BoardMark, BoardTone, BoardUnit } from '$lib/ui/door-board';
import { sharedStateOf, type DoorState } from './door-state';

/** The words that a board needs; the rooms `doors` and `visit` have them. */
export interface BoardWords {
	tones: Record<DoorState, string>;
	marks: Record<BoardMark, string>;
	emptyDoor: string;
	shop: string;
	other: string;
	knocked: (count: number) => string;
	households: (count: number) => string;
	tile: (door: string, parts: string) => string;
	/** Between the parts of a tile's state. */
	between: string;
}

/** Households that have something waiting on this phone, or something that was not taken in. */
export interface Signs {
	unsent: ReadonlySet<string>;
	attention: ReadonlySet<string>;
}

/** Nothing waits and nothing was refused. */
export const noSigns: Signs = { unsent: new Set(), attention: new Set() };

/** A door of the board with what is behind it. */
export interface BoardPlace {
	unit: Area;
	door: Door;
	tiles: Tile[];
}

const toneOf: Record<DoorState, BoardTone> = {
	done: 'done',
	due: 'due',
	knocked: 'tried',
	open: 'flagged'
};

const placeKey = (unit: Area, door: string): string => `${unit.id}/${door}`;

/** The tiles of a shelf by the door they stand at. */
function tilesByDoor(shelf: Shelf | undefined): Map<string, Tile[]> {
	const byDoor = new Map<string, Tile[]>();
	for (const tile of Object.values(shelf?.tiles ?? {})) {
		const known = byDoor.get(tile.door);
		if (known) known.push(tile);
		else byDoor.set(tile.door, [tile]);
	}
	return byDoor;
}

/** Every door of these units by its key on the board, in walking order: unit by unit, floor by floor upwards. */
export function placesOf(
	units: readonly Area[],
	shelves: readonly Shelf[]
): Map<string, BoardPlace> {
	const shelfOf = new Map(shelves.map((shelf) => [shelf.unitId, shelf]));
	const places = new Map<string, BoardPlace>();
	for (const unit of units) {
		const byDoor = tilesByDoor(shelfOf.get(unit.id));
		for (const door of unit.doors)
			places.set(placeKey(unit, door.no), { unit, door, tiles: byDoor.get(door.no) ?? [] });
	}
	return places;
}

function marksOf(tiles: readonly Tile[], signs: Signs): BoardMark[] {
	const marks: BoardMark[] = [];
	if (tiles.some((tile) => signs.attention.has(tile.householdId))) marks.push('attention');
	if (tiles.some((tile) => signs.unsent.has(tile.householdId))) marks.push('unsent');
	if (tiles.some((tile) => tile.needsCare)) marks.push('care');
	return marks;
}

/** What one tile shows, and the same in words for whoever cannot see it. */
export function boardDoor(
	{ unit, door, tiles }: BoardPlace,
	today: Day,
	signs: Signs,
	words: BoardWords
): BoardDoor {
	const key = placeKey(unit, door.no);
	if (tiles.length === 0) {
		const caption = door.use === 'home' ? words.emptyDoor : words[door.use];
		const title = words.tile(door.no, caption);
		return { key, label: door.no, caption, tone: 'empty', title };
	}
	const state = sharedStateOf(tiles, today);
	const knocks = Math.max(...tiles.map((tile) => tile.knocks));
	const marks = marksOf(tiles, signs);
	const shared = tiles.length > 1 ? words.households(tiles.length) : tiles[0]!.head;
	const told = state === 'knocked' ? words.knocked(knocks) : words.tones[state];
	return {
		key,
		label: door.no,
		caption: state === 'knocked' ? told : shared,
		tone: toneOf[state],
		marks,
		title: words.tile(
			door.no,
			[shared, told, ...marks.map((mark) => words.marks[mark])].join(words.between)
		)
	};
}

/** The units as the board draws them. */
export function boardUnits(
	units: readonly Area[],
	places: ReadonlyMap<string, BoardPlace>,
	today: Day,
	signs: Signs,
	words: BoardWords
): BoardUnit[] {
	return units.map((unit) => ({
		id: unit.id,
		name: unit.name,
		floors: floorsOf(unit).map(({ floor, doors }) => ({
			floor,
			doors: doors.map((door) =>
				boardDoor(places.get(placeKey(unit, door.no))!, today, signs, words)
			)
		}))
	}));
}

const isSameDoor = (a: BoardDoor, b: BoardDoor): boolean =>
	a.title === b.title &&
	a.tone === b.tone &&
	a.caption === b.caption &&
	a.label === b.label &&
	(a.marks ?? []).join() === (b.marks ?? []).join();

/** `next` with the very objects of `before` for doors that look the same: only what changed is drawn again. */
export function keepSame(before: readonly BoardUnit[], next: readonly BoardUnit[]): BoardUnit[] {
	const known = new Map(
		before.flatMap((unit) => unit.floors.flatMap(({ doors }) => doors.map((one) => [one.key, one])))
	);
	const kept = (door: BoardDoor) => {
		const old = known.get(door.key);
		return old && isSameDoor(old, door) ? old : door;
	};
	return next.map((unit) => ({
		...unit,
		floors: unit.floors.map(({ floor, doors }) => ({ floor, doors: doors.map(kept) }))
	}));
}
