import { dirname } from 'node:path';
import Sqlite from 'libsql';
import {
	Kysely,
	PostgresAdapter,
	PostgresDialect,
	SqliteDialect,
	type SqliteDatabase,
	type SqliteStatement
} from 'kysely';
import type pg from 'pg';
import { holdFolder } from './folder-lock';
import type { Tables } from './tables';

/** Where the data lives. `file` is a path, or ':memory:' for a database that ends with the process. */
export type Where = { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };

/** How long a connection waits for another process's lock, ms. */
const busyTimeoutMs = 10_000;
/** More connections than this made PostgreSQL no faster. */
const poolSize = 30;
const cachedStatements = 200;
/** So many pages (of 4 KB) of the log go over into the database at once: in rush hour most were written several times. */
const walPages = 8_000;

/**
 * Opens the database and checks that it answers. SQLite is synchronous: open it in a worker thread, except in tests.
 * `readOnly` connections never take SQLite's write lock: their transactions are snapshots.
 */
export async function openDatabase(
	where: Where,
	options: { readOnly?: boolean } = {}
): Promise<Kysely<Tables>> {
	const dialect =
		where.kind === 'sqlite'
			? new SqliteDialect({ database: sqliteDatabase(where.file, options.readOnly ?? false) })
			: new PostgresDialect({ pool: await postgresPool(where.url) });
	const db = new Kysely<Tables>({ dialect });
	await db.selectNoFrom((e) => e.val(1).as('answers')).execute();
	return db;
}

/** Whether this connection or transaction speaks PostgreSQL; otherwise it is SQLite. */
export const isPostgres = (db: Kysely<Tables>): boolean =>
	db.getExecutor().adapter instanceof PostgresAdapter;

async function postgresPool(url: string): Promise<pg.Pool> {
	// Most installations live on SQLite and start sooner without.
	const { default: pg } = await import('pg');
	const types: pg.CustomTypesConfig = {
		// int8 arrives as text; counters and epoch-ms stay far below 2^53.
		getTypeParser: (id: number, format?: 'text' | 'binary') =>
			id === 20 || id === 1700 ? Number : pg.types.getTypeParser(id, format as 'text')
	};
	/** Keeps statements prepared, as SQLite's connection does: planning an insert of ours costs as much as running it. */
	class PreparingClient extends pg.Client {
		private readonly names = new Map<string, string>();

		private nameOf(text: string): string | undefined {
			const known = this.names.get(text);
			// Columns that a later version adds would make such a statement fail on connections that are open already.
			if (known || this.names.size >= cachedStatements || /^select .*\*/.test(text)) return known;
			const name = `s${this.names.size}`;
			this.names.set(text, name);
			return name;
		}

		override query(...args: unknown[]): never {
			const [text, values, ...rest] = args;
			const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0;
			const name = isPlain ? this.nameOf(text) : undefined;
			const asked = name ? [{ text, values, name }, ...rest] : args;
			return super.query(...(asked as [string])) as never;
		}
	}
	const pool = new pg.Pool({
		connectionString: url,
		max: poolSize,
		types,
		Client: PreparingClient as never
	});
	// Without a listener a connection that the server closes while idle would end this process; the pool replaces it.
	pool.on('error', () => undefined);
	return pool;
}

/** A libsql connection as Kysely wants it, with statements kept prepared: preparing one costs more than running it. */
function sqliteDatabase(file: string, readOnly: boolean): SqliteDatabase {
	const release = file === ':memory:' ? () => undefined : holdFolder(dirname(file));
	// libsql's default timeout is 0: a lock held for a moment would be an error.
	const connection = new Sqlite(file, { timeout: busyTimeoutMs });
	connection.exec('pragma journal_mode = WAL');
	connection.exec('pragma synchronous = FULL');
	connection.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
	connection.exec('pragma cache_size = -65536');
	connection.exec('pragma temp_store = memory');
	// What is deleted or overwritten is filled with zeros, so that nobody's words stay between the rows.
	connection.exec('pragma secure_delete = on');
	connection.exec(`pragma wal_autocheckpoint = ${walPages}`);
	if (readOnly) connection.exec('pragma query_only = on');
	const prepared = new Map<string, SqliteStatement>();
	return {
		close: () => {
			prepared.clear();
			connection.close();
			release();
		},
		prepare(text) {
			// A statement prepared before the tables changed would answer with the old columns.
			if (/^\s*(create|alter|drop)\b/i.test(text)) prepared.clear();
			const known = prepared.get(text);
			if (known) return known;
			// A transaction that reads before it writes must own the write lock from the start,
			// or a second process could change what it read.
			const statement = connection.prepare(
				text === 'begin' && !readOnly ? 'begin immediate' : text
			) as unknown as SqliteStatement;
			if (prepared.size >= cachedStatements) prepared.delete(prepared.keys().next().value!);
			prepared.set(text, statement);
			return statement;
		}
	};
}
