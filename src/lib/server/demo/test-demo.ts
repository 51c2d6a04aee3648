import type { Kysely } from 'kysely';
import type { Visit } from '$lib/domain/visit/schema';
import { createAccept, type Accept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import { migrateToLatest } from '../db/migrate';
import { openDatabase, type Where } from '../db/open';
import type { Tables } from '../db/tables';
import { seedDemo } from './seed';
import { smallSize, type DemoSize, type DrawnSubdistrict } from './subdistrict';

/** The moment at which the tests look at their demonstration. */
export const testNow = Date.parse('2026-11-20T10:00:00+08:00');

/** Two grids of a community with 160 households, and two neighbours that have begun with six each. */
export const testSize: DemoSize = {
	...smallSize(2, 160),
	neighbours: { count: 2, grids: 5, households: 6 },
	units: 60
};

/** A small demonstration in a database of its own. */
export interface TestDemo {
	db: Kysely<Tables>;
	accept: Accept;
	drawn: DrawnSubdistrict;
	visits(): Promise<Visit[]>;
	close(): Promise<void>;
}

/** Fills a fresh, empty database with a demonstration that begins at this moment (epoch ms). */
export async function openTestDemo(where: Where, now = testNow): Promise<TestDemo> {
	const db = await openDatabase(where);
	await migrateToLatest(db);
	const accept = createAccept(db, createTreeSource());
	const drawn = await seedDemo(db, accept, {
		...{ seed: 'tests', now, size: testSize, hasAffairs: true }
	});
	return {
		db,
		accept,
		drawn,
		async visits() {
			const rows = await db.selectFrom('rows').select('body').where('kind', '=', 'visit').execute();
			return rows.flatMap((row) => (row.body === null ? [] : [JSON.parse(row.body) as Visit]));
		},
		close: () => db.destroy()
	};
}
