import 'fake-indexeddb/auto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWork, sealWork } from '$lib/app/work-seal';
import { opening, people } from '$lib/domain/dispute/test-cases';
import { jpeg } from '$lib/domain/photo/test-pictures';
import type { Sound } from '$lib/domain/sound/schema';
import { webm } from '$lib/domain/sound/test-sounds';
import { actorOf, idOf } from '$lib/domain/test-world';
import { saveDiscard } from '$lib/app/save';
import { putPart, replaceParts, unfinishedOf } from '$lib/store/sound-parts';
import { bringPhotos } from '$lib/sync/bring-photos';
import { bringWork } from '$lib/sync/bring-work';
import { collectWork, readParts, versionFor, type WorkInside } from '$lib/sync/work-file';
import { collectPhotos } from '$lib/sync/work-photos';
import { hashOf, openPhotoWorld, worker, type PhotoFate, type PhotoWorld } from './photo-world';
import { appoint, boss, closePhones, openPhone } from './world';

// What was recorded in a case goes the way of photos, with everything that holds for them.

const lead = actorOf('mediationLead', 'C');
const office = actorOf('office', 'C');
/** Three pieces and a bit: longer than one request. */
const long = webm(800_000, 1);
const short = webm(900, 2);

let world: PhotoWorld;
beforeEach(async () => {
	world = await openPhotoWorld();
	await world.server.run(boss, appoint('mediationLead', 'C'));
	expect(await world.phone.act('dispute.open', opening())).toBe('ok');
});
afterEach(async () => {
	closePhones();
	await world.close();
});

const soundOf = (bytes: Uint8Array): Sound => ({
	...{ sha256: hashOf(bytes), type: 'audio/webm', bytes: bytes.length, seconds: 65, at: 1_000 }
});
/** Puts a recording on the phone's disk, as a form does. */
const record = (bytes: Uint8Array, more = {}) => world.take(bytes, { type: 'audio/webm', ...more });
const evidence = (label: string, ...all: Uint8Array[]) => ({
	...{ id: idOf(label), caseId: idOf('case'), step: null, words: '', sounds: all.map(soundOf) },
	fact: { kind: 'evidence', takenAt: 1_000, from: '' }
});
const write = (label: string, ...all: Uint8Array[]) =>
	world.phone.act('dispute.addEntry', evidence(label, ...all));
const heard = (bytes: Uint8Array, by = lead) =>
	world.photos.photoFor(by.personId, idOf('e'), hashOf(bytes));

describe('a sound', () => {
	test('is taken out of its form by the save that names it, and no save names one that is not here', async () => {
		expect(await write('e', long)).toBe('storageBroken');
		await record(long);
		expect(await write('e', long)).toBe('ok');
		expect(await world.phone.db.photos.get(hashOf(long))).toMatchObject({
			...{ state: 'waiting', visitIds: [], records: [`caseEntry:${idOf('e')}`] }
		});
	});

	test.each<[string, PhotoFate[]]>([
		['a good line', []],
		['a line that is cut', ['pass', 'pass', 'cut', 'lost', 'pass', 'cut', 'cut']],
		['answers that are lost', ['answerLost', 'answerLost', 'pass', 'answerLost', 'answerLost']],
		['everything twice', Array<PhotoFate>(20).fill('twice')]
	])('arrives whole over %s, and then leaves the phone', async (_what, fates) => {
		await record(long);
		await write('e', long);
		world.fates = fates;
		await world.untilSent();
		expect(await world.isKept(long)).toBe(true);
		// Until its entry has arrived, its author may need it here.
		expect((await world.states())[hashOf(long)]).toBe('confirmed');
		world.fates = [];
		await world.phone.sync();
		await world.lane();
		expect(await world.phone.db.photos.count()).toBe(0);
		expect(await heard(long)).toEqual({ type: 'audio/webm', bytes: long.length });
		expect(await heard(long, office)).toBeNull();
	});

	test('goes with an act that is given up', async () => {
		for (const one of [long, short]) await record(one);
		await world.phone.sync();
		await world.server.run(people.office, [
			'appointment.end',
			{ id: worker.posts[0]!.appointmentId, on: '2026-03-01' }
		]);
		await write('e', long, short);
		await world.phone.sync();
		const [given] = await world.phone.db.outbox.toArray();
		expect(given?.state).not.toBe('waiting');
		expect(await saveDiscard(world.phone, given!.opId)).toBe(true);
		await world.phone.sync();
		await world.lane();
		expect(await world.phone.db.photos.count()).toBe(0);
	});

	test('is heard again after a restore: its bytes are here, or its proof is', async () => {
		await record(short);
		await write('e', short);
		await world.phone.sync();
		await world.untilSent();
		const { db } = world.server;
		await db.deleteFrom('photos').execute();
		await db
			.updateTable('installation')
			.set({ value: 'another' })
			.where('key', '=', 'epoch')
			.execute();
		expect(await heard(short)).toBeNull();
		for (let round = 0; round < 3; round++) await world.phone.sync();
		await world.untilSent();
		expect(await heard(short)).toMatchObject({ type: 'audio/webm' });
		// And if the disk went as well, everybody is told.
		await db.deleteFrom('photos').execute();
		await db
			.updateTable('installation')
			.set({ value: 'a third' })
			.where('key', '=', 'epoch')
			.execute();
		await rm(join(world.data, 'photos', hashOf(short).slice(0, 2), hashOf(short)));
		for (let round = 0; round < 3; round++) await world.phone.sync();
		await world.untilSent();
		expect(await heard(short)).toBe('gone');
	});

	test('for which the server is too old waits with its entry, and is refused no bytes', async () => {
		await record(short);
		await record(jpeg(4, 3, 90, 1), { savedAt: 1 });
		await write('e', short);
		await world.log('v1', jpeg(4, 3, 90, 1));
		const { db } = world.phone;
		const entry = (await db.outbox.toArray()).find(
			({ operation }) => operation.command === 'dispute.addEntry'
		)!;
		const receipt = { opId: entry.opId, result: 'held', forWhom: '', since: 1, notYet: true };
		await db.outbox.put({ ...entry, state: 'held', receipt } as typeof entry);
		await world.lane();
		expect(await world.isKept(short)).toBe(false);
		expect(await world.isKept(jpeg(4, 3, 90, 1))).toBe(true);
		expect(await db.photos.get(hashOf(short))).toMatchObject({ state: 'waiting', tries: 0 });
		// The operator has found the time.
		await db.outbox.put(entry);
		await world.untilSent();
		expect(await world.isKept(short)).toBe(true);
	});
});

describe('a file of unsent work', () => {
	async function inside(): Promise<WorkInside> {
		const { db } = world.phone;
		const content = await collectWork(db, worker.personId, world.clock.now);
		return { content, photos: (await collectPhotos(db, 30_000_000)).photos, spoilt: 0 };
	}
	const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

	test('brings sounds back, and says of itself that older versions of the app cannot read it', async () => {
		await record(short);
		await write('e', short);
		const file = await sealWork(await inside(), '三楼的桂花开了', random);
		const head = readParts(new Uint8Array(await file.arrayBuffer()));
		expect(head).toMatchObject({ ok: true, value: { header: { version: 3 } } });
		const photo = { type: 'image/jpeg' as const };
		const named = (key: string) => versionFor([{ ...photo, records: [key] }]);
		expect([versionFor([]), versionFor([photo]), named('booking:1')]).toEqual([2, 2, 2]);
		expect(named('caseEntry:1')).toBe(3);
		const opened = await openWork(file, '三楼的桂花开了');
		if (!opened.ok) throw new Error(opened.error);
		// The first phone is lost; another one of the same person's reads the file.
		const other = await openPhone(world.server, worker);
		await other.sync();
		expect((await bringWork(other, opened.value.content)).ok).toBe(true);
		expect(await bringPhotos(other, opened.value)).toMatchObject({ value: { waits: 1 } });
		await world.untilSent(other.db);
		expect(await heard(short)).toMatchObject({ type: 'audio/webm' });
	});
});

describe('a recording under way', () => {
	const part = (since: number, until: number, bytes: Uint8Array) => ({
		...{ since, until, type: 'audio/webm' as const, bytes: bytes.slice().buffer }
	});

	test('lies on the disk in parts that nothing sends, and that become one sound', async () => {
		const { db } = world.phone;
		const [one, two] = [short.subarray(0, 400), short.subarray(400)];
		const at = world.clock.now;
		await putPart(db, 'form', 1, part(at + 1_000, at + 11_000, two));
		await putPart(db, 'form', 0, part(at + 1_000, at + 6_000, one));
		await putPart(db, 'form', 0, part(at + 500, at + 800, one));
		await putPart(db, 'another form', 0, part(at + 1_000, at + 6_000, one));
		await world.untilSent();
		expect(world.sent).toEqual([]);
		const found = await unfinishedOf(db, 'form');
		expect(found.map((parts) => parts.map(({ savedAt }) => savedAt - at))).toEqual([
			[800],
			[6_000, 11_000]
		]);
		const whole = { sha256: hashOf(short), type: 'audio/webm' as const, savedAt: at };
		await replaceParts(db, found[1]!, { ...whole, bytes: short.slice().buffer });
		await replaceParts(db, found[0]!, null);
		expect(await unfinishedOf(db, 'form')).toEqual([]);
		expect(await unfinishedOf(db, 'another form')).toHaveLength(1);
		expect((await world.states())[hashOf(short)]).toBe('draft');
		expect(await write('e', short)).toBe('ok');
	});

	test('that nobody came back for goes after a month', async () => {
		await putPart(world.phone.db, 'form', 0, part(world.clock.now, world.clock.now, short));
		world.clock.now += 31 * 86_400_000;
		await world.lane();
		expect(await world.phone.db.photos.count()).toBe(0);
	});
});
