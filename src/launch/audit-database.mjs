import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName, openFile } from './database-file.mjs';
import { Trouble } from './say.mjs';

// One snapshot of either database, read while servers go on writing.

/**
 * `{ query(text, values), end() }` over the database of a data folder or of `url`; placeholders are written `?`.
 * @param {{ data: string, url?: string }} place
 */
export const openSnapshot = ({ data, url }) => (url ? onPostgres(url) : onSqlite(data));

async function onSqlite(data) {
	const file = join(data, databaseName);
	if (!existsSync(file))
		throw new Trouble(
			`${data} 里没有邻里的数据，用 --data 写明文件夹。`,
			`There is no data of Linli's in ${data}; name the folder with --data.`
		);
	const connection = await openFile(file, { readOnly: true });
	connection.exec('begin');
	return {
		query: async (text, values = []) => connection.prepare(text).all(...values),
		async end() {
			// A snapshot that stays open keeps the write-ahead log from being emptied.
			connection.exec('rollback');
			connection.close();
		}
	};
}

async function onPostgres(url) {
	const { default: pg } = await import('pg');
	const client = new pg.Client({
		connectionString: url,
		// int8 and numeric arrive as text; all of ours stay far below 2^53.
		types: {
			getTypeParser: (id, format) =>
				[20, 1700].includes(id) ? Number : pg.types.getTypeParser(id, format)
		}
	});
	try {
		await client.connect();
		await client.query('begin isolation level repeatable read read only');
	} catch (error) {
		await client.end().catch(() => undefined);
		throw new Trouble(
			`不能读取 PostgreSQL（${error.message || error.code}）。`,
			'Cannot read from PostgreSQL.'
		);
	}
	return {
		async query(text, values = []) {
			let count = 0;
			return (
				await client.query(
					text.replaceAll('?', () => `$${++count}`),
					values
				)
			).rows;
		},
		end: () => client.end()
	};
}
