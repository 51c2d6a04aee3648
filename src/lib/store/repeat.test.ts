import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { PersonDb } from './db';
import { getMeta, setMeta } from './meta';
import { onLiveConnection, untilClosed, withConnection } from './repeat';

let db: PersonDb;
afterEach(() => db.delete());

/** A person's database, open. */
async function openDb(): Promise<PersonDb> {
	db = new PersonDb(crypto.randomUUID());
	await db.open();
	return db;
}

/** What a transaction says whose connection Chromium has closed. */
const dead = () =>
	new DOMException('Connection is closing because of: Force close', 'UnknownError');

/** As a browser does it under a page: Dexie hears of it. */
const closeUnder = (one: PersonDb) =>
	one.backendDB().onclose!.call(one.backendDB(), new Event('close'));

test('what waits for an answer that a closed connection never gives begins again, and the run left behind is ended', async () => {
	await openDb();
	const runs: AbortSignal[] = [];
	const work = (over: AbortSignal) => {
		runs.push(over);
		if (runs.length === 2) return getMeta(db, 'scope').then(() => 'done');
		closeUnder(db);
		return new Promise<never>(() => undefined);
	};
	expect(await onLiveConnection(db, work, () => true)).toBe('done');
	expect(runs.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('the late end of a dead connection does not close the one that was opened for it', async () => {
	await openDb();
	const first = db.backendDB();
	// The browser says so while the next one opens.
	const sayLate = () => {
		if (db.backendDB() !== first) first.onclose?.call(first, new Event('close'));
	};
	db.on('ready', sayLate, true);
	const opened = vi.spyOn(db, 'open');
	const work = vi.fn(() => getMeta(db, 'scope')).mockRejectedValueOnce(dead());
	expect(await withConnection(db, work)).toBeUndefined();
	expect(opened).toHaveBeenCalledTimes(1);
	expect(db.isOpen()).toBe(true);
});

test('a connection that somebody else has opened meanwhile is left open', async () => {
	await openDb();
	let isFirst = true;
	let theirs: IDBDatabase | undefined;
	const work = async () => {
		if (!isFirst) return getMeta(db, 'scope');
		isFirst = false;
		db.close({ disableAutoOpen: false });
		await db.open();
		theirs = db.backendDB();
		throw dead();
	};
	await withConnection(db, work);
	expect(theirs).toBe(db.backendDB());
});

test('nothing is opened again for work that nobody wants any more, nor for an error of another kind', async () => {
	await openDb();
	const opened = vi.spyOn(db, 'open');
	const fail = (error: Error) => () => Promise.reject(error);
	await expect(onLiveConnection(db, fail(dead()), () => false)).rejects.toThrow('Force close');
	await expect(onLiveConnection(db, fail(new Error('no')), () => true)).rejects.toThrow('no');
	expect(opened).not.toHaveBeenCalled();
});

test('a database that is closed while it is being filled fails to open, instead of waiting for itself', async () => {
	db = new PersonDb(crypto.randomUUID());
	db.on(
		'ready',
		() =>
			untilClosed(db, async () => {
				await setMeta(db, 'scope', 'new');
				db.close({ disableAutoOpen: false });
				await getMeta(db, 'scope');
			}),
		true
	);
	await expect(db.open()).rejects.toThrow('the connection was closed');
});
