/** How a tile looks. Every tone differs in shape as well as in colour. */
export type BoardTone =
	| 'neutral'
	| 'due'
	| 'done'
	| 'tried'
	| 'flagged'
	| 'empty'
	/** Done in part. */
	| 'part'
	/** To be done on another day. */
	| 'postponed'
	/** More than was to be done. */
	| 'over'
	/** Not to be done at all. */
	| 'spared';

/** Small signs in a tile's corner. */
export type BoardMark = 'care' | 'unsent' | 'attention';

/** One door. `title` is its whole state in words, as a screen reader says it. */
export interface BoardDoor {
	key: string;
	label: string;
	caption?: string;
	tone: BoardTone;
	disabled?: boolean;
	marks?: readonly BoardMark[];
	title: string;
}

/** One unit; floors in any order, the doors of a floor from left to right. */
export interface BoardUnit {
	id: string;
	name: string;
	floors: readonly { floor: number; doors: readonly BoardDoor[] }[];
}

/** A storey across all units, `byUnit` in the order of the units; `offset`s count columns from the first unit's first door. */
export interface BoardRow {
	floor: number;
	byUnit: {
		unitId: string;
		offset: number;
		width: number;
		/** Nothing of the unit stands above this storey. */
		isTop: boolean;
		doors: readonly BoardDoor[];
	}[];
}

/** Storeys from the top down, each with the doors of every unit (none where a unit has no such floor). */
export function rowsOf(units: readonly BoardUnit[]): BoardRow[] {
	const floors = [...new Set(units.flatMap((unit) => unit.floors.map((f) => f.floor)))];
	floors.sort((a, b) => b - a);
	let offset = 0;
	const columns = units.map((unit) => {
		const width = Math.max(1, ...unit.floors.map((f) => f.doors.length));
		const column = {
			unitId: unit.id,
			offset,
			width,
			top: Math.max(...unit.floors.map((f) => f.floor)),
			byFloor: new Map(unit.floors.map((f) => [f.floor, f.doors]))
		};
		offset += width;
		return column;
	});
	return floors.map((floor) => ({
		floor,
		byUnit: columns.map(({ unitId, offset, width, top, byFloor }) => ({
			unitId,
			offset,
			width,
			isTop: floor === top,
			doors: byFloor.get(floor) ?? []
		}))
	}));
}

interface Place {
	key: string;
	column: number;
}

const placesOf = (row: BoardRow): Place[] =>
	row.byUnit.flatMap(({ offset, doors }) =>
		doors.map((door, index) => ({ key: door.key, column: offset + index }))
	);

const nearest = (places: readonly Place[], column: number): Place | undefined =>
	places.reduce<Place | undefined>(
		(best, place) =>
			!best || Math.abs(place.column - column) < Math.abs(best.column - column) ? place : best,
		undefined
	);

/** Storeys that PageUp and PageDown pass over. */
const pageStep = 5;

/**
 * The door to which a key leads from the door `from`, or undefined when the key means nothing here or leads nowhere.
 * Arrows go to the neighbour on the wall (over gaps), Home and End to the ends of the storey, with Ctrl to the ends of
 * the building, PageUp and PageDown five storeys. In right-to-left writing left and right change places.
 */
export function doorAfterKey(
	rows: readonly BoardRow[],
	from: string,
	key: string,
	{ ctrl = false, rtl = false }: { ctrl?: boolean; rtl?: boolean } = {}
): string | undefined {
	const storeys = rows.map(placesOf);
	const at = storeys.findIndex((places) => places.some((place) => place.key === from));
	const here = storeys[at];
	if (!here) return undefined;
	const index = here.findIndex((place) => place.key === from);
	const column = here[index]!.column;

	const vertical = (step: number): string | undefined => {
		const limit = step < 0 ? 0 : storeys.length - 1;
		let row = Math.min(Math.max(at + step, 0), storeys.length - 1);
		while (row !== limit && !storeys[row]!.length) row += Math.sign(step);
		return row === at ? undefined : nearest(storeys[row]!, column)?.key;
	};
	const onward = rtl ? -1 : 1;
	switch (key) {
		case 'ArrowRight':
			return here[index + onward]?.key;
		case 'ArrowLeft':
			return here[index - onward]?.key;
		case 'ArrowUp':
			return vertical(-1);
		case 'ArrowDown':
			return vertical(1);
		case 'PageUp':
			return vertical(-pageStep);
		case 'PageDown':
			return vertical(pageStep);
		case 'Home':
			return ctrl ? storeys.find((s) => s.length)?.[0]?.key : here[0]?.key;
		case 'End':
			return ctrl ? storeys.findLast((s) => s.length)?.at(-1)?.key : here.at(-1)?.key;
		default:
			return undefined;
	}
}
