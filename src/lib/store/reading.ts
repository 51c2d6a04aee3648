import {
	recordKey,
	type Gone,
	type Kind,
	type Reading,
	type RecordKey
} from '$lib/domain/kernel/record';
import type { Area } from '$lib/domain/area/schema';
import type { PersonDb, StoredRow } from './db';
import { bodyOf } from './bodies';

/** The records a judgement looked at, as they lay on the disk (undefined: not there). */
export type Snapshot = ReadonlyMap<string, StoredRow | undefined>;

/** Fetches the named records, and the areas that authority has to be judged in. */
export async function takeSnapshot(db: PersonDb, keys: readonly RecordKey[]): Promise<Snapshot> {
	const names = [...new Set(keys.map(recordKey))];
	const rows = await db.rows.bulkGet(names);
	return new Map(names.map((name, i) => [name, rows[i]]));
}

/**
 * A `Reading` over a snapshot. `pathOf` comes from the area tree, whose paths never change; an area that the command
 * reads is known by its own record as well.
 */
export const readingOf = (
	snapshot: Snapshot,
	pathOf: (areaId: string) => readonly string[] | undefined
): Reading => ({
	get: <B>(kind: Kind, id: string) => bodyOf<B>(snapshot.get(recordKey({ kind, id }))),
	gone: (kind: Kind, id: string): Gone | undefined => snapshot.get(recordKey({ kind, id }))?.gone,
	pathOf: (areaId) =>
		pathOf(areaId) ?? bodyOf<Area>(snapshot.get(recordKey({ kind: 'area', id: areaId })))?.path
});

/** Reads the paths of these areas; unknown ones are left out. */
export async function readPaths(
	db: PersonDb,
	areaIds: Iterable<string>
): Promise<(areaId: string) => readonly string[] | undefined> {
	const wanted = [...new Set(areaIds)];
	const rows = await db.rows.bulkGet(wanted.map((id) => recordKey({ kind: 'area', id })));
	const paths = new Map(rows.map((row, i) => [wanted[i]!, bodyOf<Area>(row)?.path]));
	return (areaId) => paths.get(areaId);
}
