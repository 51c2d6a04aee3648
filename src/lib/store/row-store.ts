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
		const found = await this.loose.bulkGet([...keys]);
		const missing = keys.filter((_, i) => !found[i]);
		if (missing.length === 0) return found;
		const packed = new Map((await this.packsOf(missing)).flatMap(rowsIn).map((r) => [r.key, r]));
		return found.map((row, i) => row ?? packed.get(keys[i]!));
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
			asked.map((key) => this.packs.where('keys').equals(key).primaryKeys())
		);
		const ids = [...new Set(found.flat())];
		return ids.length > 0 ? ((await this.packs.bulkGet(ids)) as Pack[]) : [];
	}
}
