import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { actorOf, idOf } from '$lib/domain/test-world';
import { openPhotoWorld } from './photo-world';
import { boss, closePhones, household, openPhone, openServer, visit } from './world';

// A phone whose clock was in 2030 for a while, and is right again: nothing may wait until then.

afterEach(closePhones);

const years = 4 * 365 * 86_400_000;

test('what a restored server cannot take yet waits from the day on which it was sent', async () => {
	const server = await openServer();
	await server.run(boss, ['household.register', household('H9', 'U', '202')]);
	const phone = await openPhone(server, actorOf('gridWorker', 'G'));
	await phone.sync();
	phone.ahead = years;
	await phone.act('visit.log', visit('v', 'H9'));
	await phone.sync();
	// The household came after the backup, and so did the visit.
	for (const id of [idOf('H9'), idOf('v')]) {
		await server.db.deleteFrom('rows').where('id', '=', id).execute();
		await server.db.deleteFrom('operations').where('args', 'like', `%${id}%`).execute();
	}
	await server.db
		.updateTable('installation')
		.set({ value: 'another' })
		.where('key', '=', 'epoch')
		.execute();
	await phone.sync();
	const [entry] = await phone.db.outbox.toArray();
	expect(entry).toMatchObject({ state: 'held', receipt: { restored: true } });
	expect(entry!.operation.again).toBeLessThanOrEqual(server.now());
	await server.close();
});

test('a photo that could not be sent then is sent now', async () => {
	const world = await openPhotoWorld();
	const picture = jpeg(1600, 1200, 9_000, 1);
	await world.take(picture);
	await world.log('v', picture);
	const { now } = world.clock;
	world.clock.now = now + years;
	world.fates = ['lost', 'lost', 'lost'];
	await world.lane();
	world.clock.now = now;
	world.fates = [];
	await world.lane();
	expect(await world.isKept(picture)).toBe(true);
	await world.close();
});
