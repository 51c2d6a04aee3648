import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Kind } from '$lib/domain/kernel/record';
import { bodiesAbout } from './bodies-about';
import { PersonDb, type StoredRow } from './db';

const row = (kind: Kind, id: string, about = 'C'): StoredRow => ({
	...{ key: `${kind}:${id}`, kind, id, about, home: 'C:money' },
	...{ seq: 1, at: 5, rev: 1, body: `${kind} ${id}` }
});

test('bodies about a record are found by their kind, whichever kind is the more numerous', async () => {
	const db = new PersonDb(crypto.randomUUID());
	const gone = { ...row('levy', 'c'), body: null, gone: { reason: 'mistake' as const } };
	await db.loose.bulkPut([
		...['a', 'b'].map((id) => row('levy', id)),
		...['p', 'q', 'r', 's', 't'].map((id) => row('booking', id)),
		...[row('levy', 'd', 'D'), gone]
	]);
	expect(await bodiesAbout(db, 'C', 'levy')).toEqual(['levy a', 'levy b']);
	expect(await bodiesAbout(db, 'C', 'booking')).toHaveLength(5);
	expect(await bodiesAbout(db, 'C', 'objection')).toEqual([]);
	expect(await bodiesAbout(db, 'nothing', 'levy')).toEqual([]);
	await db.delete();
});
