import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'libsql';
import { ensureBuilt } from '../../src/launch/build.mjs';
import { root } from '../../src/launch/run.mjs';

/**
 * Builds unless that is done. Test files run side by side, and two builds would empty each other's folder: they wait
 * for a lock, which goes with its process.
 */
export async function buildOnce(): Promise<void> {
	mkdirSync(join(root, '.cache'), { recursive: true });
	const lock = new Sqlite(join(root, '.cache', 'build.lock'), { timeout: 0 });
	try {
		for (;;)
			try {
				lock.exec('begin exclusive');
				break;
			} catch (error) {
				if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
				await wait(100);
			}
		await ensureBuilt();
	} finally {
		lock.close();
	}
}
