import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { createTreeSource } from '../db/areas';
import {
	foundTown,
	homeOf,
	id,
	phone,
	short,
	stateOf,
	townNow,
	visit,
	type Town
} from '../engine/test-town';
import { readOperation } from './incoming';
import { createPushQueue } from './queue';

describe.each(testDatabases)('what arrives again, late or together on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	// Tests make records of their own, so that all of them can live in one town.
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	const send = (person: string, device: ReturnType<typeof phone>, operations: unknown[]) =>
		town.sync.push(person, device.push(operations));
	const state = () => stateOf(town.db);
	const homeNow = (home: string) => homeOf(town.db, home);

	test('applies a repeated operation once and repeats its receipt', async () => {
		const device = phone();
		const good = device.operation('visit.log', visit(town.units[0].households[0]!));
		const bad = device.operation('visit.log', visit(id()));
		const first = await send(town.people.worker, device, [good, bad]);
		const before = await state();
		const second = await send(town.people.worker, device, [bad, good, good]);
		expect(await state()).toEqual(before);
		expect(second.receipts).toEqual([first.receipts[1], first.receipts[0], first.receipts[0]]);
		expect(second.rows).toEqual(first.rows);
	});

	test('refuses another operation under a known id', async () => {
		const device = phone();
		const good = device.operation('visit.log', visit(town.units[0].households[0]!));
		await send(town.people.worker, device, [good]);
		const other = { ...good, args: visit(town.units[0].households[1]!) };
		const byOther = await send(town.units[0].leader, phone(), [good]);
		const { receipts } = await send(town.people.worker, device, [other, good]);
		expect(receipts.map(short)).toEqual(['opIdTaken', 'applied']);
		expect(byOther.receipts.map(short)).toEqual(['opIdTaken']);
		expect(byOther.rows).toEqual([]);
	});

	test('does not mind the order of the device: each is judged as it comes', async () => {
		const device = phone();
		const args = visit(town.units[0].households[0]!);
		const log = device.operation('visit.log', args);
		const amend = device.operation('visit.amend', {
			id: args.id,
			result: 'nobody',
			needs: [],
			words: ''
		});
		const early = await send(town.people.worker, device, [{ ...amend, opId: id() }]);
		const { receipts } = await send(town.people.worker, device, [log, amend]);
		expect(early.receipts.map(short)).toEqual(['visitUnknown id']);
		expect(receipts.map(short)).toEqual(['applied', 'applied']);
		const devices = await town.db
			.selectFrom('devices')
			.select('last_seq')
			.where('device_id', '=', device.deviceId)
			.execute();
		expect(devices).toEqual([{ last_seq: 2 }]);
	});

	test('lets an author discard what was refused, and nothing else', async () => {
		const device = phone();
		const good = device.operation('visit.log', visit(town.units[0].households[0]!));
		const bad = device.operation('visit.log', visit(id()));
		await send(town.people.worker, device, [good, bad]);
		const before = await state();
		const discard = (opId: unknown) => device.operation('operation.discard', { opId });
		const { receipts } = await send(town.people.worker, device, [
			discard(bad.opId),
			discard(good.opId),
			discard('all')
		]);
		const other = phone();
		const byOther = await send(town.people.office, other, [
			other.operation('operation.discard', { opId: bad.opId })
		]);
		expect(receipts.map(short)).toEqual(['applied', 'nothingChanged opId', 'malformed opId']);
		expect(byOther.receipts.map(short)).toEqual(['notAllowed']);
		expect(await state()).toEqual(before);
	});

	test('applies the same pushes once when they arrive many times at once, on two processes', async () => {
		const other = await town.anotherSync();
		const device = phone();
		const home = `${town.units[0].id}:visit`;
		const before = await homeNow(home);
		const operations = town.units[0].households.map((one) =>
			device.operation('visit.log', visit(one))
		);
		const replies = await Promise.all(
			Array.from({ length: 12 }, (_, i) =>
				(i % 2 ? other : town.sync).push(town.people.worker, device.push(operations))
			)
		);
		for (const reply of replies)
			expect(reply.receipts.map(short)).toEqual(['applied', 'applied', 'applied']);
		expect(await homeNow(home)).toEqual({ seq: before.seq + 3, rows: before.rows + 3 });
	});

	test('a push that the database cannot take does not take its neighbours down', async () => {
		const errors: unknown[] = [];
		const queue = createPushQueue(town.db, {
			trees: createTreeSource(),
			lanes: 1,
			now: () => townNow,
			onError: (error) => errors.push(error)
		});
		const pushes = [0, 1, 2].map((n) => {
			const device = phone();
			const raw = device.operation('visit.log', visit(town.units[0].households[n]!));
			const incoming = readOperation(raw, townNow)!;
			// No reader lets this through; the log refuses a line without a scope.
			const operations = [n === 1 ? { ...incoming, scope: null as unknown as string } : incoming];
			return { personId: town.people.worker, deviceId: device.deviceId, operations };
		});
		const before = await homeNow(`${town.units[0].id}:visit`);
		const outcomes = await Promise.allSettled(pushes.map((push) => queue.add(push)));
		expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(errors).toHaveLength(1);
		expect(await homeNow(`${town.units[0].id}:visit`)).toEqual({
			seq: before.seq + 2,
			rows: before.rows + 2
		});
		await queue.idle();
	});
});
