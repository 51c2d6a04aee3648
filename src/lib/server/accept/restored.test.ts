import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { foundTown, household, id, phone, townNow, visit, type Town } from '../engine/test-town';

const dayMs = 86_400_000;

describe.each(testDatabases)('after a restore, on $name,', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());
	const logged = (opId: string) =>
		town.db.selectFrom('operations').select('result').where('op_id', '=', opId).execute();

	test('nothing is taken from a phone that has not heard of it', async () => {
		const device = phone();
		const operation = device.operation('visit.log', visit(town.units[0].households[0]!));
		const reply = await town.sync.push(town.people.worker, {
			...device.push([operation]),
			epoch: 'the one before'
		});
		expect(reply.receipts).toEqual([]);
		expect(await logged(operation.opId)).toEqual([]);
		const { epoch } = reply;
		const again = await town.sync.push(town.people.worker, { ...device.push([operation]), epoch });
		expect(again.receipts).toEqual([{ opId: operation.opId, result: 'applied' }]);
	});

	test('what builds on forgotten work waits for it without a trace, and is then taken once', async () => {
		const forgotten = id();
		const device = phone();
		const operation = device.operation('visit.log', visit(forgotten), { again: townNow });
		const send = async () => {
			const reply = await town.sync.push(town.people.worker, device.push([operation]));
			return reply.receipts[0];
		};
		const held = { result: 'held', forWhom: '', restored: true, since: townNow };
		expect(await send()).toMatchObject(held);
		expect(await send()).toMatchObject(held);
		expect(await logged(operation.opId)).toEqual([]);
		const desk = phone();
		const args = household(town.units[0].id, '301', { id: forgotten });
		const brought = desk.operation('household.register', { ...args, no: '2' });
		const office = await town.sync.push(town.people.office, desk.push([brought]));
		expect(office.receipts).toMatchObject([{ result: 'applied' }]);
		expect(await send()).toMatchObject({ result: 'applied' });
		expect(await send()).toMatchObject({ result: 'applied' });
		expect(await logged(operation.opId)).toEqual([{ result: 'applied' }]);
	});

	test('it waits from today at the latest, whatever its phone takes for today', async () => {
		const device = phone();
		const again = townNow + 1_400 * dayMs;
		const operation = device.operation('visit.log', visit(id()), { again });
		const reply = await town.sync.push(town.people.worker, device.push([operation]));
		expect(reply.receipts).toMatchObject([{ result: 'held', restored: true, since: townNow }]);
	});

	test('it is refused like anything else once a week has passed', async () => {
		const device = phone();
		const operation = device.operation('visit.log', visit(id()), { again: townNow - 8 * dayMs });
		const reply = await town.sync.push(town.people.worker, device.push([operation]));
		expect(reply.receipts).toMatchObject([{ result: 'refused' }]);
		expect(await logged(operation.opId)).toEqual([{ result: 'refused' }]);
	});
});
