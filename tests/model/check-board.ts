import type { Household } from '$lib/domain/household/schema';
import type { Shelf } from '$lib/domain/tile';
import type { Visit } from '$lib/domain/visit/schema';
import type { StoredRow } from '$lib/store/db';
import { plainOf } from './ground';
import { plainTile } from './plain';

/** Throws the breach unless it is so. */
export function must(isSo: boolean, breach: string): asserts isSo {
	if (!isSo) throw new Error(breach);
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Every door's tile says what its visits on this disk say, and no door has two. */
export function checkBoard(rows: readonly StoredRow[], shelves: readonly Shelf[]): void {
	const visits = rows.flatMap((row) =>
		row.kind === 'visit' && row.body ? [plainOf(row.body as Visit)] : []
	);
	const doors = rows.flatMap((row) =>
		row.kind === 'household' && row.body ? [row.body as Household] : []
	);
	const tiles = shelves.flatMap((shelf) => Object.values(shelf.tiles));
	must(tiles.length === doors.length, `${tiles.length} tiles for ${doors.length} doors`);
	for (const { id, unitId, door } of doors) {
		const own = visits.filter((visit) => visit.householdId === id);
		// Of two knocks at the same moment either may be shown as the last one.
		if (new Set(own.map(({ at }) => at)).size < own.length) continue;
		const tile = shelves.find((shelf) => shelf.unitId === unitId)?.tiles[id];
		const wanted = plainTile(own);
		const shown = tile && {
			last: tile.last?.result ?? null,
			at: tile.last?.at ?? null,
			knocks: tile.knocks
		};
		must(
			same(shown, wanted),
			`door ${door} shows ${JSON.stringify(shown)}, its visits say ${JSON.stringify(wanted)}`
		);
	}
}
