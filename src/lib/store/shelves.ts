import type { Household } from '$lib/domain/household/schema';
import { recordKey } from '$lib/domain/kernel/record';
import { bodyOf } from './bodies';
import type { PersonDb, StoredRow } from './db';
import { raiseMeta } from './meta';
import type { Change } from './row-writer';
import { refreshSums } from './sums';
import { refreshTiles, type Touched } from './tiles';

/** What a caller knows already, so that the disk need not be asked. */
export interface Known {
	/** Names the units of which nothing lay here before the changes. */
	isFresh?: ((unitId: string) => boolean) | undefined;
	/** Rows by their keys as they lie here, undefined for none; changed ones may be in it as they were before. */
	rows?: ReadonlyMap<string, StoredRow | undefined>;
	/** The changes are still on their way to the disk: whoever reads rows there waits for this. */
	written?: Promise<unknown>;
}

/**
 * Brings shelves, search lines, the sums of money and the area counter up to date after `changes`; runs inside their
 * transaction. Of each change, `before` must be what lay here, so that nothing is counted twice.
 */
export async function refreshDerived(
	db: PersonDb,
	changes: readonly Change[],
	{ isFresh = () => false, rows = new Map(), written }: Known = {}
): Promise<void> {
	const touched = new Map<string, Touched>();
	const touch = (id: string): Touched => {
		const known = touched.get(id) ?? { visits: [] };
		touched.set(id, known);
		return known;
	};
	const finderUnits = new Set<string>();
	let isAreaChanged = false;
	for (const change of changes) {
		const { before, after } = change;
		const row = (after ?? before)!;
		if (row.kind === 'area') isAreaChanged = true;
		// A unit without households may have search lines, too: none.
		if (row.kind === 'area' && !after) finderUnits.add(row.id);
		if (row.kind === 'visit')
			for (const id of new Set([before?.about, after?.about]))
				if (id) touch(id).visits.push(change);
		if (row.kind !== 'household') continue;
		touch(row.id).household = { row: after };
		for (const side of [before, after]) {
			const unitId = bodyOf<Household>(side)?.unitId;
			if (!unitId) continue;
			finderUnits.add(unitId);
			if (side === before) touch(row.id).unitBefore = unitId;
		}
	}
	for (const [id, one] of touched) {
		const key = recordKey({ kind: 'household', id });
		if (!one.household && rows.has(key)) one.household = { row: rows.get(key) };
	}
	const searched = [...finderUnits].filter((unitId) => !isFresh(unitId));
	await Promise.all([
		touched.size > 0 && refreshTiles(db, touched, { isFresh, written }),
		searched.length > 0 && db.finder.bulkDelete(searched),
		refreshSums(db, changes),
		finderUnits.size > 0 && raiseMeta(db, 'finderVersion'),
		isAreaChanged && raiseMeta(db, 'areaVersion')
	]);
}
