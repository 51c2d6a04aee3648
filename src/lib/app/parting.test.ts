import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { clear as clearFacts } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OrderKind } from '$lib/domain/device/schema';
import { databaseName, PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { readRing } from '$lib/store/rings';
import { isLeaving } from './asking';
import { keepDeviceId, keyAfterSignIn, tryToOpen, type Opened } from './keys';
import { askByItself } from './orders';
import { knownOwner, setOwner } from './owner';
import { goOn, part } from './parting';
import { lastParting } from './parting-note';

// A phone that is locked: nothing here has a key, but for the questions afterwards.
const password = 'eight chars';
let device: { personId: string; deviceId: string };
let order: { id: string; kind: OrderKind } | null;
let told: unknown[];
const replace = vi.fn();
const hands = {
	stop: vi.fn(() => Promise.resolve()),
	leave: vi.fn(() => Promise.resolve()),
	sync: vi.fn(() => Promise.resolve())
};

beforeEach(async () => {
	device = { personId: crypto.randomUUID(), deviceId: crypto.randomUUID() };
	order = null;
	told = [];
	vi.clearAllMocks();
	vi.stubGlobal('location', { replace });
	vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
		const body = JSON.parse(String(init.body)) as { done?: unknown };
		if (path !== '/api/devices/word') return Promise.resolve(Response.json({}));
		if (body.done) told.push(body.done);
		return Promise.resolve(Response.json({ order: body.done ? null : order }));
	});
	await clearFacts();
	const opened = (await keyAfterSignIn(device.personId, password))!;
	await within(opened, async (db) => {
		await setMeta(db, 'deviceId', device.deviceId);
		await setMeta(db, 'areaVersion', 7);
		await setMeta(db, 'token', 'caught up');
	});
	await keepDeviceId(device.personId, device.deviceId);
	await setOwner({ person: { id: device.personId, name: '甲' }, demo: false });
});
afterEach(() => vi.unstubAllGlobals());

async function within<T>({ sealing }: Opened, work: (db: PersonDb) => Promise<T>): Promise<T> {
	const db = new PersonDb(device.personId, sealing);
	try {
		return await work(db);
	} finally {
		db.close();
	}
}

/** What the person finds who unlocks, or signs in again. */
async function unlocked<T>(work: (db: PersonDb) => Promise<T>): Promise<T> {
	const tried = await tryToOpen(device.personId, password);
	if (!tried.ok) throw new Error(tried.error.code);
	return within(tried.value, work);
}

const write = () =>
	unlocked((db) =>
		db.outbox.add({
			opId: 'o',
			seq: 1,
			operation: { words: 'not sent yet' } as never,
			keys: [],
			state: 'waiting',
			savedAt: 1
		})
	);
const ask = (kind: OrderKind) => {
	order = { id: crypto.randomUUID(), kind };
	return askByItself(device, hands);
};
const isThere = () => Dexie.exists(databaseName(device.personId));

test('the device’s id can be read without the key', async () => {
	expect((await readRing(device.personId))?.deviceId).toBe(device.deviceId);
});

test('a locked phone that is cleared at once keeps no key and no record, and says what was lost', async () => {
	await write();
	await ask('wipeNow');
	expect(await readRing(device.personId)).toBeUndefined();
	expect(await isThere()).toBe(false);
	expect(await knownOwner()).toBeUndefined();
	expect(await isLeaving()).toBe(true);
	expect(told).toEqual([{ orderId: order!.id, lost: 1 }]);
	expect(await lastParting()).toMatchObject({ kind: 'wipeNow', isDone: true, isTold: true });
	expect(hands.leave).toHaveBeenCalled();
	expect(replace).toHaveBeenCalledWith('/left');
});

test('a locked phone that is to send first waits for its person', async () => {
	await write();
	await ask('wipe');
	expect(await knownOwner()).toBeDefined();
	expect(await lastParting()).toBeUndefined();
	expect(await unlocked((db) => db.outbox.count())).toBe(1);
});

test('a locked phone with nothing to send is cleared', async () => {
	await ask('wipe');
	expect(await isThere()).toBe(false);
	expect(told).toEqual([{ orderId: order!.id, lost: 0 }]);
});

test('what was not sent is readable to whoever signs in again after they were signed out', async () => {
	await write();
	await ask('signOut');
	expect(await knownOwner()).toBeUndefined();
	const opened = (await keyAfterSignIn(device.personId, password))!;
	await within(opened, async (db) => {
		expect(await db.outbox.get('o')).toMatchObject({ operation: { words: 'not sent yet' } });
		expect(await getMeta(db, 'deviceId')).toBe(device.deviceId);
		expect(await getMeta(db, 'token')).toBeUndefined();
	});
	// Nothing was written in clear beside what is sealed.
	const bare = new PersonDb(device.personId);
	const facts = await bare.meta.toArray();
	bare.close();
	expect(facts.filter((fact) => 'value' in fact)).toEqual([]);
});

test('what is saved at the last moment keeps a phone that loses nothing as it was', async () => {
	const mayGo = vi.fn(() => Promise.resolve(false));
	await part({ ...device, kind: 'wipe', orderId: crypto.randomUUID() }, mayGo, hands);
	expect(mayGo).toHaveBeenCalledOnce();
	expect((await knownOwner())?.person.id).toBe(device.personId);
	expect(await lastParting()).toBeUndefined();
	expect(await isLeaving()).toBe(false);
	expect(await isThere()).toBe(true);
});

test('a browser that was killed half way goes on at its next start, without the key', async () => {
	const killed = () => Promise.reject(new Error('killed'));
	const what = { ...device, kind: 'wipeNow', orderId: crypto.randomUUID() } as const;
	await expect(part(what, killed, hands)).rejects.toThrow('killed');
	expect(await lastParting()).toMatchObject({ isDone: false });
	await goOn();
	expect(await readRing(device.personId)).toBeUndefined();
	expect(await isThere()).toBe(false);
	expect(told).toEqual([{ orderId: what.orderId, lost: 0 }]);
	await goOn();
	expect(told).toHaveLength(1);
});

test('nobody’s records go because somebody else was asked for', async () => {
	await setOwner({ person: { id: crypto.randomUUID(), name: '乙' }, demo: false });
	await ask('wipeNow');
	expect(await isThere()).toBe(true);
	expect(await lastParting()).toBeUndefined();
});
