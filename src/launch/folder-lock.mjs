import { join } from 'node:path';
import { Trouble } from './say.mjs';

/**
 * Takes the data folder for this process alone and answers how to let go of it. Every server holds a shared lock on
 * `server.lock` for as long as it lives (`src/lib/server/db/folder-lock.ts`); the system lets go of a lock when its
 * process dies, however it died. Throws a `Trouble` while a server runs; a server that starts meanwhile waits.
 */
export async function lockFolder(folder) {
	const { default: Sqlite } = await import('libsql');
	const connection = new Sqlite(join(folder, 'server.lock'), { timeout: 500 });
	try {
		connection.exec('begin exclusive');
	} catch (error) {
		connection.close();
		if (error.code !== 'SQLITE_BUSY') throw error;
		throw new Trouble(
			`服务器正在使用 ${folder}，请先停止它。`,
			`A server is running on ${folder}; stop it first.`
		);
	}
	return () => connection.close();
}
