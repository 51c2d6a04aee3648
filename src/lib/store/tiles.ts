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
import { bodyOf, visitHomes } from './bodies';
import type { PersonDb, StoredRow } from './db';
import type { Change } from './row-writer';

/**
 * Invariant: a unit's shelf holds exactly one tile per living household of the unit on this phone, equal to the one
 * computed from that household's row and all its visits as they lie in `rows`. It is kept by calling `refreshDerived`
 * in the same transaction as every change of rows. A day's visits are added to what the tiles say already; the visits of
 * earlier years are read only where that cannot tell.
 */

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
	await shelves.bring([...touched.values()].flatMap(unitsOf));
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

/** The shelves that a change concerns. */
class Shelves {
	private readonly byUnit = new Map<string, Shelf>();

	constructor(
		private readonly db: PersonDb,
		private readonly isFresh: (unitId: string) => boolean
	) {}

	/** Reads those that are not here yet. */
	async bring(unitIds: readonly string[]): Promise<void> {
		const missing = [...new Set(unitIds)].filter((unitId) => !this.byUnit.has(unitId));
		const lying = missing.filter((unitId) => !this.isFresh(unitId));
		const found = lying.length > 0 ? await this.db.shelves.bulkGet(lying) : [];
		for (const unitId of missing) this.byUnit.set(unitId, { unitId, tiles: {} });
		for (const shelf of found) if (shelf) this.byUnit.set(shelf.unitId, shelf);
	}

	of(unitId: string): Shelf {
		return this.byUnit.get(unitId)!;
	}

	/** A unit that left the scope leaves nothing behind. */
	async write(): Promise<void> {
		const isEmpty = (shelf: Shelf) => Object.keys(shelf.tiles).length === 0;
		const all = [...this.byUnit.values()];
		const emptied = all.filter(isEmpty).map(({ unitId }) => unitId);
		await this.db.shelves.bulkPut(all.filter((shelf) => !isEmpty(shelf)));
		if (emptied.length > 0) await this.db.shelves.bulkDelete(emptied);
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
	const shelf = unitId === undefined ? undefined : shelves.of(unitId);
	const tile = shelf?.tiles[id];
	if (unitBefore && (!body || unitBefore !== unitId)) withoutTile(shelves.of(unitBefore), id);
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
	await shelves.bring(bodies.map(({ unitId }) => unitId));
	const arrived = ids.flatMap((id) => touched.get(id)!.visits.flatMap(({ after }) => after ?? []));
	const visits = await visitsOf(db, bodies, arrived, fresh);
	for (const body of bodies)
		shelves.of(body.unitId).tiles[body.id] = tileOf(body, visits.get(body.id) ?? []);
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
