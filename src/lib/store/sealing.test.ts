import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { keyBytes, vaultOf } from './cipher';
import { PersonDb, type OutboxEntry } from './db';
import { getMeta, setMeta } from './meta';
import { sealingOf } from './sealing';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const someVault = () => vaultOf(random(keyBytes), random);

const opened: PersonDb[] = [];
const open = (personId: string = crypto.randomUUID(), vault = someVault()) => {
	const db = new PersonDb(personId, sealingOf(vault));
	opened.push(db);
	return db;
};
/** The same records as they lie on the disk. */
const bare = (db: PersonDb) => {
	const under = new PersonDb(db.personId);
	opened.push(under);
	return under;
};
afterEach(async () => {
	for (const db of opened.splice(0)) await db.delete();
});

const entry = (name: string, state: OutboxEntry['state'] = 'waiting'): OutboxEntry => ({
	opId: name,
	seq: name.charCodeAt(0),
	operation: {
		opId: name,
		seq: 1,
		command: 'visit.log',
		version: 1,
		args: { words: `灯坏了 ${name}` },
		at: 1,
		clock: '1-0000',
		base: {},
		scope: ''
	},
	keys: [`visit:${name}`],
	state,
	savedAt: 5
});

test('a record lies on the disk as its keys and a sealed rest, and is read back as it was', async () => {
	const db = open();
	await db.outbox.bulkAdd([entry('a'), entry('b')]);
	expect(await db.outbox.get('a')).toEqual(entry('a'));
	expect(await db.outbox.bulkGet(['b', 'none'])).toEqual([entry('b'), undefined]);
	const lying = (await bare(db).outbox.get('a')) as unknown as Record<string, unknown>;
	expect(Object.keys(lying).sort()).toEqual(['keys', 'opId', 'sealed', 'seq', 'state']);
	const text = Buffer.from(lying.sealed as Uint8Array).toString('utf8');
	expect(text).not.toContain('灯坏了');
	expect(text).not.toContain('visit.log');
});

test('every way of reading and changing records goes through the seal', async () => {
	const db = open();
	await db.outbox.bulkAdd([entry('a'), entry('b', 'held'), entry('c')]);
	expect(await db.outbox.where('state').equals('waiting').count()).toBe(2);
	expect(await db.outbox.where('keys').equals('visit:b').toArray()).toEqual([entry('b', 'held')]);
	expect(await db.outbox.orderBy('seq').reverse().first()).toEqual(entry('c'));
	expect(await db.outbox.filter(({ operation }) => operation.opId === 'c').toArray()).toEqual([
		entry('c')
	]);
	const seen: string[] = [];
	await db.outbox
		.where('seq')
		.above(0)
		.each(({ operation }) => void seen.push(operation.opId));
	expect(seen).toEqual(['a', 'b', 'c']);
	await db.outbox
		.where('state')
		.equals('held')
		.modify((one) => {
			one.state = 'waiting';
			one.savedAt = 9;
		});
	expect(await db.outbox.get('b')).toEqual({ ...entry('b'), savedAt: 9 });
	expect(await db.outbox.where('state').equals('held').count()).toBe(0);
	await db.outbox.update('a', { savedAt: 7 });
	expect((await db.outbox.get('a'))!.savedAt).toBe(7);
	expect(await db.outbox.toCollection().primaryKeys()).toEqual(['a', 'b', 'c']);
	await db.transaction('rw', db.outbox, db.meta, async () => {
		await db.outbox.delete('a');
		await setMeta(db, 'nextSeq', 4);
		expect(await getMeta(db, 'nextSeq')).toBe(4);
	});
	expect(await db.outbox.count()).toBe(2);
});

test('bytes come back as the kind of bytes that they were', async () => {
	const db = open();
	const bytes = random(60_000);
	const photo = {
		sha256: 'aa',
		bytes: bytes.slice().buffer,
		type: 'image/jpeg' as const,
		state: 'waiting' as const,
		visitIds: ['v'],
		savedAt: 1,
		tries: 0,
		nextTryAt: 0
	};
	await db.photos.add(photo);
	await db.packs.add({ id: 'p', home: 'h', keys: ['visit:1'], bytes });
	const back = (await db.photos.get('aa'))!;
	expect(back.bytes).toBeInstanceOf(ArrayBuffer);
	expect(new Uint8Array(back.bytes)).toEqual(bytes);
	expect(back).toEqual(photo);
	expect((await db.packs.get('p'))!.bytes).toEqual(bytes);
});

test('a transaction stays open while large records are sealed and opened in it, and small ones among them', async () => {
	const db = open();
	const pack = (id: string) => ({ id, home: 'h', keys: [`visit:${id}`], bytes: random(30_000) });
	const [first, second, third] = [pack('1'), pack('2'), pack('3')];
	await db.packs.add(first);
	await db.transaction('rw', db.packs, db.meta, async () => {
		const found = await db.packs.get('1');
		await Promise.all([db.packs.bulkPut([second, third]), setMeta(db, 'nextSeq', 2)]);
		expect(await db.packs.bulkGet(['1', '3'])).toEqual([found, third]);
		await setMeta(db, 'nextSeq', 3);
		expect(await db.packs.where('home').equals('h').toArray()).toEqual([first, second, third]);
	});
	expect(await getMeta(db, 'nextSeq')).toBe(3);
});

test('a large record that does not open ends its transaction, and nothing of it is kept', async () => {
	const db = open();
	const pack = { id: '1', home: 'h', keys: ['visit:1'], bytes: random(30_000) };
	await bare(db).packs.add({ ...pack, sealed: random(30_000) } as never);
	const work = db.transaction('rw', db.packs, db.meta, async () => {
		await setMeta(db, 'nextSeq', 3);
		await db.packs.get('1');
	});
	await expect(work).rejects.toThrow();
	expect(await getMeta(db, 'nextSeq')).toBeUndefined();
});

test('a large record is remembered under its own keys only', async () => {
	const db = open();
	const pack = { id: '1', home: 'h', keys: ['visit:1'], bytes: random(30_000) };
	await db.packs.add(pack);
	expect(await db.packs.get('1')).toEqual(pack);
	const under = bare(db);
	await under.packs.put({ ...(await under.packs.get('1'))!, home: 'another' });
	await expect(db.packs.get('1')).rejects.toThrow();
});

test.each<[string, (lying: Record<string, unknown>) => Record<string, unknown>]>([
	[
		'was changed',
		(one) => ({ ...one, sealed: (one.sealed as Uint8Array).map((b, i) => (i === 40 ? b ^ 1 : b)) })
	],
	[
		'is of an unknown form',
		(one) => ({ ...one, sealed: (one.sealed as Uint8Array).map((b, i) => (i === 0 ? 9 : b)) })
	],
	['lies under another key', (one) => ({ ...one, opId: 'b' })],
	['has another label', (one) => ({ ...one, state: 'held' })]
])('a record that %s does not open', async (_, change) => {
	const db = open();
	await db.outbox.add(entry('a'));
	const under = bare(db);
	const lying = (await under.outbox.get('a')) as unknown as Record<string, unknown>;
	const changed = change(lying) as unknown as OutboxEntry;
	await under.outbox.put(changed);
	await expect(db.outbox.get(changed.opId)).rejects.toThrow();
});

test('another key opens nothing', async () => {
	const db = open();
	await setMeta(db, 'deviceId', 'd');
	await expect(getMeta(open(db.personId), 'deviceId')).rejects.toThrow();
});

test('what was written before there was a vault is read, and sealed when it is written again', async () => {
	const db = open();
	await bare(db).outbox.add(entry('a'));
	expect(await db.outbox.get('a')).toEqual(entry('a'));
	await db.outbox.put((await db.outbox.get('a'))!);
	expect(await bare(db).outbox.get('a')).toHaveProperty('sealed');
});
