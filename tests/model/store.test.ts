import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { installDisks } from '../sim/chaos/disk';
import { anyOrder, runs } from './play';
import { anyRace } from './races';
import { World } from './world';

beforeAll(() => {
	installDisks();
	// Dexie says whenever it opens a connection again, which is what these runs are about.
	const { warn } = console;
	vi.spyOn(console, 'warn').mockImplementation((...said) => {
		if (said[0] !== 'Dexie: Need to reopen db') warn(...(said as []));
	});
});

test('whatever is done in whatever order, the phone agrees with the paper book', async () => {
	await fc.assert(anyOrder(), runs);
}, 120_000);

test('whatever two tabs do at the same moment, nothing is lost, doubled or left behind', async () => {
	await fc.assert(anyRace(), runs);
}, 120_000);

/** At so many requests of the disk a cycle is over, whatever it has to take off. */
const longestCycle = 200;

test('an area that is taken away and given back is whole, wherever the browser was killed between', async () => {
	let kills = 0;
	for (let killIn = 5; killIn < longestCycle; killIn += 5) {
		const world = await World.open();
		const { phone, server } = world;
		server.scopes.set(phone.actor.personId, []);
		phone.kill(killIn);
		await phone.sync(0);
		if (phone.isDead) kills++;
		else phone.kill();
		phone.close();
		await phone.open();
		server.scopes.set(phone.actor.personId, ['U', 'U2']);
		await world.sync(0);
		await world.check();
		world.close();
	}
	expect(kills).toBeGreaterThan(20);
});
