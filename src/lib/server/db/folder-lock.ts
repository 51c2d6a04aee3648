import Sqlite from 'libsql';
import { join } from 'node:path';

/** How long a server that starts waits for a restore to finish, ms. */
const waitMs = 10_000;

/**
 * Marks the data folder as in use for as long as this process lives or until the answer is called. Several servers may
 * share a folder; whoever wants to replace the database (`src/launch/restore.mjs`) asks for the lock alone and is
 * told no. A file with a process number in it would outlive a killed server; a lock goes with its process.
 */
export function holdFolder(folder: string): () => void {
	const connection = new Sqlite(join(folder, 'server.lock'), { timeout: waitMs });
	// A transaction that has read keeps SQLite's shared lock until it ends.
	connection.exec('begin');
	connection.prepare('select count(*) from sqlite_master').get();
	return () => connection.close();
}
