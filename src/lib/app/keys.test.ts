import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { databaseName, PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { readRing } from '$lib/store/rings';
import {
	hasPin,
	keepShare,
	keyAfterSignIn,
	openKey,
	ringState,
	sealRest,
	setPassword,
	setPin,
	tryToOpen,
	waitAfter,
	type Opened
} from './keys';

/** The server: keeps shares, and gives them to whoever knows the password. */
const server = { shares: new Map<string, string>(), password: 'eight chars', isAway: false };
let person: string;

beforeEach(() => {
	person = crypto.randomUUID();
	Object.assign(server, { shares: new Map(), password: 'eight chars', isAway: false });
	vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
		if (server.isAway) return Promise.reject(new TypeError('away'));
		const body = JSON.parse(String(init.body)) as Record<string, string>;
		if (path === '/api/vault/keep') {
			server.shares.set(body.ringId!, body.share!);
			return Promise.resolve(Response.json({}));
		}
		const share = server.shares.get(body.ringId!);
		if (body.password !== server.password)
			return Promise.resolve(Response.json({ code: 'wrongLogin' }, { status: 401 }));
		return Promise.resolve(
			share ? Response.json({ share }) : Response.json({ code: 'notFound' }, { status: 404 })
		);
	});
	vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

async function within<T>({ sealing }: Opened, work: (db: PersonDb) => Promise<T>): Promise<T> {
	const db = new PersonDb(person, sealing);
	try {
		return await work(db);
	} finally {
		db.close();
	}
}

/** Somebody signs in for the first time and something is written. */
async function begin(): Promise<Opened> {
	const opened = (await keyAfterSignIn(person, 'eight chars'))!;
	await within(opened, (db) => setMeta(db, 'deviceId', 'device'));
	await keepShare(person, opened.key);
	return opened;
}
const readBack = (opened: Opened) => within(opened, (db) => getMeta(db, 'deviceId'));
const waits = (db: PersonDb) =>
	db.outbox.add({
		opId: 'o',
		seq: 1,
		operation: {} as never,
		keys: [],
		state: 'waiting',
		savedAt: 1
	});
/** Tries with all the patience that is asked for. */
async function tryPatiently(secret: string) {
	const ring = await readRing(person);
	if (ring) vi.setSystemTime(Math.max(Date.now(), ring.nextTryAt));
	return tryToOpen(person, secret);
}
async function tryTenTimes() {
	let last = await tryPatiently('guess 0');
	for (let i = 1; i < 10; i++) last = await tryPatiently(`guess ${i}`);
	return last;
}

test('the password of the sign-in opens the phone again, without a server', async () => {
	await begin();
	server.isAway = true;
	const tried = await tryToOpen(person, 'eight chars');
	expect(tried.ok && (await readBack(tried.value))).toBe('device');
});

test('a new password opens from the moment it is set, and the one before it does not', async () => {
	const opened = await begin();
	await setPassword(person, opened.key, 'another one');
	expect(await tryToOpen(person, 'eight chars')).toMatchObject({ error: { code: 'wrong' } });
	const tried = await tryToOpen(person, 'another one');
	expect(tried.ok && (await readBack(tried.value))).toBe('device');
});

test('neither the key nor the password lies in the ring', async () => {
	const { key } = await begin();
	await setPin(person, key, '260417');
	const ring = JSON.stringify(await readRing(person));
	expect(ring).not.toContain(Buffer.from(key).toString('hex'));
	expect(ring).not.toContain('eight chars');
	expect(ring).not.toContain('260417');
	const [share] = [...server.shares.values()];
	expect(ring).not.toContain(share);
});

test('a PIN opens as well, until it is taken away', async () => {
	const opened = await begin();
	await setPin(person, opened.key, '260417');
	expect(await hasPin(person)).toBe(true);
	const tried = await tryToOpen(person, '260417');
	expect(tried.ok && (await readBack(tried.value))).toBe('device');
	await setPin(person, opened.key, null);
	expect(await tryToOpen(person, '260417')).toMatchObject({ ok: false, error: { code: 'wrong' } });
	expect((await tryToOpen(person, 'eight chars')).ok).toBe(true);
});

test('wrong tries wait longer and longer, and a right one forgives them', async () => {
	expect([1, 2, 3, 4, 5, 9, 20].map(waitAfter)).toEqual([
		0, 0, 5_000, 10_000, 20_000, 300_000, 300_000
	]);
	await begin();
	for (let i = 0; i < 3; i++) await tryToOpen(person, `guess ${i}`);
	expect(await tryToOpen(person, 'eight chars')).toMatchObject({
		ok: false,
		error: { code: 'wait', until: Date.now() + 5_000 }
	});
	expect((await tryPatiently('eight chars')).ok).toBe(true);
	expect(await tryToOpen(person, 'guess')).toMatchObject({ error: { code: 'wrong', left: 9 } });
});

test('after ten wrong tries nothing is left on a phone that has sent everything', async () => {
	await begin();
	expect(await tryTenTimes()).toMatchObject({ ok: false, error: { code: 'lost' } });
	expect(await ringState(person)).toBe('none');
	expect(await Dexie.exists(databaseName(person))).toBe(false);
});

test('after ten wrong tries a phone with unsent work is shut until its person signs in, and has it all', async () => {
	const opened = await begin();
	await within(opened, waits);
	expect(await tryTenTimes()).toMatchObject({ ok: false, error: { code: 'shut' } });
	expect(await tryPatiently('eight chars')).toMatchObject({ ok: false, error: { code: 'shut' } });
	const again = await keyAfterSignIn(person, 'eight chars');
	expect(await readBack(again!)).toBe('device');
	expect(await within(again!, (db) => db.outbox.count())).toBe(1);
	expect((await tryToOpen(person, 'eight chars')).ok).toBe(true);
});

test('whoever forgot the password signs in with a new one and finds everything; the old one and the PIN no longer open', async () => {
	const opened = await begin();
	await setPin(person, opened.key, '260417');
	server.password = 'other chars';
	const again = await keyAfterSignIn(person, 'other chars');
	expect(await readBack(again!)).toBe('device');
	expect((await tryToOpen(person, 'eight chars')).ok).toBe(false);
	expect((await tryToOpen(person, '260417')).ok).toBe(false);
	expect((await tryPatiently('other chars')).ok).toBe(true);
});

test('a server that lost the share destroys nothing: the earlier password still opens', async () => {
	await begin();
	server.shares.clear();
	server.password = 'other chars';
	expect(await keyAfterSignIn(person, 'other chars')).toBeNull();
	const tried = await tryToOpen(person, 'eight chars');
	expect(tried.ok && (await readBack(tried.value))).toBe('device');
	await keepShare(person, (tried.ok && tried.value.key) as Uint8Array);
	expect(await readBack((await keyAfterSignIn(person, 'other chars'))!)).toBe('device');
});

test('a ring that the browser cleared leaves nothing that could be read, and the person begins anew', async () => {
	await begin();
	await Dexie.delete('linli.keys');
	const again = (await keyAfterSignIn(person, 'eight chars'))!;
	expect(await readBack(again)).toBeUndefined();
});

test('what lay in clear before there was a key stays, and is sealed', async () => {
	const clear = new PersonDb(person);
	await setMeta(clear, 'deviceId', 'device');
	await waits(clear);
	clear.close();
	const opened = (await keyAfterSignIn(person, 'eight chars'))!;
	expect(await readBack(opened)).toBe('device');
	await within(opened, (db) => sealRest(person, db));
	const bare = new PersonDb(person);
	expect(await bare.meta.get('deviceId')).toHaveProperty('sealed');
	expect(await bare.outbox.get('o')).toHaveProperty('sealed');
	bare.close();
	expect((await readRing(person))!.hasClear).toBe(false);
	expect(await readBack(opened)).toBe('device');
});

test('a demonstration opens by itself, always under the same key', async () => {
	const opened = await openKey(person);
	await within(opened, (db) => setMeta(db, 'deviceId', 'device'));
	expect(await readBack(await openKey(person))).toBe('device');
	expect(await ringState(person)).toHaveProperty('sealing');
});
