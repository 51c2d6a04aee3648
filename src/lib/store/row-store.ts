import type { Table } from 'dexie';
import { wideHome } from '$lib/domain/kernel/home';
import type { Kind } from '$lib/domain/kernel/record';
import type { Pack, StoredRow } from './stored-row';

/**
 * The rows on this phone. In IndexedDB a record costs far more than its content: so rows that arrive together, of one
 * data class in one area, are packed into one record, and a row lies by itself once anything has happened to it.
 *
 * Invariants: a key lies in one pack at most. A row that lies by itself counts, whatever a pack says under its key, and
 * is in the same home as there. A packed row is confirmed, alive, and waits for nobody.
 */

/** Kinds of which a phone holds thousands. */
export const numerous: ReadonlySet<string> = new Set<Kind>(['household', 'visit']);

/** A row in a pack: without what its key and its pack say. */
export type PackedRow = Omit<StoredRow, 'kind' | 'id' | 'home' | 'todo' | 'gone'> & {
	home?: string;
};

/** The kind of the record under a key. */
export const kindIn = (key: string): Kind => key.slice(0, key.indexOf(':')) as Kind;

/** The rows of a pack. */
export const rowsIn = ({ home, bytes }: Pack): StoredRow[] =>
	(JSON.parse(new TextDecoder().decode(bytes)) as PackedRow[]).map((packed) => {
		const kind = kindIn(packed.key);
		return { home, ...packed, kind, id: packed.key.slice(kind.length + 1) };
	});

/** What lies by itself, and what of the packs it does not replace. */
function together(loose: readonly StoredRow[], packs: readonly Pack[]): StoredRow[] {
	const replaced = new Set(loose.map((row) => row.key));
	return [...loose, ...packs.flatMap(rowsIn).filter((row) => !replaced.has(row.key))];
}

/** Every way of reading the rows; `db.rows` is one. All of it may run inside a transaction over `tables`. */
export class RowStore {
	constructor(
		readonly loose: Table<StoredRow, string>,
		readonly packs: Table<Pack, string>
	) {}

	/** What a transaction has to name. */
	get tables() {
		return [this.loose, this.packs];
	}

	async get(key: string): Promise<StoredRow | undefined> {
		return (await this.bulkGet([key]))[0];
	}

	/** The rows under these keys, in their order. */
	async bulkGet(keys: readonly string[]): Promise<(StoredRow | undefined)[]> {
		const asked = await this.maybeLoose(keys);
		const rows = asked.length > 0 ? await this.loose.bulkGet(asked) : [];
		const found = new Map(asked.map((key, i) => [key, rows[i]]));
		const missing = keys.filter((key) => !found.get(key));
		if (missing.length > 0)
			for (const row of (await this.packsOf(missing)).flatMap(rowsIn))
				if (!found.get(row.key)) found.set(row.key, row);
		return keys.map((key) => found.get(key));
	}

	/** Those of the keys under which something may lie by itself. */
	private async maybeLoose(keys: readonly string[]): Promise<string[]> {
		const groups = await Promise.all(
			byKind(keys).map(async (group) => {
				const near = await between(this.loose, 'key', group);
				if (!near) return group;
				const here = new Set(near);
				return group.filter((key) => here.has(key));
			})
		);
		return groups.flat();
	}

	/** The rows of one home, gone ones too. */
	async inHome(home: string): Promise<StoredRow[]> {
		const rows = await this.inHomes(home);
		return rows.filter((row) => row.home === home);
	}

	/** The rows of all homes whose name begins with this home's. */
	async inHomes(home: string): Promise<StoredRow[]> {
		const [loose, packs] = await Promise.all([
			this.loose.where('home').startsWith(home).toArray(),
			this.packs.where('home').startsWith(wideHome(home)).toArray()
		]);
		return together(loose, packs).filter((row) => row.home.startsWith(home));
	}

	/** The rows about one record (see `KindDef.about`), of kinds that are not `numerous`; for those there is `aboutIn`. */
	about(id: string): Promise<StoredRow[]> {
		return this.loose.where('about').equals(id).toArray();
	}

	/**
	 * The rows about one record in all homes whose name begins with this home's. Packs have no index of what their rows are about: it would
	 * cost more than anything else in them.
	 */
	async aboutIn(home: string, id: string): Promise<StoredRow[]> {
		const [loose, packs] = await Promise.all([
			this.about(id),
			this.packs.where('home').startsWith(wideHome(home)).toArray()
		]);
		const isMeant = (row: StoredRow) => row.about === id && row.home.startsWith(home);
		const packed = packs.flatMap(rowsIn).filter(isMeant);
		// What replaces a packed row may be about nothing any more.
		const instead = await this.loose.bulkGet(packed.map((row) => row.key));
		return [...loose.filter(isMeant), ...packed.filter((_, i) => !instead[i])];
	}

	/** The rows whose keys are at or after `from` and before `below`. */
	async between(from: string, below: string): Promise<StoredRow[]> {
		const loose = await this.loose.where('key').between(from, below).toArray();
		if (!numerous.has(kindIn(from))) return loose;
		const ids = await this.packs.where('keys').between(from, below).primaryKeys();
		const packs = await this.packs.bulkGet([...new Set(ids)]);
		return together(loose, packs as Pack[]).filter(({ key }) => key >= from && key < below);
	}

	/** The rows that wait under any of these labels (see `KindDef.todo`). */
	toDo(...labels: string[]): Promise<StoredRow[]> {
		return this.loose.where('todo').anyOf(labels).toArray();
	}

	/** How many wait under a label. */
	countToDo(label: string): Promise<number> {
		return this.loose.where('todo').equals(label).count();
	}

	/** Everything; takes a while. */
	async all(): Promise<StoredRow[]> {
		return together(await this.loose.toArray(), await this.packs.toArray());
	}

	/** Whether nothing lies here at all. */
	async isEmpty(): Promise<boolean> {
		return (await this.loose.count()) + (await this.packs.count()) === 0;
	}

	/** The packs in which any of these keys lie, each once. */
	async packsOf(keys: readonly string[]): Promise<Pack[]> {
		const asked = keys.filter((key) => numerous.has(kindIn(key)));
		const found = await Promise.all(
			byKind(asked).map(async (group) => {
				const near = await between(this.packs, 'keys', group);
				if (near) return near;
				const each = group.map((key) => this.packs.where('keys').equals(key).primaryKeys());
				return (await Promise.all(each)).flat();
			})
		);
		const ids = [...new Set(found.flat())];
		if (ids.length === 0) return [];
		const wanted = new Set(asked);
		const packs = (await this.packs.bulkGet(ids)) as Pack[];
		return packs.filter((pack) => pack.keys.some((key) => wanted.has(key)));
	}
}

/** Up to so many keys of one kind are asked for one by one. */
const keyByKey = 8;
/** So many times more keys may lie between those that are asked for than there are of these. */
const farMore = 20;

/** The keys in sorted groups of one kind. */
function byKind(keys: readonly string[]): string[][] {
	const groups = new Map<string, string[]>();
	for (const key of keys) {
		const group = groups.get(kindIn(key));
		if (group) group.push(key);
		else groups.set(kindIn(key), [key]);
	}
	return [...groups.values()].map((group) => group.sort());
}

/**
 * Primary keys of all that an index has from the first to the last of these sorted keys. What came from the server on
 * one day has keys next to each other, and what is new has keys that nothing lies between: one answer instead of
 * hundreds. Null when there are so few keys, or so much between them, that asking for each costs less.
 */
async function between<T>(
	table: Table<T, string>,
	index: string,
	sorted: readonly string[]
): Promise<string[] | null> {
	if (sorted.length <= keyByKey) return null;
	const range = () => table.where(index).between(sorted[0]!, sorted.at(-1)!, true, true);
	const count = await range().count();
	if (count === 0) return [];
	return count <= sorted.length * farMore ? range().primaryKeys() : null;
}
