import type { Shelf } from '$lib/domain/tile';
import type { PersonDb } from './db';

/** Shelves as pages see them; in which parts they lie is the matter of `tiles.ts`. */

/** The shelves of these units as they lie here, in the order asked for; without tiles where nothing of a unit has arrived. */
export async function readShelves(db: PersonDb, unitIds: readonly string[]): Promise<Shelf[]> {
	const found = await Promise.all(
		unitIds.map((unitId) => db.shelves.where('unitId').startsWith(unitId).toArray())
	);
	return unitIds.map((unitId, i) => ({
		unitId,
		tiles: Object.assign({}, ...found[i]!.map(({ tiles }) => tiles)) as Shelf['tiles']
	}));
}

/** Every shelf that has tiles. */
export async function allShelves(db: PersonDb): Promise<Shelf[]> {
	const keys = await db.shelves.toCollection().primaryKeys();
	const shelves = await readShelves(db, [...new Set(keys.map((key) => key.split('/')[0]!))]);
	return shelves.filter(({ tiles }) => Object.keys(tiles).length > 0);
}
