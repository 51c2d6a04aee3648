import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveDiscard } from '$lib/app/save';
import { draftArgs, feeContent, twoLevies } from '$lib/domain/campaign/test-campaigns';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { actorOf, idOf } from '$lib/domain/test-world';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { bringPhotos } from '$lib/sync/bring-photos';
import { bringWork } from '$lib/sync/bring-work';
import { collectWork, readContent, writeContent, workFileVersion } from '$lib/sync/work-file';
import { collectPhotos } from '$lib/sync/work-photos';
import { factsOf, hashOf, openPhotoWorld, type PhotoWorld } from './photo-world';
import { appoint, boss, closePhones, openPhone } from './world';

// What holds for the photos of visits, for those of offers and payments.

const office = actorOf('office', 'C');
const second = actorOf('office', 'C', {}, 'second');
const [one, two] = [jpeg(1600, 1200, 300_000, 1), jpeg(4, 3, 900, 2)];
const [offer] = feeContent().offers;

let world: PhotoWorld;
beforeEach(async () => {
	world = await openPhotoWorld(office);
});
afterEach(async () => {
	closePhones();
	await world.close();
});

/** Arguments of a draft with one offer and these photos. */
const draftWith = (seen: number, ...photos: Uint8Array[]) => ({
	...draftArgs({ offers: [{ ...offer!, photos: photos.map(factsOf) }] }),
	seen
});
const write = (seen: number, ...photos: Uint8Array[]) =>
	world.phone.act('campaign.draft', draftWith(seen, ...photos));
const payment = (...photos: Uint8Array[]) => ({
	...{ id: idOf('P'), campaignId: idOf('camp'), supplierId: offer!.id, fen: 100, words: '' },
	photos: photos.map(factsOf)
});
const shown = (recordId: string, bytes: Uint8Array) =>
	world.photos.photoFor(office.personId, idOf(recordId), hashOf(bytes));
const kept = async () => Object.keys(await world.states());

/** A campaign that takes money, on the server and on the phone. */
async function openCampaign(): Promise<void> {
	await write(0);
	const opened = { id: idOf('camp'), seen: 1, levies: twoLevies };
	expect(await world.phone.act('campaign.open', opened)).toBe('ok');
	await world.phone.sync();
}

test('a draft takes the photos of its offers out of the form, and they leave when both have arrived', async () => {
	await world.take(one, { found: { lat: 40.6, lon: 109.8 } });
	expect(await write(0, one)).toBe('ok');
	const [photo] = await world.phone.db.photos.toArray();
	expect(photo).toMatchObject({
		...{ state: 'waiting', visitIds: [], records: [`campaign:${idOf('camp')}`] }
	});
	expect(photo).not.toHaveProperty('found');
	await world.untilSent();
	// The draft that names it is still on its way.
	expect(await world.states()).toEqual({ [hashOf(one)]: 'confirmed' });
	await world.phone.sync();
	await world.lane();
	expect(await kept()).toEqual([]);
	expect(await shown('camp', one)).toMatchObject({ type: 'image/jpeg' });
});

test('one that is not on the disk is not saved, unless the draft has named it before', async () => {
	expect(await write(0, one)).toBe('storageBroken');
	await world.take(one);
	await write(0, one);
	await world.phone.sync();
	await world.untilSent();
	await world.lane();
	expect(await kept()).toEqual([]);
	await world.take(two);
	expect(await write(1, one, two)).toBe('ok');
	expect(await kept()).toEqual([hashOf(two)]);
});

test('a colleague writes the draft anew, and both see the photos of both', async () => {
	await world.server.run(boss, appointSecond());
	await world.take(one);
	await write(0, one);
	await world.phone.sync();
	await world.untilSent();
	const other = await openPhone(world.server, second);
	await other.sync();
	expect(await other.act('campaign.draft', draftWith(1, one))).toBe('ok');
	await other.sync();
	await world.phone.sync();
	for (const person of [office, second])
		expect(await world.photos.photoFor(person.personId, idOf('camp'), hashOf(one))).toMatchObject({
			type: 'image/jpeg'
		});
});

test('an invoice leaves with its payment, and stays with a refused one until that is given up', async () => {
	await openCampaign();
	await world.take(one);
	expect(await world.phone.act('fee.pay', payment())).toBe('invoiceMissing');
	expect(await world.phone.act('fee.pay', payment(one))).toBe('ok');
	await world.untilSent();
	await world.phone.sync();
	await world.lane();
	expect(await kept()).toEqual([]);
	expect(await shown('P', one)).toMatchObject({ type: 'image/jpeg' });

	await world.take(two);
	await world.phone.act('fee.pay', { ...payment(two), id: idOf('P2') });
	await world.server.run(office, ['fee.pay', { ...payment(one), id: idOf('P2') }]);
	await world.phone.sync();
	await world.untilSent();
	await world.lane();
	expect(await world.states()).toEqual({ [hashOf(two)]: 'confirmed' });
	const [refused] = await world.phone.db.outbox.where('state').equals('refused').toArray();
	await saveDiscard(world.phone, refused!.opId);
	await world.phone.sync();
	expect(await kept()).toEqual([]);
});

test('what is given up leaves a photo that an offer names', async () => {
	await openCampaign();
	await world.take(one);
	await world.phone.act('fee.pay', payment(one));
	await world.phone.act('campaign.draft', {
		...draftArgs({ offers: [{ ...offer!, photos: [factsOf(one)] }] }, 'other')
	});
	await world.server.run(office, ['fee.pay', payment(two)]);
	await world.phone.sync();
	const [refused] = await world.phone.db.outbox.where('state').equals('refused').toArray();
	await saveDiscard(world.phone, refused!.opId);
	await world.phone.sync();
	expect(await world.states()).toEqual({ [hashOf(one)]: 'waiting' });
});

test('they are part of the file of unsent work, and go up from another phone', async () => {
	await world.take(one);
	await write(0, one);
	const { db } = world.phone;
	const content = await collectWork(db, office.personId, world.clock.now);
	const bytes = writeContent(content, (await collectPhotos(db, 30_000_000)).photos);
	const file = (await readContent(bytes, workFileVersion))!;
	expect(file.photos).toMatchObject([{ records: [`campaign:${idOf('camp')}`], visitIds: [] }]);

	const otherDb = new PersonDb(`${office.personId}-other`);
	await otherDb.delete();
	await otherDb.open();
	await setMeta(otherDb, 'deviceId', idOf('device-other'));
	await setMeta(otherDb, 'posts', [...office.posts]);
	const other = await openPhone(world.server, office, { db: otherDb });
	await other.sync();
	expect((await bringWork(other, file.content)).ok).toBe(true);
	expect(await bringPhotos(other, file)).toMatchObject({ ok: true, value: { waits: 1 } });
	expect(await otherDb.photos.get(hashOf(one))).toMatchObject({
		records: [`campaign:${idOf('camp')}`]
	});
	await world.untilSent(otherDb);
	await world.lane(otherDb);
	expect(await otherDb.photos.count()).toBe(0);
	expect(await shown('camp', one)).toMatchObject({ type: 'image/jpeg' });
});

function appointSecond(): [string, unknown] {
	const [name, args] = appoint('office', 'C');
	const { personId, posts } = second;
	return [name, { ...(args as object), id: posts[0]!.appointmentId, personId, name: second.name }];
}
