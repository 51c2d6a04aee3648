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
 * Works without the key as well, and then leaves nothing in clear.
 */
export async function wipeFetched(db: PersonDb): Promise<void> {
	const tables = [...db.rows.tables, db.base, db.homes, db.shelves, db.finder];
	await db.transaction('rw', [...tables, db.meta], async () => {
		for (const table of tables) await table.clear();
		await db.meta.bulkDelete(fetched);
		// Caches in other tabs notice by these; they must never return to an earlier value.
		for (const name of ['areaVersion', 'finderVersion']) {
			const entry = await db.meta.get(name);
			// Sealed, and no key here: every page is about to be loaded anew, so none has a cache.
			if (entry && !('value' in entry)) await db.meta.delete(name);
			else await db.meta.put({ name, value: ((entry?.value as number | undefined) ?? 0) + 1 });
		}
	});
}

/** Empties the whole database, for a phone that keeps nothing of its person. Needs no key. */
export const wipeAll = (db: PersonDb): Promise<void> =>
	db.transaction('rw', db.tables, async () => {
		for (const table of db.tables) await table.clear();
	});
