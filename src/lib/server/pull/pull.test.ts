import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseHomeKey } from '$lib/domain/kernel/home';
import { protocolVersion, type Row } from '$lib/protocol/envelope';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, townNow, visit, type Town, pullFrom } from '../engine/test-town';

describe.each(testDatabases)('what a phone is sent from $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
		const { worker, office, farWorker } = town.people;
		const leaders = [town.units[0].leader, town.units[1].leader];
		for (const [person, household] of [
			[worker, town.units[0].households[0]],
			[worker, town.units[1].households[0]],
			[leaders[0], town.units[0].households[1]],
			[leaders[1], town.units[1].households[1]],
			[office, town.units[0].households[2]],
			[farWorker, town.farUnit.households[0]]
		] as const) {
			const device = phone();
			const reply = await town.sync.push(
				person!,
				device.push([device.operation('visit.log', visit(household!))])
			);
			expect(reply.receipts).toMatchObject([{ result: 'applied' }]);
		}
	});
	afterAll(() => town.close());

	const ask = { protocol: protocolVersion, deviceId: id() };
	const heads = (person: string, token: string | null = null) =>
		town.sync.heads(person, { ...ask, token });

	/** Everything a new phone of this person receives. */
	async function download(person: string, limit = 500): Promise<Row[]> {
		const rows: Row[] = [];
		const cursors = new Map((await heads(person)).heads!.map(([home]) => [home, 0]));
		for (;;) {
			const page = await pullFrom(town.sync, person, { ...ask, from: [...cursors], limit });
			expect(page.rows.length).toBeLessThanOrEqual(limit);
			rows.push(...page.rows);
			for (const [home, seq] of page.cursors) cursors.set(home, seq);
			if (!page.more) break;
		}
		for (const [home, seq] of (await heads(person)).heads!) expect(cursors.get(home)).toBe(seq);
		return rows;
	}
	const kinds = (rows: Row[]) =>
		Object.fromEntries(
			['area', 'household', 'particulars', 'visit', 'appointment'].map((kind) => [
				kind,
				rows.filter((row) => row.kind === kind).length
			])
		);

	test('a unit leader gets the unit, its names above, and nobody else’s visits', async () => {
		const [unit] = town.units;
		const rows = await download(unit.leader);
		expect(kinds(rows)).toEqual({
			area: 5,
			household: 3,
			particulars: 0,
			visit: 1,
			appointment: 0
		});
		for (const row of rows)
			if (row.kind !== 'area') expect(parseHomeKey(row.home).areaId).toBe(unit.id);
		expect(rows.find((row) => row.kind === 'visit')).toMatchObject({
			home: `${unit.id}:visit:${unit.leader}`
		});
	});

	test('a grid worker gets the grid with the leaders’ visits, not the next community', async () => {
		const rows = await download(town.people.worker);
		expect(kinds(rows)).toEqual({
			area: 6,
			household: 6,
			particulars: 0,
			visit: 5,
			appointment: 0
		});
	});

	test('the office gets its community with its staff', async () => {
		const rows = await download(town.people.office);
		expect(kinds(rows)).toEqual({
			area: 6,
			household: 6,
			particulars: 0,
			visit: 5,
			appointment: 5
		});
	});

	test('the sub-district gets areas and staff, no household and no visit', async () => {
		expect(kinds(await download(town.subdistrict.admin))).toEqual({
			area: 10,
			household: 0,
			particulars: 0,
			visit: 0,
			appointment: 8
		});
	});

	test('somebody whose appointment has ended gets nothing', async () => {
		const reply = await heads(town.people.formerWorker);
		expect(reply).toMatchObject({ heads: [], posts: [{ to: '2026-10-31' }] });
	});

	test('homes outside the scope are passed over, whatever the phone asks for', async () => {
		const { leader } = town.units[0];
		const from = await town.db.selectFrom('homes').select('home').execute();
		const page = await pullFrom(town.sync, leader, {
			...ask,
			from: [
				...from.map(({ home }): [string, number] => [home, 0]),
				['nonsense', 0],
				[`${id()}:visit`, 0],
				[`${town.units[0].id}:sensitive`, 0]
			],
			limit: 500
		});
		expect(kinds(page.rows)).toMatchObject({ household: 3, particulars: 0, visit: 1 });
	});

	test.each([1, 2, 3, 7])('any cut into pages of %i rows gives the same rows', async (limit) => {
		const whole = await download(town.people.worker);
		const cut = await download(town.people.worker, limit);
		expect(cut).toEqual(whole);
	});

	test('own doors come before what lies further out, names first', async () => {
		const { heads: list } = await heads(town.people.worker);
		const classes = list!.map(([home]) => parseHomeKey(home));
		expect(classes[0]).toEqual({ areaId: town.subdistrict.id, dataClass: 'area' });
		expect(classes[1]).toEqual({ areaId: town.community, dataClass: 'area' });
		const [unit] = town.units;
		expect(classes.filter((home) => home.areaId === unit.id).map((home) => home.dataClass)).toEqual(
			['area', 'register', 'visit', 'visit']
		);
	});

	test('a token says in a few bytes that nothing is new, and no longer after a visit', async () => {
		const person = town.people.farWorker;
		const first = await heads(person);
		const second = await heads(person, first.token);
		expect(second).toMatchObject({ heads: null, token: first.token });
		const device = phone();
		await town.sync.push(
			person,
			device.push([device.operation('visit.log', visit(town.farUnit.households[1]!))])
		);
		const third = await heads(person, first.token);
		expect(third.token).not.toBe(first.token);
		expect(third.heads).toContainEqual([
			`${town.farUnit.id}:visit`,
			2,
			2,
			expect.stringMatching(/^[0-9a-f]{16}$/)
		]);
		expect(await heads(town.people.worker, first.token)).toMatchObject({
			heads: expect.any(Array) as unknown
		});
	});

	test('the day on which an appointment ends is the last one with data', async () => {
		const admin = phone();
		const personId = id();
		const make = { id: id(), personId, name: '新人', role: 'gridWorker', areaId: town.grid };
		await town.sync.push(
			town.people.office,
			admin.push([
				admin.operation('appointment.make', { ...make, from: '2026-11-01', to: '2026-11-20' })
			])
		);
		const before = await heads(personId);
		expect(before.heads!.length).toBeGreaterThan(0);
		town.clock.now = townNow + 86_400_000;
		const after = await heads(personId, before.token);
		town.clock.now = townNow;
		expect(after.heads).toEqual([]);
		expect(after.scope).not.toBe(before.scope);
	});

	test('a phone that speaks a newer protocol is told so, a stranger gets nothing', async () => {
		const newer = { ...ask, protocol: protocolVersion + 1, token: null };
		await expect(async () => town.sync.heads(town.people.worker, newer)).rejects.toMatchObject({
			code: 'protocolNew'
		});
		await expect(heads(id())).rejects.toMatchObject({ status: 403, code: 'notAllowed' });
	});
});
