import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSums, digestOf, noSum, rowSum, textSum, type Sum } from '$lib/protocol/digest';
import { testDatabases } from '../db/test-databases';
import { foundTown, household, phone, visit, type Town, pullFrom } from '../engine/test-town';
import { workOf } from './devices';

describe.each(testDatabases)('digests on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	/** Every home's count and digest, worked out anew from the rows. */
	async function fromRows(): Promise<[string, number, string][]> {
		const homes = new Map<string, { rows: number; sum: Sum }>();
		for (const { home } of await town.db.selectFrom('homes').select('home').execute())
			homes.set(home, { rows: 0, sum: noSum });
		for (const row of await town.db.selectFrom('rows').selectAll().execute()) {
			if (row.body === null) continue;
			const { rows, sum } = homes.get(row.home)!;
			homes.set(row.home, { rows: rows + 1, sum: addSums(sum, rowSum(row, row.body)) });
		}
		return [...homes].map(([home, { rows, sum }]): [string, number, string] => [
			home,
			rows,
			digestOf(sum)
		]);
	}
	const asKept = async () =>
		(await town.db.selectFrom('homes').selectAll().execute()).map(
			(line): [string, number, string] => [
				line.home,
				line.rows,
				digestOf([line.sum_high, line.sum_low])
			]
		);
	const sorted = (lines: [string, number, string][]) => lines.sort(([a], [b]) => (a < b ? -1 : 1));

	test('of homes are the sums of their living rows after writes, changes, removals and refusals', async () => {
		const { worker, office } = town.people;
		const [unit] = town.units;
		const device = phone();
		const logged = Array.from({ length: 30 }, (_, i) => visit(unit.households[i % 3]!));
		await town.sync.push(
			worker,
			device.push(logged.map((args) => device.operation('visit.log', args)))
		);
		await town.sync.push(
			worker,
			device.push([
				device.operation('visit.amend', {
					id: logged[0]!.id,
					result: 'matter',
					needs: ['repair'],
					words: '灯'
				}),
				device.operation('visit.amend', { id: logged[0]!.id, result: 'no such result' }),
				device.operation('visit.withdraw', { id: logged[1]!.id })
			])
		);
		const desk = phone();
		const fresh = household(unit.id, '101', {});
		await town.sync.push(
			office,
			desk.push([
				desk.operation('household.register', { ...fresh, no: '2' }),
				desk.operation('household.merge', { id: fresh.id, into: unit.households[0] }),
				desk.operation('household.remove', { id: unit.households[2], reason: 'movedAway' })
			])
		);
		expect(sorted(await asKept())).toEqual(sorted(await fromRows()));
	});

	test('of a device hold each operation once, however often it comes, and no refused one', async () => {
		const { worker } = town.people;
		const device = phone();
		const [unit] = town.units;
		const good = device.operation('visit.log', visit(unit.households[0]!));
		const bad = device.operation('visit.log', { nothing: true });
		const request = device.push([good, bad]);
		await Promise.all([town.sync.push(worker, request), town.sync.push(worker, request)]);
		await town.sync.push(worker, request);
		expect(await workOf(town.db, worker, request.deviceId)).toEqual({
			seq: bad.seq,
			applied: 1,
			digest: digestOf(textSum(good.opId))
		});
	});

	test('differ where a phone has a row otherwise, and the comparison sends just that row', async () => {
		const { worker } = town.people;
		const device = phone();
		const { protocol, deviceId } = device.push([]);
		const home = `${town.units[0].id}:visit`;
		const { rows } = await pullFrom(town.sync, worker, {
			protocol,
			deviceId,
			from: [[home, 0]],
			limit: 500
		});
		const held = rows
			.filter((row) => row.body !== null)
			.map(
				(row) =>
					[row.kind, row.id, row.seq, digestOf(rowSum(row, JSON.stringify(row.body)))] as [
						'visit',
						string,
						number,
						string
					]
			);
		const compare = (mine: typeof held, where = home, who = worker) =>
			town.sync.compare(who, {
				protocol,
				deviceId: phone().push([]).deviceId,
				home: where,
				rows: mine
			});
		expect(await compare(held)).toMatchObject({ rows: [], strangers: [], more: false });

		const [first, second, ...rest] = held;
		const tampered: typeof held = [[...first!.slice(0, 3), '0'.repeat(16)] as never, ...rest];
		const invented = ['visit', town.community, 3, '0'.repeat(16)] as (typeof held)[number];
		const answer = await compare([...tampered, invented]);
		expect(answer.rows.map((row) => row.id).sort()).toEqual([first![1], second![1]].sort());
		expect(answer.strangers).toEqual([['visit', town.community]]);

		const elsewhere = await compare(held, home, town.people.farWorker);
		expect(elsewhere).toMatchObject({ head: null, rows: [] });
		expect(elsewhere.strangers).toHaveLength(held.length);
	});
});
