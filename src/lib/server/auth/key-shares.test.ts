import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { client, id, openWorld, outcome, type World } from './test-world';

const share = 'ab'.repeat(32);

describe.each(testDatabases)('the share of a data key on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	it('comes back to whoever shows the password, as it was last kept', async () => {
		const { person } = await world.member('abc');
		const ringId = id();
		await world.auth.keepShare(person, { ringId, share: 'cd'.repeat(32) });
		await world.auth.keepShare(person, { ringId, share });
		const request = { ringId, password: 'eight chars' };
		expect(await world.auth.giveShare(person, request, client())).toEqual({ share });
	});

	it('stays here for another password, another ring and another person', async () => {
		const { person } = await world.member('abc');
		const other = await world.member('xyz');
		const ringId = id();
		await world.auth.keepShare(person, { ringId, share });
		const ask = (personId: string, ring: string, password: string) =>
			outcome(world.auth.giveShare(personId, { ringId: ring, password }, client()));
		expect(await ask(person, ringId, 'other chars')).toBe('wrongLogin');
		expect(await ask(person, id(), 'eight chars')).toBe('notFound');
		expect(await ask(other.person, ringId, 'eight chars')).toBe('notFound');
		expect(await ask(id(), ringId, 'eight chars')).toBe('wrongLogin');
	});

	it('is not to be had by trying passwords', async () => {
		const { person } = await world.member('abc');
		const ringId = id();
		await world.auth.keepShare(person, { ringId, share });
		const ask = (password: string) =>
			outcome(world.auth.giveShare(person, { ringId, password }, client()));
		const answers: string[] = [];
		for (let i = 0; i < 8; i++) answers.push(await ask(`guess number ${i}`));
		expect(answers.at(-1)).toBe('tooManyTries');
		expect(await ask('eight chars')).toBe('tooManyTries');
		world.clock += 3_600_000;
		expect(await ask('eight chars')).toBe('done');
	});

	it('is kept for fifty phones of a person, the latest', async () => {
		const { person } = await world.member('abc');
		const rings = Array.from({ length: 52 }, () => id());
		for (const ringId of rings) {
			world.clock += 1;
			await world.auth.keepShare(person, { ringId, share });
		}
		const kept = await world.db.selectFrom('key_shares').select('ring_id').execute();
		expect(kept).toHaveLength(50);
		expect(kept.map((row) => row.ring_id)).not.toContain(rings[1]);
	});
});
