import type { Household } from '$lib/domain/household/schema';
import { recordKey } from '$lib/domain/kernel/record';
import {
	isSameOnTile,
	pastWith,
	tileFrom,
	tileOf,
	tileWithPast,
	type Past,
	type Shelf
} from '$lib/domain/tile';
import type { Visit } from '$lib/domain/visit/schema';
import { bodyOf } from './bodies';
import { visitHomes } from './bodies-about';
import type { PersonDb, StoredRow } from './db';
import type { Change } from './row-writer';

/**
 * Invariant: a unit's shelf (all of its parts together) holds exactly one tile per living household of the unit on this phone, equal to the one
 * computed from that household's row and all its visits as they lie in `rows`. It is kept by calling `refreshDerived`
 * in the same transaction as every change of rows. A day's visits are added to what the tiles say already; the visits of
 * earlier years are read only where that cannot tell.
 */

/**
 * A shelf lies in parts, each under the unit's id and its number: a save reads and writes what one door needs, not what a
 * tower does. Before, a shelf lay as one record under the unit's id alone; what is left of that is put into parts as soon
 * as it is touched.
 */
const parts = 8;

/** The key of the part that a household's tile lies in. */
function partOf(unitId: string, householdId: string): string {
	// The last digits of an id are random, its first ones a time.
	return `${unitId}/${parseInt(householdId.slice(-4), 16) % parts}`;
}

/** What happened to one household. */
export interface Touched {
	/** Its row as it is now, where that is known: undefined in it for none. */
	household?: { row: StoredRow | undefined };
	/** The unit in which it lay. */
	unitBefore?: string;
	visits: Change[];
}

/** Of fresh units the disk has nothing yet: all their visits are among those that arrived. */
interface Fresh {
	isFresh: (unitId: string) => boolean;
	written: Promise<unknown> | undefined;
}

const visitIn = (row: StoredRow | undefined): Visit | undefined =>
	row?.kind === 'visit' ? bodyOf<Visit>(row) : undefined;

/** Brings the tiles of these households up to date. */
export async function refreshTiles(
	db: PersonDb,
	touched: ReadonlyMap<string, Touched>,
	fresh: Fresh
): Promise<void> {
	const shelves = new Shelves(db, fresh.isFresh);
	await shelves.bring(
		[...touched].flatMap(([id, one]) => unitsOf(one).map((unitId) => ({ unitId, id })))
	);
	const open: string[] = [];
	for (const [id, one] of touched) if (!carryOn(shelves, id, one)) open.push(id);
	if (open.length > 0) await lookAtAll(db, shelves, open, touched, fresh);
	await shelves.write();
}

const unitsOf = ({ household, unitBefore, visits }: Touched): string[] =>
	[
		unitBefore,
		bodyOf<Household>(household?.row)?.unitId,
		...visits.map(({ before, after }) => (visitIn(after) ?? visitIn(before))?.unitId)
	].flatMap((unitId) => unitId ?? []);

/** A household by its id, and the unit that it lies or lay in. */
interface Door {
	unitId: string;
	id: string;
}

/** The parts of shelves that a change concerns. */
class Shelves {
	private readonly byKey = new Map<string, Shelf>();
	/** Units whose shelf still lay in one piece. */
	private readonly whole: string[] = [];

	constructor(
		private readonly db: PersonDb,
		private readonly isFresh: (unitId: string) => boolean
	) {}

	/** Reads those that are not here yet. */
	async bring(doors: readonly Door[]): Promise<void> {
		const missing = new Map<string, string>();
		for (const { unitId, id } of doors) {
			const key = partOf(unitId, id);
			if (!this.byKey.has(key)) missing.set(key, unitId);
		}
		const lying = [...missing].filter(([, unitId]) => !this.isFresh(unitId));
		const units = [...new Set(lying.map(([, unitId]) => unitId))];
		const found =
			lying.length > 0
				? await this.db.shelves.bulkGet([...lying.map(([key]) => key), ...units])
				: [];
		for (const key of missing.keys()) this.byKey.set(key, { unitId: key, tiles: {} });
		for (const shelf of found) {
			if (!shelf) continue;
			if (shelf.unitId.includes('/')) this.byKey.set(shelf.unitId, shelf);
			else this.divide(shelf);
		}
	}

	private divide({ unitId, tiles }: Shelf): void {
		this.whole.push(unitId);
		for (const [id, tile] of Object.entries(tiles)) {
			const key = partOf(unitId, id);
			const part = this.byKey.get(key) ?? { unitId: key, tiles: {} };
			part.tiles[id] = tile;
			this.byKey.set(key, part);
		}
	}

	of({ unitId, id }: Door): Shelf {
		return this.byKey.get(partOf(unitId, id))!;
	}

	/** A unit that left the scope leaves nothing behind. */
	async write(): Promise<void> {
		const isEmpty = (shelf: Shelf) => Object.keys(shelf.tiles).length === 0;
		const all = [...this.byKey.values()];
		const emptied = all.filter(isEmpty).map(({ unitId }) => unitId);
		await this.db.shelves.bulkPut(all.filter((shelf) => !isEmpty(shelf)));
		const leaving = [...emptied, ...this.whole];
		if (leaving.length > 0) await this.db.shelves.bulkDelete(leaving);
	}
}

function withoutTile(shelf: Shelf, householdId: string): void {
	if (!(householdId in shelf.tiles)) return;
	const left = Object.entries(shelf.tiles).filter(([id]) => id !== householdId);
	shelf.tiles = Object.fromEntries(left);
}

/** Sets the tile from what it said before. False when all visits of the household have to be looked at. */
function carryOn(
	shelves: Shelves,
	id: string,
	{ household, unitBefore, visits }: Touched
): boolean {
	const body = bodyOf<Household>(household?.row);
	const [unitId] = unitsOf({ ...(household ? { household } : {}), visits });
	const shelf = unitId === undefined ? undefined : shelves.of({ unitId, id });
	const tile = shelf?.tiles[id];
	if (unitBefore && (!body || unitBefore !== unitId))
		withoutTile(shelves.of({ unitId: unitBefore, id }), id);
	if (household && !body) return true;
	if (!shelf || !tile) return false;
	const past = pastAfter(tile, visits);
	if (!past) return false;
	shelf.tiles[id] = body ? tileFrom(body, past) : tileWithPast(tile, past);
	return true;
}

/** What a household's visits come to after these changes; null when only all of them can tell. */
function pastAfter(past: Past, visits: readonly Change[]): Past | null {
	const added: Visit[] = [];
	for (const { before, after } of visits) {
		const [was, is] = [visitIn(before), visitIn(after)];
		if (!was && is) added.push(is);
		else if (was && !(is && isSameOnTile(was, is))) return null;
	}
	added.sort((a, b) => a.first.at - b.first.at);
	return added.reduce<Past | null>((so, visit) => so && pastWith(so, visit), past);
}

async function lookAtAll(
	db: PersonDb,
	shelves: Shelves,
	ids: readonly string[],
	touched: ReadonlyMap<string, Touched>,
	fresh: Fresh
): Promise<void> {
	const asked = ids.filter((id) => !touched.get(id)!.household);
	const read = await db.rows.bulkGet(asked.map((id) => recordKey({ kind: 'household', id })));
	const found = new Map(asked.map((id, i) => [id, read[i]]));
	const bodies = ids.flatMap((id) => {
		const known = touched.get(id)!.household;
		return bodyOf<Household>(known ? known.row : found.get(id)) ?? [];
	});
	await shelves.bring(bodies);
	const arrived = ids.flatMap((id) => touched.get(id)!.visits.flatMap(({ after }) => after ?? []));
	const visits = await visitsOf(db, bodies, arrived, fresh);
	for (const body of bodies)
		shelves.of(body).tiles[body.id] = tileOf(body, visits.get(body.id) ?? []);
}

/** Above so many households of one unit, reading the unit's visits in one go is faster than asking door by door. */
const doorByDoor = 6;

/** Visits by household. They lie in the homes of its unit, because a household never changes its unit. */
async function visitsOf(
	db: PersonDb,
	households: readonly Household[],
	arrived: readonly StoredRow[],
	{ isFresh, written }: Fresh
): Promise<Map<string, Visit[]>> {
	const byUnit = new Map<string, string[]>();
	for (const { id, unitId } of households) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), id]);
	const found: StoredRow[] = arrived.filter((row) => isFresh(visitIn(row)?.unitId ?? ''));
	for (const [unitId, ids] of byUnit) {
		if (isFresh(unitId)) continue;
		await written;
		const homes = visitHomes(unitId);
		if (ids.length > doorByDoor) found.push(...(await db.rows.inHomes(homes)));
		else for (const id of ids) found.push(...(await db.rows.aboutIn(homes, id)));
	}
	const groups = new Map<string, Visit[]>();
	for (const row of found) {
		const visit = visitIn(row);
		if (!visit || row.about === undefined) continue;
		const group = groups.get(row.about);
		if (group) group.push(visit);
		else groups.set(row.about, [visit]);
	}
	return groups;
}
