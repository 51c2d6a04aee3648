// Longer than 300 lines: every way in which a push can be taken or turned away, over one town.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import {
	foundTown,
	homeOf,
	household,
	id,
	phone,
	short,
	stateOf,
	townNow,
	visit,
	type Town
} from '../engine/test-town';

const day = 86_400_000;

describe.each(testDatabases)('a push to $name', (databases) => {
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
	const logged = () =>
		town.db
			.selectFrom('operations')
			.selectAll()
			.where('person_id', '!=', town.subdistrict.admin)
			.execute();

	test('writes the visit, raises its home, logs it and gives the row back', async () => {
		const device = phone();
		const args = visit(town.units[0].households[0]!, { result: 'matter', needs: ['repair'] });
		const operation = device.operation('visit.log', args, { base: { 'household:x': 3 } });
		const home = `${town.units[0].id}:visit`;
		const before = await homeNow(home);
		const reply = await send(town.people.worker, device, [operation]);
		expect(reply.receipts).toEqual([{ opId: operation.opId, result: 'applied' }]);
		const seq = before.seq + 1;
		expect(reply.rows).toMatchObject([
			{ kind: 'visit', id: args.id, home, seq, body: { householdId: args.householdId } }
		]);
		expect(await homeNow(home)).toEqual({ seq, rows: before.rows + 1 });
		const line = (await logged()).find((one) => one.op_id === operation.opId);
		expect(line).toMatchObject({
			person_id: town.people.worker,
			device_id: device.deviceId,
			result: 'applied',
			claimed_at: townNow,
			received_at: townNow,
			base: '{"household:x":3}'
		});
		expect(JSON.parse(line!.events)).toMatchObject([{ type: 'visit.logged', id: args.id }]);
	});

	test('keeps the count of living rows when one goes', async () => {
		const device = phone();
		const [, unit] = town.units;
		const gone = unit.households[2];
		const homes = [`${unit.id}:register`, `${unit.id}:sensitive`];
		const before = await Promise.all(homes.map(homeNow));
		const reply = await send(town.people.office, device, [
			device.operation('household.remove', { id: gone, reason: 'movedAway' })
		]);
		expect(reply.rows).toMatchObject([
			{ kind: 'household', id: gone, body: null, gone: { reason: 'movedAway' } }
		]);
		expect(await Promise.all(homes.map(homeNow))).toEqual(
			before.map(({ seq, rows }) => ({ seq: seq + 1, rows: rows - 1 }))
		);
	});

	test.each<[string, string, (args: Record<string, unknown>) => unknown, object]>([
		[
			'ten megabytes of a name',
			'malformed words',
			(a) => ({ ...a, words: '字'.repeat(300_000) }),
			{}
		],
		['half a surrogate', 'malformed words', (a) => ({ ...a, words: 'a\ud83d' }), {}],
		['a NUL', 'malformed words', (a) => ({ ...a, words: 'a\0b' }), {}],
		['wrong types', 'malformed householdId', (a) => ({ ...a, householdId: 7 }), {}],
		['no arguments', 'malformed', () => null, {}],
		['a negative time', 'malformed at', (a) => a, { at: Date.UTC(1800, 0, 1) }],
		['a time in words', 'malformed at', (a) => a, { at: 'yesterday' }],
		['a broken clock', 'malformed clock', (a) => a, { clock: '<script>' }],
		['a base of words', 'malformed base', (a) => a, { base: 'all' }]
	])(
		'refuses %s, changes nothing and lets the neighbours pass',
		async (_, refusal, spoil, more) => {
			const device = phone();
			const before = await state();
			const [first, second] = town.units[0].households;
			const bad = {
				...device.operation('visit.log', spoil(visit(first!))),
				...more
			};
			const alone = await send(town.people.worker, device, [bad]);
			expect(alone.receipts.map(short)).toEqual([refusal]);
			expect(await state()).toEqual(before);
			const good = [visit(first!), visit(second!)].map((a) => device.operation('visit.log', a));
			const again = { ...bad, opId: id() };
			const { receipts } = await send(town.people.worker, device, [good[0], again, good[1]]);
			expect(receipts.map(short)).toEqual(['applied', refusal, 'applied']);
			const lines = (await logged()).filter(
				(line) => line.result === 'refused' && line.device_id === device.deviceId
			);
			expect(lines.map((line) => line.op_id).sort()).toEqual([bad.opId, again.opId].sort());
			expect(town.errors).toEqual([]);
		}
	);

	test.each<[string, object]>([
		['a command', { command: 'visit.fly' }],
		['a command with odd letters', { command: 'a\0b\ud800' }],
		['a version', { version: 99 }]
	])(
		'lets %s that it does not know wait on its phone, and leaves to the phone what goes behind it',
		async (_, strange) => {
			const device = phone();
			const [first, second] = town.units[0].households;
			const operations = [first!, second!, first!].map((household) =>
				device.operation('visit.log', visit(household))
			);
			operations[1] = { ...operations[1]!, ...strange };
			const lines = (await logged()).length;
			const reply = await send(town.people.worker, device, operations);
			expect(reply.receipts).toMatchObject([
				{ opId: operations[0]!.opId, result: 'applied' },
				{ opId: operations[1]!.opId, result: 'held', forWhom: '', notYet: true }
			]);
			// Not in the log: an updated server judges it as if it came for the first time.
			expect(await logged()).toHaveLength(lines + 1);
			expect(town.errors).toEqual([]);
		}
	);

	test('lets nothing happen that was given up before it came, and says so to its author either way', async () => {
		const device = phone();
		const [first] = town.units[0].households;
		const act = device.operation('visit.log', visit(first!));
		const discard = device.operation('operation.discard', { opId: act.opId });
		const before = await state();
		const given = await send(town.people.worker, device, [discard]);
		expect(given.receipts.map(short)).toEqual(['applied']);
		const late = await send(town.people.worker, device, [act]);
		expect(late.receipts.map(short)).not.toEqual(['applied']);
		expect(await state()).toEqual(before);

		const other = device.operation('visit.log', visit(first!));
		const tooLate = device.operation('operation.discard', { opId: other.opId });
		const { receipts } = await send(town.people.worker, device, [other, tooLate]);
		expect(receipts.map(short)).toEqual(['applied', 'nothingChanged opId']);
	});

	test('keeps what looks like markup, emoji and combining characters as the words they are', async () => {
		const device = phone();
		const words = '<script>alert(1)</script> 👨‍👩‍👧 é';
		const args = visit(town.units[0].households[0]!, { words });
		const reply = await send(town.people.worker, device, [device.operation('visit.log', args)]);
		expect(reply.rows).toMatchObject([{ body: { first: { words } } }]);
	});

	test('gives no receipt for what has no id, and still takes the rest', async () => {
		const device = phone();
		const good = device.operation('visit.log', visit(town.units[0].households[0]!));
		const { receipts } = await send(town.people.worker, device, [null, 7, { opId: 'x' }, good]);
		expect(receipts).toEqual([{ opId: good.opId, result: 'applied' }]);
	});

	test.each([
		['another grid of the town', () => town.people.farWorker, 'householdUnknown householdId'],
		['the next stairwell', () => town.units[1].leader, 'householdUnknown householdId'],
		[
			'the sub-district, which does not visit',
			() => town.subdistrict.admin,
			'householdUnknown householdId'
		]
	])('refuses a visit by somebody from %s', async (_, person, refusal) => {
		const device = phone();
		const before = await state();
		const { receipts, rows } = await send(person(), device, [
			device.operation('visit.log', visit(town.units[0].households[0]!))
		]);
		expect(receipts.map(short)).toEqual([refusal]);
		expect(await state()).toEqual(before);
		expect(rows).toEqual([]);
	});

	test('refuses to register a household in a foreign community', async () => {
		const device = phone();
		const before = await state();
		const { receipts } = await send(town.people.office, device, [
			device.operation('household.register', household(town.farUnit.id, '101'))
		]);
		expect(receipts.map(short)).toEqual(['areaUnknown unitId']);
		expect(await state()).toEqual(before);
	});

	test('takes a visit that was made while the appointment lasted', async () => {
		const device = phone();
		const at = Date.parse('2026-10-30T19:00:00+08:00');
		const { receipts } = await send(town.people.formerWorker, device, [
			device.operation('visit.log', visit(town.units[0].households[0]!), { at })
		]);
		expect(receipts.map(short)).toEqual(['applied']);
	});

	test.each([
		['an hour behind', townNow - 3_600_000, townNow - 3_600_000],
		['a year ahead', townNow + 365 * day, townNow + 300_000],
		['never set', 0, townNow]
	])(
		'judges by a bounded time when the phone is %s, and keeps both',
		async (_, claimed, judged) => {
			const device = phone();
			const operation = device.operation('visit.log', visit(town.units[0].households[0]!), {
				at: claimed
			});
			const { rows } = await send(town.people.worker, device, [operation]);
			expect(rows).toMatchObject([{ at: townNow, body: { first: { at: judged } } }]);
			const line = (await logged()).find((one) => one.op_id === operation.opId);
			expect(line).toMatchObject({ claimed_at: claimed, received_at: townNow });
		}
	);

	test('shows the author of a refused operation what stands in its way', async () => {
		const office = phone();
		const worker = phone();
		const [gone] = town.units[1].households;
		await send(town.people.office, office, [
			office.operation('household.merge', { id: gone, into: town.units[1].households[1] })
		]);
		const { receipts, rows } = await send(town.people.worker, worker, [
			worker.operation('visit.log', visit(gone!))
		]);
		expect(receipts.map(short)).toEqual(['householdMerged householdId']);
		expect(rows).toMatchObject([{ kind: 'household', id: gone, gone: { reason: 'merged' } }]);
	});

	test('holds an appointment from the next push on', async () => {
		const admin = phone();
		const device = phone();
		const personId = id();
		const make = {
			id: id(),
			personId,
			name: '新人',
			role: 'gridWorker',
			areaId: town.grid,
			from: '2026-11-01',
			to: null
		};
		const log = device.operation('visit.log', visit(town.units[0].households[0]!));
		await expect(send(personId, device, [log])).rejects.toMatchObject({ code: 'notAllowed' });
		await send(town.people.office, admin, [admin.operation('appointment.make', make)]);
		const { receipts } = await send(personId, device, [log]);
		expect(receipts.map(short)).toEqual(['applied']);
	});

	test('uses a new area at once, in the same push and in another process', async () => {
		const admin = phone();
		const other = await town.anotherSync();
		const plain = { id: id(), code: null, parentId: town.grid, doors: [] };
		const building = { ...plain, kind: 'building', name: '新楼' };
		const unit = {
			id: id(),
			kind: 'unit',
			name: '一单元',
			code: null,
			parentId: building.id,
			doors: [{ no: '101', floor: 1, use: 'home' }]
		};
		const args = household(unit.id, '101');
		const sent = await send(town.people.office, admin, [
			admin.operation('area.add', building),
			admin.operation('area.add', unit),
			admin.operation('household.register', args)
		]);
		expect(sent.receipts.map(short)).toEqual(['applied', 'applied', 'applied']);
		const device = phone();
		const { receipts } = await other.push(
			town.people.worker,
			device.push([device.operation('visit.log', visit(args.id))])
		);
		expect(receipts.map(short)).toEqual(['applied']);
	});
});
