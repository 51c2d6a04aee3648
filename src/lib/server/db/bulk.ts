import { CompiledQuery, type Kysely } from 'kysely';
import { isPostgres } from './open';
import type { CoreTables, Tables } from './tables';

// Statements on the write path are plain text put together once, then kept prepared: building a query for a
// thousand rows through the query builder costs more than writing them.

/** What is written in bulk: a table and its columns with their PostgreSQL types. */
export interface Bulk<T extends keyof CoreTables> {
	table: T;
	columns: readonly (readonly [name: keyof CoreTables[T] & string, type: 'text' | 'bigint'])[];
	/** What follows the values: `on conflict …`, `returning …`. */
	tail?: string;
}

/** The same, whichever table it is. */
interface AnyBulk {
	table: string;
	columns: readonly (readonly [name: string, type: string])[];
	tail?: string;
}

/** Rows per statement on SQLite, largest first. Few sizes, so that all statements stay prepared. */
const sqliteSizes = [64, 8, 1] as const;
/** Rows per statement on PostgreSQL, where they travel as one array per column. */
const postgresSize = 2_000;

const texts = new Map<string, string>();

function sqliteText(bulk: AnyBulk, size: number): string {
	const key = `${bulk.table} ${size} ${bulk.tail ?? ''}`;
	let text = texts.get(key);
	if (!text) {
		const line = `(${bulk.columns.map(() => '?').join(',')})`;
		text = `insert into ${bulk.table} (${bulk.columns.map(([name]) => name).join(',')}) values ${Array(
			size
		)
			.fill(line)
			.join(',')} ${bulk.tail ?? ''}`;
		texts.set(key, text);
	}
	return text;
}

function postgresText(bulk: AnyBulk): string {
	const arrays = bulk.columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(',');
	const names = bulk.columns.map(([name]) => name).join(',');
	return `insert into ${bulk.table} (${names}) select * from unnest(${arrays}) ${bulk.tail ?? ''}`;
}

/**
 * Writes rows in the order given (the order in which PostgreSQL takes its locks) and gives back what `tail`
 * returns. Each row is an array in the order of `columns`.
 */
export async function insertMany<T extends keyof CoreTables, R = unknown>(
	trx: Kysely<Tables>,
	bulk: Bulk<T>,
	rows: readonly (readonly unknown[])[]
): Promise<R[]> {
	const returned: R[] = [];
	const run = async (text: string, parameters: unknown[]) => {
		const { rows: answer } = await trx.executeQuery<R>(CompiledQuery.raw(text, parameters));
		for (const row of answer) returned.push(row);
	};
	if (isPostgres(trx)) {
		const text = postgresText(bulk);
		for (let at = 0; at < rows.length; at += postgresSize) {
			const part = rows.slice(at, at + postgresSize);
			await run(
				text,
				bulk.columns.map((_, column) => part.map((row) => row[column]))
			);
		}
		return returned;
	}
	let at = 0;
	for (const size of sqliteSizes)
		for (; rows.length - at >= size; at += size)
			await run(sqliteText(bulk, size), rows.slice(at, at + size).flat());
	return returned;
}

/** Text that any database takes: no NUL, no half of a surrogate pair. */
export const cleanText = (text: string): string =>
	text.replace(
		/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
		'\ufffd'
	);
