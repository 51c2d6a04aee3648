import { wideHome } from '$lib/domain/kernel/home';
import type { Pack, PersonDb, StoredRow } from './db';
import { bodyText } from './rows';
import { numerous, rowsIn, type PackedRow } from './row-store';

/** The only ways of changing rows. All of it runs inside the caller's transaction over `db.rows.tables`. */

/** A row before and after a change; either may be missing. */
export interface Change {
	before: StoredRow | undefined;
	after: StoredRow | undefined;
}

/**
 * One row needs no pack. Of more rows than this, reading one would take long; and a record of more than 64 KB becomes a
 * file of its own in some browsers, which these characters are not, whatever their script.
 */
const packSize = { rows: 64, characters: 20_000 };

const isPackable = (row: StoredRow): boolean =>
	numerous.has(row.kind) && row.seq > 0 && !row.gone && row.todo === undefined;

/** A row as a `PackedRow`, in JSON. */
function textOf({ key, home, seq, at, rev, digest, about, body }: StoredRow, wide: string): string {
	const head: Omit<PackedRow, 'body'> = {
		...{ key, seq, at, rev },
		...(home === wide ? {} : { home }),
		...(digest === undefined ? {} : { digest }),
		...(about === undefined ? {} : { about })
	};
	return `${JSON.stringify(head).slice(0, -1)},"body":${bodyText(body)}}`;
}

/** Packs rows whose homes are as wide as this one or narrower. */
function packsOf(home: string, rows: readonly StoredRow[]): Pack[] {
	const packs: Pack[] = [];
	let from = 0;
	let texts: string[] = [];
	let characters = 0;
	const close = (to: number) => {
		const packed = rows.slice(from, to);
		const [{ key }] = packed as [StoredRow];
		packs.push({
			id: `${home} ${key}`,
			home,
			keys: packed.map((row) => row.key),
			bytes: new TextEncoder().encode(`[${texts.join()}]`)
		});
		[from, texts, characters] = [to, [], 0];
	};
	rows.forEach((row, i) => {
		const text = textOf(row, home);
		const isFull = texts.length >= packSize.rows || characters + text.length > packSize.characters;
		if (isFull && texts.length > 0) close(i);
		texts.push(text);
		characters += text.length;
	});
	if (texts.length > 0) close(rows.length);
	return packs;
}

/** Writes what changed. `before` must be what lies here now. */
export async function writeRows(db: PersonDb, changes: readonly Change[]): Promise<void> {
	const loose: StoredRow[] = [];
	const fresh = new Map<string, StoredRow[]>();
	const leaving: string[] = [];
	for (const { before, after } of changes) {
		if (before && before.home !== after?.home) leaving.push(before.key);
		if (!after) continue;
		if (before || !isPackable(after)) loose.push(after);
		else {
			const home = wideHome(after.home);
			const group = fresh.get(home);
			if (group) group.push(after);
			else fresh.set(home, [after]);
		}
	}
	const packs: Pack[] = [];
	for (const [home, rows] of fresh)
		if (rows.length === 1) loose.push(...rows);
		else packs.push(...packsOf(home, rows));
	if (leaving.length > 0) await takeAway(db, leaving);
	await Promise.all([
		packs.length > 0 && db.packs.bulkPut(packs),
		loose.length > 0 && db.loose.bulkPut(loose)
	]);
}

async function takeAway(db: PersonDb, keys: readonly string[]): Promise<void> {
	await db.loose.bulkDelete([...keys]);
	const leaving = new Set(keys);
	for (const pack of await db.rows.packsOf(keys))
		await putPack(db, pack, (key) => !leaving.has(key));
}

async function putPack(
	db: PersonDb,
	pack: Pack,
	stays: (key: string) => boolean,
	change?: (row: StoredRow) => void
): Promise<void> {
	const rows = rowsIn(pack).filter((row) => stays(row.key));
	if (change) rows.forEach(change);
	await db.packs.delete(pack.id);
	await db.packs.bulkPut(packsOf(pack.home, rows));
}

/** Changes every row in place. */
export async function changeRows(db: PersonDb, change: (row: StoredRow) => void): Promise<void> {
	await db.loose.toCollection().modify(change);
	for (const pack of await db.packs.toArray()) await putPack(db, pack, () => true, change);
}

/** Frees the place of packed rows that were replaced since. */
export async function tidyPacks(db: PersonDb): Promise<void> {
	const loose = new Set(await db.loose.toCollection().primaryKeys());
	for (const pack of await db.packs.toArray())
		if (pack.keys.some((key) => loose.has(key))) await putPack(db, pack, (key) => !loose.has(key));
}
