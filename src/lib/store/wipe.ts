import type { PersonDb } from './db';
import type { Meta } from './meta';

const fetched: (keyof Meta)[] = [
	'token',
	'scope',
	'firstSyncDone',
	'countsAgree',
	'lastSuccessAt',
	// Nothing is left that a lease could close, and whoever comes back has just reached the server.
	'contact',
	'latestAt',
	'lease'
];

/**
 * Takes everything off the phone that came from the server, when its person signs out of a phone that others use.
 * What the person did stays: the outbox, the archive, the device's numbers. The next first sync puts the rest back.
 * `isKeyless`: without the key, by a page that is about to be loaded anew like all others; nothing is left in clear.
 */
export async function wipeFetched(db: PersonDb, { isKeyless = false } = {}): Promise<void> {
	const tables = [...db.rows.tables, db.base, db.homes, db.shelves, db.finder, db.sums];
	await db.transaction('rw', [...tables, db.meta], async () => {
		for (const table of tables) await table.clear();
		await db.meta.bulkDelete(fetched);
		// Caches in other tabs notice by these; they must never return to an earlier value, as long as there is a cache.
		for (const name of ['areaVersion', 'finderVersion']) {
			if (isKeyless) await db.meta.delete(name);
			else {
				const known = (await db.meta.get(name))?.value as number | undefined;
				await db.meta.put({ name, value: (known ?? 0) + 1 });
			}
		}
	});
}

/** Empties the whole database, for a phone that keeps nothing of its person. Needs no key. */
export const wipeAll = (db: PersonDb): Promise<void> =>
	db.transaction('rw', db.tables, async () => {
		for (const table of db.tables) await table.clear();
	});
