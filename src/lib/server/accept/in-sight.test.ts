import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '$lib/domain/kernel/id';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import {
	foundTown,
	household,
	id,
	phone,
	short,
	townNow,
	visit,
	type Town
} from '../engine/test-town';
import { commitGroup } from './group';
import { readOperation } from './incoming';

describe.each(testDatabases)('what a refusal tells on $name', (databases) => {
	let town: Town;
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	beforeEach(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterEach(() => town.close());

	const send = async (personId: Id, name: string, args: unknown, at = townNow) => {
		const device = phone();
		const { receipts } = await town.sync.push(
			personId,
			device.push([device.operation(name, args, { at })])
		);
		return short(receipts[0]);
	};

	test('a household of the next stairwell is to a unit leader as one that never was', async () => {
		const [here, next] = town.units;
		for (const householdId of [here.households[0]!, id()])
			expect(await send(next.leader, 'visit.log', visit(householdId))).toBe(
				'householdUnknown householdId'
			);
	});

	test('what has become of a household that left is told only to those who had it', async () => {
		const [gone, into] = town.units[0].households;
		const merge = { id: gone, into };
		expect(await send(town.people.office, 'household.merge', merge)).toBe('applied');
		const log = visit(gone!);
		expect(await send(town.units[1].leader, 'visit.log', log)).toBe('householdUnknown householdId');
		expect(await send(town.units[0].leader, 'visit.log', log)).toBe('householdMerged householdId');
	});

	test('an area of another community is to an office as one that never was', async () => {
		for (const unitId of [town.farUnit.id, id()]) {
			const args = household(unitId, '101');
			expect(await send(town.people.office, 'household.register', args)).toBe('areaUnknown unitId');
			const rename = { id: unitId, name: '别处' };
			expect(await send(town.people.office, 'area.rename', rename)).toBe('areaUnknown id');
		}
		// It is no free place either: whoever names it for a new area of theirs is told that it is taken.
		const taken = { kind: 'grid', name: '新', code: '15020400300109', doors: [] };
		const add = { id: town.farUnit.id, parentId: town.community, ...taken };
		expect(await send(town.people.office, 'area.add', add)).toBe('nameTaken id');
	});

	test('a visit that a unit leader does not hold is not told from one that is not there, also by the one who led here', async () => {
		const log = visit(town.units[0].households[0]!);
		await send(town.people.worker, 'visit.log', log);
		for (const visitId of [log.id, id()])
			expect(await send(town.units[0].leader, 'visit.withdraw', { id: visitId })).toBe(
				'visitUnknown id'
			);
		expect(await send(town.people.office, 'visit.withdraw', { id: log.id })).toBe(
			'visitNotYours id'
		);
		const former = id();
		const post = { role: 'unitLeader', areaId: town.units[0].id, from: '2026-01-05' };
		await send(town.people.office, 'appointment.make', {
			...{ ...post, id: id(), personId: former, name: '某人', to: '2026-10-31' }
		});
		expect(await send(former, 'visit.withdraw', { id: log.id })).toBe('visitUnknown id');
	});

	test('somebody whose post has ended is told that it has, not that what they knew is gone', async () => {
		const area = { id: town.grid, name: '某网格' };
		expect(await send(town.people.formerWorker, 'area.rename', area)).toBe('notAllowed');
	});

	test('nobody takes back what is held in another community, whoever is served at the same moment', async () => {
		const operation = phone().operation('visit.log', visit(town.units[0].households[0]!));
		const author = phone();
		const first = await town.sync.push(town.people.formerWorker, author.push([operation]));
		expect(first.receipts.map(short)).toEqual(['held']);
		const discard = phone().operation('operation.discard', { opId: operation.opId });
		const incoming = (one: unknown) => [readOperation(one, townNow)!];
		await town.db.transaction().execute((trx) =>
			commitGroup(
				trx,
				[
					{
						personId: town.people.formerWorker,
						deviceId: author.deviceId,
						operations: incoming(operation)
					},
					{ personId: town.people.farWorker, deviceId: id(), operations: incoming(discard) }
				],
				{
					trees: createTreeSource(),
					receivedAt: townNow,
					onError: (error) => {
						throw error;
					}
				}
			)
		);
		expect(await send(town.people.worker, 'held.accept', { opId: operation.opId })).toBe('applied');
	});
});

describe.each(testDatabases)('power that has ended on $name', (databases) => {
	let town: Town;
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	beforeEach(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterEach(() => town.close());

	test('is not passed on any more, whatever the phone says when that was', async () => {
		const clerk = id();
		const device = phone();
		const send = async (personId: Id, name: string, args: unknown, at = townNow) => {
			const by = personId === clerk ? device : phone();
			const operation = by.operation(name, args, { at });
			return short((await town.sync.push(personId, by.push([operation]))).receipts[0]);
		};
		const post = { id: id(), personId: clerk, name: '某人', from: '2026-01-05', to: '2026-10-31' };
		const office = { ...post, role: 'office', areaId: town.community };
		expect(await send(town.subdistrict.admin, 'appointment.make', office)).toBe('applied');
		const whileInOffice = Date.parse('2026-10-30T09:00:00+08:00');
		const again = { ...post, id: id(), role: 'gridParty', areaId: town.grid, to: null };
		expect(await send(clerk, 'appointment.make', again, whileInOffice)).toBe('notAllowed');
		const worker = await town.db
			.selectFrom('posts')
			.select('appointment_id')
			.where('person_id', '=', town.people.worker)
			.executeTakeFirstOrThrow();
		const end = { id: worker.appointment_id, on: '2026-10-30' };
		expect(await send(clerk, 'appointment.end', end, whileInOffice)).toBe('notAllowed');
		// Work of that day still counts.
		const log = visit(town.units[0].households[0]!);
		expect(await send(clerk, 'visit.log', log, whileInOffice)).toBe('applied');
	});
});
