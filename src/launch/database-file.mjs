import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { Trouble } from './say.mjs';

/** The database's name in a data folder and in a backup. */
export const databaseName = 'linli.db';

/** The names of all migrations that this program brings, without their ending. */
export const knownMigrations = () =>
	readdirSync(join(root, 'src', 'lib', 'server', 'db', 'migrations'))
		.flatMap((name) => /^(\d{4}-.+)\.ts$/.exec(name)?.[1] ?? [])
		.sort();

/** Opens an existing database file; the packages must be installed by now. */
export async function openFile(file, { readOnly = false } = {}) {
	const { default: Sqlite } = await import('libsql');
	const connection = new Sqlite(file, { timeout: 10_000 });
	connection.exec('pragma busy_timeout = 10000');
	if (readOnly) connection.exec('pragma query_only = on');
	return connection;
}

/** Makes sure that what was written to a file, or into a folder's list of names, outlives a power cut. */
export function flush(path) {
	const handle = openSync(path, 'r');
	try {
		fsyncSync(handle);
	} catch (error) {
		// Windows knows no flushing of folders.
		if (error.code !== 'EPERM' && error.code !== 'EISDIR') throw error;
	} finally {
		closeSync(handle);
	}
}

function isSqlite(file) {
	const handle = openSync(file, 'r');
	try {
		const head = Buffer.alloc(16);
		readSync(handle, head, 0, 16, 0);
		return head.toString('latin1') === 'SQLite format 3\0';
	} finally {
		closeSync(handle);
	}
}

// A home's count is that of its living rows, and no row is numbered above its home's counter.
const homesAtOdds = `select count(*) as n from homes h where h.rows <>
	(select count(*) from rows r where r.community = h.community and r.home = h.home and r.body is not null)
	or h.seq < (select coalesce(max(r.seq), 0) from rows r where r.community = h.community and r.home = h.home)`;

const damaged = (file, why) =>
	new Trouble(
		`${file} 已损坏（${why}），没有改动任何数据。`,
		`${file} is damaged (${why}); nothing was changed.`
	);

function inspect(connection, file) {
	const one = (text) => connection.prepare(text).get().n;
	const [first] = connection.prepare('pragma integrity_check').all();
	if (first.integrity_check !== 'ok') throw damaged(file, first.integrity_check);
	const names = connection.prepare("select name from sqlite_master where type = 'table'").all();
	const tables = new Set(names.map(({ name }) => name));
	const wanted = ['kysely_migration', 'operations', 'rows', 'homes', 'installation'];
	if (!wanted.every((name) => tables.has(name)))
		throw new Trouble(`${file} 不是邻里的数据库。`, `${file} is not a database of Linli's.`);
	const known = new Set(knownMigrations());
	const applied = connection.prepare('select name from kysely_migration').all();
	const newer = applied.find(({ name }) => !known.has(name));
	if (newer)
		throw new Trouble(
			`${file} 来自更新的版本（${newer.name}），请先更新邻里。`,
			`${file} was written by a newer Linli (${newer.name}); update this one first.`
		);
	const atOdds = one(homesAtOdds);
	if (atOdds > 0) throw damaged(file, `${atOdds} homes do not agree with their rows`);
	return {
		operations: one('select count(*) as n from operations'),
		rows: one('select count(*) as n from rows where body is not null'),
		homes: one('select count(*) as n from homes')
	};
}

/**
 * Reads a whole database file and answers how much is in it: `{operations, rows, homes}`, living rows only. Throws a
 * `Trouble` when the file is missing, no database, damaged, not Linli's, or from a newer Linli than this one.
 */
export async function inspectFile(file) {
	if (!existsSync(file)) throw new Trouble(`没有 ${file} 这个文件。`, `There is no file ${file}.`);
	let connection;
	try {
		if (!isSqlite(file)) throw new Trouble(`${file} 不是数据库。`, `${file} is not a database.`);
		connection = await openFile(file, { readOnly: true });
		return inspect(connection, file);
	} catch (error) {
		// A torn file may fail at any page, with words of SQLite's.
		if (/^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(error.code ?? '')) throw damaged(file, error.message);
		if (error.code === 'EACCES' || error.code === 'EISDIR' || error.code === 'SQLITE_CANTOPEN')
			throw new Trouble(
				`不能读取 ${file}（${error.code}）。`,
				`Cannot read ${file} (${error.code}).`
			);
		throw error;
	} finally {
		connection?.close();
	}
}

/** The counts of a database as one line. */
export const countsLine = ({ operations, rows, homes }) => [
	`${operations} 条操作、${rows} 条记录、${homes} 个归处`,
	`${operations} operations, ${rows} records, ${homes} homes`
];
