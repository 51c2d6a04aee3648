import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { idOf } from '$lib/domain/test-world';
import { openUnlessBlocked } from './connection';
import { databaseName, PersonDb } from './db';

const openOld = (name: string) =>
	new Promise<IDBDatabase>((resolve, reject) => {
		const open = indexedDB.open(name, 1);
		open.onupgradeneeded = () => open.result.createObjectStore('old');
		open.onsuccess = () => resolve(open.result);
		open.onerror = () => reject(open.error ?? new Error('not opened'));
	});

test('an upgrade that a frozen page of an older version blocks fails in time instead of waiting for ever', async () => {
	const person = idOf('blocked');
	const frozen = await openOld(databaseName(person));
	const db = new PersonDb(person);
	await expect(openUnlessBlocked(db, { altogetherMs: 60_000, blockedMs: 50 })).rejects.toThrow(
		'opening is held up'
	);
	frozen.close();
	db.close();
});

test('a page of an older version that lets go does not hold an upgrade up', async () => {
	const person = idOf('willing');
	const old = await openOld(databaseName(person));
	old.onversionchange = () => old.close();
	const db = new PersonDb(person);
	await openUnlessBlocked(db, { altogetherMs: 60_000, blockedMs: 50 });
	expect(await db.outbox.count()).toBe(0);
	db.close();
});

test('an upgrade of which the browser says nothing at all fails in time, too', async () => {
	const person = idOf('silent');
	const standing = await openOld(databaseName(person));
	const db = new PersonDb(person);
	await expect(openUnlessBlocked(db, { altogetherMs: 50, blockedMs: 60_000 })).rejects.toThrow(
		'opening is held up'
	);
	standing.close();
	db.close();
});
