import 'fake-indexeddb/auto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveDiscard } from '$lib/app/save';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { actorOf, idOf } from '$lib/domain/test-world';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { bringPhotos, type PhotoWatch } from '$lib/sync/bring-photos';
import { bringWork } from '$lib/sync/bring-work';
import { collectWork, type WorkInside } from '$lib/sync/work-file';
import { collectPhotos } from '$lib/sync/work-photos';
import { factsOf, hashOf, openPhotoWorld, worker, type PhotoWorld } from './photo-world';
import { closePhones, openPhone, visit, type TestPhone } from './world';

const office = actorOf('office', 'C');
const stranger = actorOf('gridWorker', 'G2');
/** Three pieces and a bit, and one of a single piece. */
const [big, small] = [jpeg(1600, 1200, 800_000, 1), jpeg(4, 3, 900, 2)];

let world: PhotoWorld;
beforeEach(async () => {
	world = await openPhotoWorld();
});
afterEach(async () => {
	closePhones();
	await world.close();
});

/** What the phone's file would hold. */
async function inside(): Promise<WorkInside> {
	const { db } = world.phone;
	const content = await collectWork(db, worker.personId, world.clock.now);
	return { content, photos: (await collectPhotos(db, 30_000_000)).photos, spoilt: 0 };
}

/** A visit with both photos that the phone could not send. */
async function awayPhone(): Promise<WorkInside> {
	for (const [i, one] of [big, small].entries()) await world.take(one, { savedAt: i });
	expect(await world.log('v1', big, small)).toBe('ok');
	return inside();
}

/** Another phone of the same worker. */
async function secondPhone(): Promise<TestPhone> {
	const db = new PersonDb(`${worker.personId}-other`);
	await db.delete();
	await db.open();
	await setMeta(db, 'deviceId', idOf('device-other'));
	await setMeta(db, 'posts', [...worker.posts]);
	const other = await openPhone(world.server, worker, { db });
	await other.sync();
	return other;
}

/** Brings acts and photos; how many photos ended how, or why not. */
async function bring(phone: TestPhone, file: WorkInside, watch?: PhotoWatch) {
	const acts = await bringWork(phone, file.content);
	if (!acts.ok) return acts.error.code;
	return photosOnly(phone, file, watch);
}
async function photosOnly(phone: TestPhone, file: WorkInside, watch?: PhotoWatch) {
	const as = { ...phone, fetch: world.fetchAs(phone.person.id) };
	const brought = await bringPhotos(as, file, watch);
	if (!brought.ok) return brought.error.code;
	return Object.fromEntries(Object.entries(brought.value).filter(([, count]) => count > 0));
}

const seenByOffice = (bytes: Uint8Array) =>
	world.photos.photoFor(office.personId, idOf('v1'), hashOf(bytes));
describe('photos of a phone that is no more', () => {
	test('go up from another phone of their author’s, who brought its file', async () => {
		const file = await awayPhone();
		const other = await secondPhone();
		expect(await bring(other, file)).toEqual({ waits: 2 });
		expect(await world.states(other.db)).toEqual({
			[hashOf(big)]: 'waiting',
			[hashOf(small)]: 'waiting'
		});
		await world.untilSent(other.db);
		for (const one of [big, small]) {
			expect(await world.isKept(one)).toBe(true);
			expect(await seenByOffice(one)).not.toBeNull();
		}
		expect(await other.db.photos.count()).toBe(0);
	});

	test('change nothing the second time, before they are sent and after', async () => {
		const file = await awayPhone();
		const other = await secondPhone();
		await bring(other, file);
		const before = await other.db.photos.toArray();
		expect(await bring(other, file)).toEqual({ waits: 2 });
		expect(await other.db.photos.toArray()).toEqual(before);
		await world.untilSent(other.db);
		world.sent = [];
		expect(await bring(other, file)).toEqual({ known: 2 });
		expect(await other.db.photos.count()).toBe(0);
		expect(await world.lane(other.db)).toEqual({ left: 0, nextAt: null });
		expect(world.sent).toEqual([]);
	});

	test('are not doubled on the phone that saved the file', async () => {
		const file = await awayPhone();
		const before = await world.phone.db.photos.toArray();
		expect(await bring(world.phone, file)).toEqual({ waits: 2 });
		expect(await world.phone.db.photos.toArray()).toEqual(before);
	});

	test('go up although their visit had arrived before the file was saved', async () => {
		await awayPhone();
		await world.phone.sync();
		const file = await inside();
		expect(file.content.entries).toEqual([]);
		const other = await secondPhone();
		expect(await bring(other, file)).toEqual({ waits: 2 });
		await world.untilSent(other.db);
		expect(await seenByOffice(big)).not.toBeNull();
	});

	test('are taken out of a form that happens to hold the same picture, and the form keeps them', async () => {
		const file = await awayPhone();
		const other = await secondPhone();
		const place = { lat: 40.6, lon: 109.8 };
		const draft = { ...(await world.phone.db.photos.get(hashOf(small)))!, found: place };
		await other.db.photos.put({ ...draft, state: 'draft', visitIds: [] });
		expect(await bring(other, file)).toEqual({ waits: 2 });
		expect(await other.db.photos.get(hashOf(small))).toMatchObject({
			state: 'waiting',
			visitIds: [idOf('v1')],
			found: place
		});
	});

	test('are sent again when the server has lost them, and when their copy here was damaged', async () => {
		const file = await awayPhone();
		const other = await secondPhone();
		const proof = '0'.repeat(64);
		await other.db.sentPhotos.put({ sha256: hashOf(big), proof, state: 'gone' });
		const damaged = { ...(await world.phone.db.photos.get(hashOf(small)))!, tries: 3 };
		const bytes = new Uint8Array(900).buffer;
		await other.db.photos.put({ ...damaged, bytes, state: 'refused' });
		expect(await bring(other, file)).toEqual({ waits: 2 });
		await world.untilSent(other.db);
		for (const one of [big, small]) expect(await seenByOffice(one)).not.toBeNull();
	});

	test('that the server refuses are said to be refused, and stay so', async () => {
		const page = new TextEncoder().encode('<html></html>');
		await world.take(page);
		await world.log('v1', page);
		await world.untilSent();
		expect(await world.states()).toEqual({ [hashOf(page)]: 'refused' });
		const file = await inside();
		expect(await bring(world.phone, file)).toEqual({ refused: 1 });
		expect(await world.states()).toEqual({ [hashOf(page)]: 'refused' });
		const desk = await openPhone(world.server, office);
		expect(await bring(desk, file)).toEqual({ refused: 1 });
	});
});

describe('photos of a visit that was refused', () => {
	beforeEach(() =>
		world.server.run(office, ['household.remove', { id: idOf('H1'), reason: 'movedAway' }])
	);

	test('lie ready on the other phone until it is answered, also after they were sent', async () => {
		const file = await awayPhone();
		const other = await secondPhone();
		await bring(other, file);
		await world.untilSent(other.db);
		expect(await world.states(other.db)).toEqual({
			[hashOf(big)]: 'confirmed',
			[hashOf(small)]: 'confirmed'
		});
		// They went up while the act was still in the file alone: its author needs them now.
		await other.db.photos.clear();
		expect(await bring(other, file)).toEqual({ waits: 2 });
	});

	test('do not come back once their author has given it up', async () => {
		await awayPhone();
		await world.phone.sync();
		const file = await inside();
		const [refused] = await world.phone.db.outbox.toArray();
		await saveDiscard(world.phone, refused!.opId);
		await world.phone.sync();
		expect(await world.phone.db.photos.count()).toBe(0);
		expect(await bring(world.phone, file)).toEqual({ givenUp: 2 });
		expect(await world.phone.db.photos.count()).toBe(0);
		expect(world.sent).toEqual([]);
	});

	test('stay when it is given up, if another visit of the file names them', async () => {
		await awayPhone();
		await world.phone.act('visit.log', visit('v2', 'H2', { photos: [factsOf(big)] }));
		const file = await inside();
		const other = await secondPhone();
		expect(await bring(other, file)).toEqual({ waits: 2 });
		const [refused] = await other.db.outbox.toArray();
		await saveDiscard(other, refused!.opId);
		await other.sync();
		expect(await world.states(other.db)).toEqual({ [hashOf(big)]: 'waiting' });
	});
});

test.each([
	['full', 'QuotaExceededError', { full: 2 }],
	['broken', 'UnknownError', { left: 2 }]
])(
	'a %s disk leaves the photos in the file and says so; the acts have gone through',
	async (_how, name, ends) => {
		const file = await awayPhone();
		const other = await secondPhone();
		const full = () => {
			throw new DOMException('the disk', name);
		};
		other.db.photos.hook('creating', full);
		expect(await bring(other, file)).toEqual(ends);
		const sent = await world.server.db.selectFrom('operations').selectAll().execute();
		const own = sent.filter((line) => line.person_id === worker.personId);
		expect(own).toMatchObject([{ result: 'applied' }]);
		expect(await other.db.photos.count()).toBe(0);
		other.db.photos.hook('creating').unsubscribe(full);
		expect(await bring(other, file)).toEqual({ waits: 2 });
	}
);

describe('photos that the office brings', () => {
	let file: WorkInside;
	let desk: TestPhone;
	beforeEach(async () => {
		file = await awayPhone();
		desk = await openPhone(world.server, office);
		await desk.sync();
	});

	test('belong to their author, and nothing of them stays on its phone', async () => {
		expect(await bring(desk, file)).toEqual({ sent: 2 });
		expect(await seenByOffice(big)).toMatchObject({ bytes: big.length });
		expect(await world.photos.photosKnown(worker.personId, [hashOf(big)])).toHaveLength(1);
		expect(await world.photos.photosKnown(office.personId, [hashOf(big)])).toEqual([]);
		expect(await desk.db.photos.count()).toBe(0);
		expect(await readdir(join(world.data, 'uploads'))).toEqual([]);
	});

	test('go up once: the second time it only asks, and so does the author’s own phone', async () => {
		await bring(desk, file);
		world.sent = [];
		expect(await bring(desk, file)).toEqual({ known: 2 });
		await world.phone.sync();
		await world.untilSent();
		expect(world.sent).toEqual(['POST', 'POST', 'POST', 'POST']);
		expect(await world.phone.db.photos.count()).toBe(0);
	});

	test.each([
		['the question', ['lost'], { left: 2 }],
		['the middle of the first photo', ['pass', 'pass', 'pass', 'cut'], { left: 2 }],
		['the answer to its last piece', [...Array(5).fill('pass'), 'answerLost'], { left: 2 }],
		['the second photo', [...Array(8).fill('pass'), 'lost'], { sent: 1, left: 1 }]
	] as const)('and that lose %s on the way are whole the next time', async (_what, fates, ends) => {
		world.fates = [...fates];
		expect(await bring(desk, file)).toEqual(ends);
		world.fates = [];
		const again = await bring(desk, file);
		expect(Object.values(again).reduce((sum, count) => sum + Number(count), 0)).toBe(2);
		expect(again).not.toHaveProperty('left');
		for (const one of [big, small]) {
			expect(await world.isKept(one)).toBe(true);
			expect(await seenByOffice(one)).not.toBeNull();
		}
	});

	test('stop where somebody stops them, and go on from there', async () => {
		const heard: string[] = [];
		const watch = {
			onPhoto: (done: number, all: number) => void heard.push(`${done}/${all}`),
			isStopped: () => heard.length > 1
		};
		expect(await bring(desk, file, watch)).toEqual({ sent: 1, left: 1 });
		expect(heard).toEqual(['0/2', '1/2']);
		expect(await bring(desk, file)).toEqual({ known: 1, sent: 1 });
	});

	test('are turned away from anybody else, who learns nothing by it and leaves nothing', async () => {
		const phone = await openPhone(world.server, stranger);
		expect(await bring(phone, file)).toBe('notAllowed');
		const nobody = { ...file, content: { ...file.content, personId: idOf('nobody') } };
		await bring(desk, file);
		for (const one of [file, nobody]) expect(await photosOnly(phone, one)).toBe('notAllowed');
		// Not even the office can say anything about a person who does not exist.
		expect(await photosOnly(desk, nobody)).toBe('notAllowed');
		expect(await world.photos.photosKnown(stranger.personId, [hashOf(big)])).toEqual([]);
		expect(await phone.db.photos.count()).toBe(0);
		expect(await readdir(join(world.data, 'uploads'))).toEqual([]);
	});
});
