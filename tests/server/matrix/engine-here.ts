import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { ensureEpoch } from '../../../src/lib/server/db/epoch';
import { migrateToLatest } from '../../../src/lib/server/db/migrate';
import { isPostgres, openDatabase, type Where } from '../../../src/lib/server/db/open';
import type { Tables } from '../../../src/lib/server/db/tables';
import { createEngine } from '../../../src/lib/server/engine/engine';
import type { RunningEngine } from '../../../src/lib/server/engine/start';
import { logError } from '../../../src/lib/server/http/log';

/** Where `getEngine` finds the engine of this process. */
const held = globalThis as typeof globalThis & { linliEngine?: Promise<RunningEngine> };

/**
 * The engine that every route of this process gets, over one connection that the test has as well: a second one to the
 * same SQLite file would wait for the first within the same thread, for ever. `stopEngine` ends both.
 */
export async function openEngineHere(where: Where, folder: string): Promise<Kysely<Tables>> {
	const db = await openDatabase(where);
	// Thousands of small transactions, and nothing of them has to outlive this test.
	if (!isPostgres(db)) await sql`pragma synchronous = off`.execute(db);
	await migrateToLatest(db);
	await ensureEpoch(db);
	const { engine } = createEngine(db, { demo: false, folder, onError: logError });
	held.linliEngine = Promise.resolve({
		engine,
		async stop() {
			await engine.stopImports();
			await engine.settle();
			await db.destroy();
		}
	});
	return db;
}
