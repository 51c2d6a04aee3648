import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import {
	command,
	foundTown,
	id,
	phone,
	short,
	stateOf,
	visit,
	type Town
} from '../engine/test-town';

describe.each(testDatabases)('work brought in its author’s name on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	/** A phone of the worker's with one visit on it. */
	const filled = (more: Record<string, unknown> = {}) => {
		const device = phone();
		const args = visit(town.units[0].households[0]!, more);
		const operations = [device.operation('visit.log', args)];
		return { device, args, operations, push: device.push(operations) };
	};
	const carryFor = (personId: string, push: ReturnType<typeof filled>['push']) => ({
		...push,
		personId
	});
	const lines = (opId: string) =>
		town.db.selectFrom('operations').selectAll().where('op_id', '=', opId).execute();
	const notTheirs = { status: 403, code: 'notAllowed', field: 'personId' };

	test('counts as the author’s act, and the log shows who brought it', async () => {
		const { push, device, args, operations } = filled();
		const { worker, office } = town.people;
		const reply = await town.sync.carry(office, carryFor(worker, push));
		expect(reply.receipts.map(short)).toEqual(['applied']);
		expect(reply.known).toBeUndefined();
		expect(reply.rows).toEqual([]);
		expect(await lines(operations[0]!.opId)).toMatchObject([
			{ person_id: worker, device_id: device.deviceId, carried_by: office, result: 'applied' }
		]);
		const row = await town.db
			.selectFrom('rows')
			.select('body')
			.where('kind', '=', 'visit')
			.where('id', '=', args.id)
			.executeTakeFirstOrThrow();
		expect(JSON.parse(row.body!)).toMatchObject({
			first: { by: { personId: worker, role: 'gridWorker' } }
		});
	});

	test('changes nothing the second time, whoever brings it or sends it', async () => {
		const { push, device, operations } = filled();
		const { worker, office } = town.people;
		await town.sync.carry(office, carryFor(worker, push));
		const before = await stateOf(town.db);
		for (const again of [
			() => town.sync.carry(office, carryFor(worker, push)),
			() => town.sync.carry(town.subdistrict.admin, carryFor(worker, push)),
			() => town.sync.push(worker, push)
		]) {
			const reply = await again();
			expect(reply.receipts.map(short)).toEqual(['applied']);
			expect(reply.known).toEqual([operations[0]!.opId]);
		}
		expect(await stateOf(town.db)).toEqual(before);
		expect(await lines(operations[0]!.opId)).toHaveLength(1);
		// The author's own phone finds the server's count of its work as if it had sent all of it itself.
		const heads = await town.sync.heads(worker, {
			protocol: push.protocol,
			deviceId: device.deviceId,
			token: null
		});
		expect(heads.work).toMatchObject({ seq: 1, applied: 1 });
	});

	test('leaves no trace of a carrier on what the author sent first', async () => {
		const { push, operations } = filled();
		await town.sync.push(town.people.worker, push);
		await town.sync.carry(town.people.office, carryFor(town.people.worker, push));
		expect(await lines(operations[0]!.opId)).toMatchObject([{ carried_by: null }]);
	});

	test('is refused by the rule that the author would meet', async () => {
		const { push } = filled();
		const { farWorker } = town.people;
		const reply = await town.sync.carry(town.subdistrict.admin, carryFor(farWorker, push));
		expect(reply.receipts.map(short)).not.toEqual(['applied']);
	});

	test('is taken only from an office that could appoint the author to all they ever held', async () => {
		const { office, worker, farWorker, formerWorker } = town.people;
		const before = await stateOf(town.db);
		for (const [carrier, author] of [
			[worker, formerWorker],
			[worker, worker],
			[office, farWorker],
			[office, town.subdistrict.admin],
			[office, office],
			[id(), worker],
			[office, id()]
		] as const)
			await expect(
				town.sync.carry(carrier, carryFor(author, filled().push)),
				`${carrier} for ${author}`
			).rejects.toMatchObject(notTheirs);
		expect(await stateOf(town.db)).toEqual(before);
	});

	test('of somebody who once served the sub-district is not the office’s to bring', async () => {
		const author = id();
		const post = (role: string, areaId: string, from: string, to: string | null) =>
			command('appointment.make', {
				id: id(),
				personId: author,
				name: '某人',
				role,
				areaId,
				from,
				to
			});
		const desk = phone();
		const made = await town.sync.push(
			town.subdistrict.admin,
			desk.push(
				[
					post('subdistrict', town.subdistrict.id, '2026-02-01', '2026-03-01'),
					post('gridWorker', town.grid, '2026-03-02', null)
				].map(({ name, args }) => desk.operation(name, args))
			)
		);
		expect(made.receipts.map(short)).toEqual(['applied', 'applied']);
		const { push } = filled();
		await expect(town.sync.carry(town.people.office, carryFor(author, push))).rejects.toMatchObject(
			notTheirs
		);
		const carried = await town.sync.carry(town.subdistrict.admin, carryFor(author, push));
		expect(carried.receipts.map(short)).toEqual(['applied']);
	});

	test('cannot be put under the device of another person', async () => {
		const { push } = filled();
		await town.sync.push(town.people.office, {
			...push,
			operations: [phone(push.deviceId).operation('visit.log', {})]
		});
		await expect(
			town.sync.carry(town.people.office, carryFor(town.people.worker, push))
		).rejects.toMatchObject({ status: 403, code: 'notAllowed', field: 'deviceId' });
	});
});
