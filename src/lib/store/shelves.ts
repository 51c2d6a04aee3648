import type { Household } from '$lib/domain/household/schema';
import { parseHomeKey } from '$lib/domain/kernel/home';
import { recordKey } from '$lib/domain/kernel/record';
import { tileOf, type Shelf } from '$lib/domain/tile';
import type { Visit } from '$lib/domain/visit/schema';
import { bodyOf, visitHomes } from './bodies';
import type { PersonDb, StoredRow } from './db';
import { raiseMeta } from './meta';
import type { Change } from './row-writer';

/**
 * Invariant: a unit's shelf holds exactly one tile per living household of the unit on this phone, computed from that
 * household's row and its visits as they lie in `rows`. It is kept by calling `refreshDerived` in the same transaction
 * as every change of rows.
 */

/** What a caller knows already, so that the disk need not be asked. */
export interface Known {
	/** Names the units of which nothing lay here before the changes. */
	isFresh?: ((unitId: string) => boolean) | undefined;
	/** Rows by their keys as they lie here, undefined for none; changed ones may be in it as they were before. */
	rows?: ReadonlyMap<string, StoredRow | undefined>;
	/** The changes are still on their way to the disk: whoever reads rows there waits for this. */
	written?: Promise<unknown>;
}

/** Brings shelves, search lines and the area counter up to date after `changes`; runs inside their transaction. */
export async function refreshDerived(
	db: PersonDb,
	changes: readonly Change[],
	{ isFresh = () => false, rows = new Map(), written }: Known = {}
): Promise<void> {
	const households = new Set<string>();
	const unitsOfGone = new Map<string, string>();
	const known = new Map<string, StoredRow | undefined>();
	const finderUnits = new Set<string>();
	let isAreaChanged = false;
	for (const { before, after } of changes) {
		const row = (after ?? before)!;
		if (row.kind === 'area') isAreaChanged = true;
		// A unit without households may have search lines, too: none.
		if (row.kind === 'area' && !after) finderUnits.add(row.id);
		if (row.kind === 'visit')
			for (const side of [before, after]) if (side?.about) households.add(side.about);
		if (row.kind !== 'household') continue;
		households.add(row.id);
		known.set(row.id, after);
		for (const side of [before, after]) {
			const unitId = bodyOf<Household>(side)?.unitId;
			if (!unitId) continue;
			finderUnits.add(unitId);
			if (side === before) unitsOfGone.set(row.id, unitId);
		}
	}
	for (const id of households) {
		const key = recordKey({ kind: 'household', id });
		if (!known.has(id) && rows.has(key)) known.set(id, rows.get(key));
	}
	const arrived = changes.flatMap(({ after }) => (after?.kind === 'visit' ? [after] : []));
	const searched = [...finderUnits].filter((unitId) => !isFresh(unitId));
	await Promise.all([
		households.size > 0 &&
			refreshTiles(db, [...households], known, unitsOfGone, { isFresh, arrived, written }),
		searched.length > 0 && db.finder.bulkDelete(searched),
		finderUnits.size > 0 && raiseMeta(db, 'finderVersion'),
		isAreaChanged && raiseMeta(db, 'areaVersion')
	]);
}

/** Of fresh units the disk has nothing yet: all their visits are among those that arrived. */
interface Fresh {
	isFresh: (unitId: string) => boolean;
	arrived: readonly StoredRow[];
	written: Promise<unknown> | undefined;
}

async function refreshTiles(
	db: PersonDb,
	ids: string[],
	known: ReadonlyMap<string, StoredRow | undefined>,
	unitsBefore: ReadonlyMap<string, string>,
	fresh: Fresh
): Promise<void> {
	const asked = ids.filter((id) => !known.has(id));
	const read = await db.rows.bulkGet(asked.map((id) => recordKey({ kind: 'household', id })));
	const found = new Map([...known, ...asked.map((id, i) => [id, read[i]] as const)]);
	const rows = ids.map((id) => found.get(id));
	const visits = await visitsOf(db, ids, rows, fresh);
	const shelves = await shelvesOf(db, ids, rows, unitsBefore, fresh);
	ids.forEach((id, i) => {
		const household = bodyOf<Household>(rows[i]);
		const before = unitsBefore.get(id);
		if (before) withoutTile(shelves.get(before)!, id);
		if (!household) return;
		const own = (visits.get(id) ?? []).flatMap((row) => {
			const visit = row.kind === 'visit' ? bodyOf<Visit>(row) : undefined;
			return visit ? [visit] : [];
		});
		shelves.get(household.unitId)!.tiles[id] = tileOf(household, own);
	});
	const [kept, emptied] = [[] as Shelf[], [] as string[]];
	for (const shelf of shelves.values())
		if (Object.keys(shelf.tiles).length > 0) kept.push(shelf);
		else emptied.push(shelf.unitId);
	await db.shelves.bulkPut(kept);
	// A unit that left the scope leaves nothing behind.
	if (emptied.length > 0) await db.shelves.bulkDelete(emptied);
}

/** Above so many households of one unit, reading the unit's visits in one go is faster than asking door by door. */
const doorByDoor = 6;

/** Visit rows by household. A household's visits lie in the homes of its unit, because a household never changes its unit. */
async function visitsOf(
	db: PersonDb,
	ids: readonly string[],
	rows: readonly (StoredRow | undefined)[],
	{ isFresh, arrived, written }: Fresh
): Promise<Map<string, StoredRow[]>> {
	const byUnit = new Map<string, string[]>();
	ids.forEach((id, i) => {
		const unitId = bodyOf<Household>(rows[i])?.unitId;
		if (unitId) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), id]);
	});
	const found: StoredRow[] = arrived.filter((row) => isFresh(parseHomeKey(row.home).areaId));
	for (const [unitId, households] of byUnit) {
		if (isFresh(unitId)) continue;
		await written;
		const homes = visitHomes(unitId);
		if (households.length > doorByDoor) found.push(...(await db.rows.inHomes(homes)));
		else for (const id of households) found.push(...(await db.rows.aboutIn(homes, id)));
	}
	return groupByAbout(found);
}

function withoutTile(shelf: Shelf, householdId: string): void {
	if (!(householdId in shelf.tiles)) return;
	const left = Object.entries(shelf.tiles).filter(([id]) => id !== householdId);
	shelf.tiles = Object.fromEntries(left);
}

function groupByAbout(rows: readonly StoredRow[]): Map<string, StoredRow[]> {
	const groups = new Map<string, StoredRow[]>();
	for (const row of rows) {
		if (row.about === undefined) continue;
		const group = groups.get(row.about);
		if (group) group.push(row);
		else groups.set(row.about, [row]);
	}
	return groups;
}

async function shelvesOf(
	db: PersonDb,
	ids: readonly string[],
	rows: readonly (StoredRow | undefined)[],
	unitsBefore: ReadonlyMap<string, string>,
	{ isFresh }: Fresh
): Promise<Map<string, Shelf>> {
	const unitIds = new Set(unitsBefore.values());
	ids.forEach((_, i) => {
		const unitId = bodyOf<Household>(rows[i])?.unitId;
		if (unitId) unitIds.add(unitId);
	});
	const wanted = [...unitIds].filter((unitId) => !isFresh(unitId));
	const found = await db.shelves.bulkGet(wanted);
	const shelves = new Map(wanted.map((unitId, i) => [unitId, found[i]]));
	return new Map(
		[...unitIds].map((unitId) => [unitId, shelves.get(unitId) ?? { unitId, tiles: {} }])
	);
}
