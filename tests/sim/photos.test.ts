import 'fake-indexeddb/auto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveDiscard } from '$lib/app/save';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { actorOf, idOf } from '$lib/domain/test-world';
import { letPhotosGo } from '$lib/store/photos';
import { factsOf, hashOf, openPhotoWorld, type PhotoFate, type PhotoWorld } from './photo-world';
import { closePhones, dice, visit } from './world';

const office = actorOf('office', 'C');
/** Three pieces and a bit. */
const big = jpeg(1600, 1200, 800_000, 1);

let world: PhotoWorld;
beforeEach(async () => {
	world = await openPhotoWorld();
});
afterEach(async () => {
	closePhones();
	await world.close();
});

describe('a visit with photos', () => {
	test('takes them out of the form and into the queue in the save itself; the place not chosen is forgotten', async () => {
		await world.take(big, { found: { lat: 40.6, lon: 109.8 } });
		expect(await world.log('v1', big)).toBe('ok');
		const [photo] = await world.phone.db.photos.toArray();
		expect(photo).toMatchObject({ state: 'waiting', visitIds: [idOf('v1')] });
		expect(photo).not.toHaveProperty('found');
	});

	test('is not saved when one of them is not on the disk, and then nothing is', async () => {
		expect(await world.log('v1', big)).toBe('storageBroken');
		expect(await world.phone.db.outbox.count()).toBe(0);
		expect(await world.phone.db.rows.get(`visit:${idOf('v1')}`)).toBeUndefined();
	});

	test('goes up without waiting for them, and they without waiting for it', async () => {
		await world.take(big);
		await world.log('v1', big);
		await world.phone.sync();
		expect(await world.photos.photoFor(office.personId, idOf('v1'), hashOf(big))).toBeNull();
		expect((await world.states())[hashOf(big)]).toBe('waiting');
		await world.untilSent();
		expect(await world.photos.photoFor(office.personId, idOf('v1'), hashOf(big))).toMatchObject({
			type: 'image/jpeg'
		});
		expect(await world.phone.db.photos.count()).toBe(0);
	});

	test('keeps them on the phone after they were confirmed until the visit itself has arrived', async () => {
		await world.take(big);
		await world.log('v1', big);
		await world.untilSent();
		expect(await world.isKept(big)).toBe(true);
		expect((await world.states())[hashOf(big)]).toBe('confirmed');
		await world.phone.sync();
		await world.lane();
		expect(await world.phone.db.photos.count()).toBe(0);
	});

	test('that was refused keeps them until its author gives it up in so many words', async () => {
		await world.take(big);
		await world.server.run(office, ['household.remove', { id: idOf('H1'), reason: 'movedAway' }]);
		await world.log('v1', big);
		await world.phone.sync();
		await world.untilSent();
		expect((await world.states())[hashOf(big)]).toBe('confirmed');
		const [refused] = await world.phone.db.outbox.where('state').equals('refused').toArray();
		await saveDiscard(world.phone, refused!.opId);
		// A copy of the act may be under way: they go with the server's word that it will not happen.
		expect(await world.phone.db.photos.count()).toBe(1);
		await world.phone.sync();
		expect(await world.phone.db.photos.count()).toBe(0);
	});

	test('given up leaves the photos that another visit names', async () => {
		const other = jpeg(4, 3, 50, 2);
		await world.take(big);
		await world.take(other);
		await world.server.run(office, ['household.remove', { id: idOf('H1'), reason: 'movedAway' }]);
		await world.log('v1', big, other);
		await world.phone.act('visit.log', visit('v2', 'H2', { photos: [factsOf(big)] }));
		await world.phone.sync();
		const [refused] = await world.phone.db.outbox.where('state').equals('refused').toArray();
		await saveDiscard(world.phone, refused!.opId);
		await world.phone.sync();
		expect(await world.states()).toEqual({ [hashOf(big)]: 'waiting' });
	});
});

describe('the lane', () => {
	test.each<[string, PhotoFate[]]>([
		['nothing', []],
		['the question before', ['lost']],
		['the first request', ['pass', 'lost']],
		['the answer to the first request', ['pass', 'answerLost']],
		['a piece', ['pass', 'pass', 'lost']],
		['half of a piece', ['pass', 'pass', 'pass', 'cut']],
		['the answer to a piece', ['pass', 'pass', 'answerLost']],
		['the answer to the last piece', ['pass', 'pass', 'pass', 'pass', 'pass', 'answerLost']],
		[
			'the word that it has arrived',
			['pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'answerLost']
		],
		[
			'nothing, but every piece comes twice',
			['twice', 'twice', 'twice', 'twice', 'twice', 'twice']
		],
		['everything for a while', Array.from({ length: 6 }, () => 'lost' as const)]
	])('brings a photo whole although the line loses %s', async (_what, trouble) => {
		await world.take(big);
		await world.log('v1', big);
		await world.phone.sync();
		world.fates = trouble;
		await world.untilSent();
		expect(await world.isKept(big)).toBe(true);
		expect(await world.phone.db.photos.count()).toBe(0);
	});

	test('goes on where it was cut, also after the phone was switched off and on', async () => {
		await world.take(big);
		await world.log('v1', big);
		world.fates = ['pass', 'pass', 'pass', 'pass', 'cut'];
		await world.lane();
		const [cut] = await world.phone.db.photos.toArray();
		expect(cut?.uploadUrl).toMatch(/^\/api\/photos\/upload\//);
		world.phone.db.close();
		await world.phone.db.open();
		world.sent = [];
		world.clock.now += 60_000;
		await world.lane();
		// Known? How far? The rest in one piece. Known now? No new upload, and nothing from the beginning.
		expect(world.sent).toEqual(['POST', 'HEAD', 'PATCH', 'POST']);
		expect(await world.isKept(big)).toBe(true);
	});

	test('sends a photo that the server has already no second world.clock.now', async () => {
		await world.take(big);
		await world.log('v1', big);
		await world.untilSent();
		await world.phone.act('visit.withdraw', { id: idOf('v1') });
		await world.phone.sync();
		await world.lane();
		await world.take(big);
		await world.log('v2', big);
		world.sent = [];
		await world.untilSent();
		expect(world.sent).toEqual(['POST']);
		expect(await readdir(join(world.data, 'photos', hashOf(big).slice(0, 2)))).toHaveLength(1);
	});

	test('pauses longer and longer, and a bad photo does not keep the next from going', async () => {
		const bad = new TextEncoder().encode('no picture at all');
		const good = jpeg(4, 3, 70, 3);
		await world.take(bad);
		world.clock.now += 1;
		await world.take(good);
		await world.log('v1', bad, good);
		await world.phone.sync();
		await world.lane();
		expect(await world.states()).toEqual({ [hashOf(bad)]: 'waiting' });
		expect(await world.isKept(good)).toBe(true);
		const pauses: number[] = [];
		for (let end = await world.lane(); end.nextAt !== null; end = await world.lane()) {
			pauses.push(end.nextAt - world.clock.now);
			world.clock.now = end.nextAt;
		}
		expect(pauses).toEqual([1_000, 2_000]);
		// Not taken after three tries: it stays, and says so.
		expect(await world.states()).toEqual({ [hashOf(bad)]: 'refused' });
	});

	test('a session that has ended counts as nobody’s failure', async () => {
		await world.take(big);
		await world.log('v1', big);
		world.fates = ['signedOut'];
		await world.lane();
		expect(await world.phone.db.photos.toArray()).toMatchObject([{ tries: 0, state: 'waiting' }]);
		await world.untilSent();
		expect(await world.isKept(big)).toBe(true);
	});

	test('believes nobody who ends an upload and has nothing', async () => {
		await world.take(big);
		await world.log('v1', big);
		const real = world.photos.keepPhoto;
		world.photos.keepPhoto = () => Promise.reject(new Error('the server died here'));
		await world.lane();
		world.clock.now += 60_000;
		await world.lane();
		expect((await world.states())[hashOf(big)]).toBe('waiting');
		world.photos.keepPhoto = real;
		await world.untilSent();
		expect(await world.isKept(big)).toBe(true);
	});

	test.each([1, 2, 3, 4, 5, 6, 7, 8])('arrives once and whole through weather %i', async (seed) => {
		const roll = dice(seed);
		const kinds: PhotoFate[] = ['lost', 'answerLost', 'cut', 'twice', 'pass', 'pass', 'pass'];
		const all = [1, 2, 3].map((n) => jpeg(4, 3, 200_000 * n, 10 * seed + n));
		for (const one of all) await world.take(one);
		await world.log('v1', ...all);
		await world.phone.sync();
		world.fates = Array.from({ length: 40 }, () => kinds[Math.floor(roll() * kinds.length)]!);
		await world.untilSent();
		for (const one of all) expect(await world.isKept(one)).toBe(true);
		expect(await world.phone.db.photos.count()).toBe(0);
		for (const one of all)
			expect(await world.photos.photoFor(office.personId, idOf('v1'), hashOf(one))).not.toBeNull();
	});

	test('a form’s photos are not sent, and go when the form was left for a month', async () => {
		await world.take(big);
		await world.untilSent();
		expect(world.sent).toEqual([]);
		await letPhotosGo(world.phone.db, world.clock.now + 29 * 86_400_000);
		expect((await world.states())[hashOf(big)]).toBe('draft');
		await letPhotosGo(world.phone.db, world.clock.now + 31 * 86_400_000);
		expect(await world.phone.db.photos.count()).toBe(0);
	});
});
