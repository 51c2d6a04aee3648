import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '$lib/domain/kernel/actor';
import { actorOf } from '../db/actor';
import { testDatabases } from '../db/test-databases';
import { command, foundTown, household, id, townNow, type Town } from '../engine/test-town';
import { Cancelled } from './run';

describe.each(testDatabases)('a run of commands on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	let office: Actor;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
		office = (await actorOf(town.db, town.people.office))!;
	});
	afterAll(() => town.close());

	const counts = async () => {
		const count = (table: 'rows' | 'operations' | 'homes') =>
			town.db
				.selectFrom(table)
				.select((e) => e.fn.countAll<number>().as('n'))
				.executeTakeFirstOrThrow();
		const { n } = await town.db
			.selectFrom('homes')
			.select((e) => e.fn.sum<number>('seq').as('n'))
			.executeTakeFirstOrThrow();
		return [(await count('rows')).n, (await count('operations')).n, (await count('homes')).n, n];
	};
	const households = (n: number) =>
		Array.from({ length: n }, () => ({
			command: command('household.register', household(town.units[0].id, '101')),
			opId: id()
		}));
	const options = { at: townNow, deviceId: '00000000-0000-4000-8000-000000000001' };

	test('happens as a whole, tells how far it is, and counts as done the second time', async () => {
		const commands = households(600);
		const before = await counts();
		const steps: number[] = [];
		const onProgress = (done: number, total: number) => {
			expect(total).toBe(600);
			steps.push(done);
		};
		expect(await town.accept.run(commands, office, { ...options, onProgress })).toEqual({
			ok: true
		});
		expect(steps).toEqual([...steps].sort((a, b) => a - b));
		expect(steps.at(-1)).toBe(600);
		const after = await counts();
		// The household and its particulars each.
		expect(after[0]! - before[0]!).toBe(1_200);
		expect(after[3]! - before[3]!).toBe(1_200);
		expect(await town.accept.run(commands, office, options)).toEqual({ ok: true });
		expect(await counts()).toEqual(after);
	});

	test('does not happen at all when one command is refused, and says which', async () => {
		const commands = households(400);
		commands[333] = {
			...commands[333]!,
			command: command('household.remove', { id: id(), reason: 'mistake' })
		};
		const before = await counts();
		expect(await town.accept.run(commands, office, options)).toEqual({
			ok: false,
			index: 333,
			refusal: { code: 'householdUnknown', field: 'id' }
		});
		expect(await counts()).toEqual(before);
	});

	test.each([1, 200, 590])('writes nothing when it is cancelled at step %i', async (at) => {
		const commands = households(600);
		const before = await counts();
		const signal = { cancelled: false };
		const onProgress = (done: number) => {
			if (done >= at && done < 600) signal.cancelled = true;
		};
		// Set from outside, as a person does: between two steps.
		const work = town.accept.run(commands, office, { ...options, signal, onProgress });
		if (at === 590) setImmediate(() => setImmediate(() => (signal.cancelled = true)));
		await expect(work).rejects.toBeInstanceOf(Cancelled);
		expect(await counts()).toEqual(before);
	});

	test('refuses what the actor may not do', async () => {
		const worker = (await actorOf(town.db, town.people.worker))!;
		const before = await counts();
		const outcome = await town.accept.run(households(1), worker, options);
		expect(outcome).toMatchObject({ ok: false, index: 0, refusal: { code: 'notAllowed' } });
		expect(await counts()).toEqual(before);
	});
});
