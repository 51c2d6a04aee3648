import 'fake-indexeddb/auto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { actorOf, idOf } from '$lib/domain/test-world';
import { hashOf, openPhotoWorld, worker, type PhotoWorld } from './photo-world';
import { closePhones } from './world';

// The server goes back to a day before the photos came; the visits come back from the phone.

const office = actorOf('office', 'C');
const leader = actorOf('unitLeader', 'U2');
const one = jpeg(40, 30, 5_000, 1);

let world: PhotoWorld;
beforeEach(async () => {
	world = await openPhotoWorld();
});
afterEach(async () => {
	closePhones();
	await world.close();
});

const pathOf = (bytes: Uint8Array) =>
	join(world.data, 'photos', hashOf(bytes).slice(0, 2), hashOf(bytes));

/** Puts the database back to the day before the visits and photos, under another epoch. */
async function restore(epoch = 'another'): Promise<void> {
	const { db } = world.server;
	for (const table of ['photos', 'photos_gone', 'devices'] as const)
		await db.deleteFrom(table).execute();
	await db.deleteFrom('operations').where('command', 'like', 'visit.%').execute();
	await db.deleteFrom('rows').where('kind', '=', 'visit').execute();
	await db.deleteFrom('homes').where('home', 'like', '%:visit%').execute();
	await db.updateTable('installation').set({ value: epoch }).where('key', '=', 'epoch').execute();
}

/** The phone hears of it, and brings back what it has. */
async function comeBack(): Promise<void> {
	for (let round = 0; round < 3; round++) await world.phone.sync();
	await world.untilSent();
}

const seen = (actor = office) => world.photos.photoFor(actor.personId, idOf('v1'), hashOf(one));

test('a photo whose bytes lie on the disk is shown again, to those who may see it and nobody else', async () => {
	await world.take(one);
	await world.log('v1', one);
	await world.phone.sync();
	await world.untilSent();
	expect(await world.phone.db.photos.count()).toBe(0);
	await restore();
	await world.phone.sync();
	await world.phone.sync();
	expect(await seen()).toBeNull();
	world.sent = [];
	await comeBack();
	expect(await seen()).toMatchObject({ type: 'image/jpeg' });
	expect(await seen(leader)).toBeNull();
	expect(world.sent).toEqual(['POST']);
});

test('a photo whose bytes are still on the phone goes up again', async () => {
	await world.take(one);
	await world.log('v1', one);
	await world.untilSent();
	expect(await world.states()).toEqual({ [hashOf(one)]: 'confirmed' });
	await restore();
	await rm(pathOf(one));
	await comeBack();
	expect(await seen()).toMatchObject({ type: 'image/jpeg' });
	expect(await world.isKept(one)).toBe(true);
});

test('a photo whose bytes are nowhere any more is said to be lost, until it is brought again', async () => {
	await world.take(one);
	await world.log('v1', one);
	await world.phone.sync();
	await world.untilSent();
	await restore();
	await rm(pathOf(one));
	await comeBack();
	expect(await seen()).toBe('gone');
	expect(await seen(leader)).toBeNull();
	expect(await world.phone.db.sentPhotos.toArray()).toMatchObject([{ state: 'gone' }]);
	await world.take(one);
	await world.log('v2', one);
	await world.phone.sync();
	await world.untilSent();
	expect(await seen()).toMatchObject({ type: 'image/jpeg' });
});

test.each(['before', 'after'])(
	'a photo that is nowhere else is brought from the form it was chosen for again %s the phone heard of the loss',
	async (when) => {
		await world.take(one);
		await world.log('v1', one);
		await world.phone.sync();
		await world.untilSent();
		if (when === 'before') await world.take(one);
		await restore();
		await rm(pathOf(one));
		await comeBack();
		if (when === 'after') {
			await world.take(one);
			await world.untilSent();
		}
		expect(await seen()).toMatchObject({ type: 'image/jpeg' });
		expect(await world.states()).toEqual({ [hashOf(one)]: 'draft' });
		expect(await world.phone.db.sentPhotos.toArray()).toMatchObject([{ state: 'kept' }]);
		expect(await world.log('v2', one)).toBe('ok');
	}
);

test('a file that was damaged with the disk counts as lost', async () => {
	await world.take(one);
	await world.log('v1', one);
	await world.phone.sync();
	await world.untilSent();
	await restore();
	const { writeFile } = await import('node:fs/promises');
	await writeFile(pathOf(one), 'rubbish');
	await comeBack();
	expect(await seen()).toBe('gone');
});

test('whoever knows a photo by its name only cannot claim it', async () => {
	await world.take(one);
	await world.log('v1', one);
	await world.phone.sync();
	await world.untilSent();
	await restore();
	await world.phone.db.sentPhotos.update(hashOf(one), { proof: 'a'.repeat(64) });
	for (let round = 0; round < 3; round++) await world.phone.sync();
	expect((await world.lane()).nextAt).not.toBeNull();
	expect(await seen()).toBeNull();
	expect(await world.photos.photosKnown(worker.personId, [hashOf(one)])).toEqual([]);
});

test('a claim that the line lost is made again, and what was found is found after a second restore', async () => {
	await world.take(one);
	await world.log('v1', one);
	await world.phone.sync();
	await world.untilSent();
	await restore();
	world.fates = ['answerLost', 'lost'];
	await comeBack();
	expect(await seen()).not.toBeNull();
	await restore('yet another');
	await comeBack();
	expect(await seen()).toMatchObject({ type: 'image/jpeg' });
});
