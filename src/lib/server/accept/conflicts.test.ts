import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clockOf } from '$lib/domain/kernel/clock';
import { amendmentOf } from '$lib/domain/household/amendment';
import { conflictsOf } from '$lib/domain/household/conflicts';
import { contentOf } from '$lib/domain/household/fields';
import type { Household, HouseholdContent, Resident } from '$lib/domain/household/schema';
import type { Id } from '$lib/domain/kernel/id';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, townNow, type Town } from '../engine/test-town';

const minute = 60_000;

describe.each(testDatabases)(
	'two people of the office who amend one household on $name',
	(databases) => {
		beforeAll(() => databases.begin());
		afterAll(() => databases.end());
		let town: Town;
		let colleague: Id;
		beforeAll(async () => {
			town = await foundTown(await databases.fresh());
			colleague = id();
			const post = { id: id(), personId: colleague, name: '同事', role: 'office' };
			const args = { ...post, areaId: town.community, from: '2026-01-05', to: null };
			await send(town.subdistrict.admin, [phone().operation('appointment.make', args)]);
		});
		afterAll(() => town.close());

		let householdId: Id;
		let seen: Household;
		let next = 0;
		beforeEach(async () => {
			town.clock.now = townNow;
			householdId = town.units[0].households[next++ % 3]!;
			seen = await stored();
		});

		const send = async (
			person: Id,
			operations: ReturnType<ReturnType<typeof phone>['operation']>[]
		) => town.sync.push(person, phone().push(operations));
		const stored = async (): Promise<Household> => {
			const row = await town.db
				.selectFrom('rows')
				.select('body')
				.where('kind', '=', 'household')
				.where('id', '=', householdId)
				.executeTakeFirstOrThrow();
			return JSON.parse(row.body!) as Household;
		};
		const withHead = (more: Partial<Resident>): HouseholdContent => ({
			...seen,
			residents: seen.residents.map((one) => ({ ...one, ...more }))
		});
		const amendment = (after: HouseholdContent, ms: number) =>
			phone().operation('household.amend', amendmentOf(seen, after), {
				version: 2,
				at: townNow + ms,
				clock: clockOf(townNow + ms, 0)
			});

		test.each(['early first', 'late first'])(
			'the later word stands (%s); both are kept',
			async (order) => {
				const pushes: [Id, ReturnType<typeof amendment>][] = [
					[town.people.office, amendment(withHead({ phone: '13800000001' }), -2 * minute)],
					[colleague, amendment(withHead({ phone: '13800000002' }), -minute)]
				];
				if (order === 'late first') pushes.reverse();
				const results = [];
				for (const [person, operation] of pushes)
					results.push((await send(person, [operation])).receipts[0]);
				const isLost = order === 'late first';
				expect(results.map((receipt) => receipt && 'partly' in receipt)).toEqual([false, isLost]);
				const household = await stored();
				expect(household.residents[0]!.phone).toBe('13800000002');
				expect(conflictsOf(household)).toMatchObject([
					{
						field: 'phone',
						winning: { value: '13800000002', by: '同事', at: townNow - minute },
						losing: { value: '13800000001', at: townNow - 2 * minute }
					}
				]);
			}
		);

		test('a name is not overwritten unseen; the receipt says so, and says so again', async () => {
			const first = amendment(withHead({ name: '甲甲', pinyin: 'jia jia' }), -2 * minute);
			const second = amendment(
				{ ...withHead({ name: '乙乙', pinyin: 'yi yi' }), no: '7' },
				-minute
			);
			await send(town.people.office, [first]);
			const device = phone();
			for (let i = 0; i < 2; i++) {
				const reply = await town.sync.push(colleague, device.push([second]));
				expect(reply.receipts).toEqual([{ opId: second.opId, result: 'applied', partly: true }]);
				expect(reply.rows).toMatchObject([
					{
						body: {
							no: '7',
							residents: [{ name: '甲甲' }],
							conflicts: [{ value: { name: '乙乙' } }]
						}
					}
				]);
			}
		});

		test('a clock a year ahead wins for five minutes and no longer', async () => {
			const year = 365 * 24 * 60 * minute;
			await send(town.people.office, [amendment(withHead({ phone: '13800000011' }), year)]);
			town.clock.now = townNow + 10 * minute;
			await send(colleague, [amendment(withHead({ phone: '13800000012' }), 9 * minute)]);
			expect((await stored()).residents[0]!.phone).toBe('13800000012');
		});

		test('what one device with such a clock wrote in order stays in order', async () => {
			const device = phone();
			const year = 365 * 24 * 60 * minute;
			const operation = (from: string | null, to: string, ms: number) => {
				const before = { ...seen, ...withHead({ phone: from }) };
				return device.operation('household.amend', amendmentOf(before, withHead({ phone: to })), {
					version: 2,
					at: townNow + ms,
					clock: clockOf(townNow + ms, 0)
				});
			};
			const now = seen.residents[0]!.phone;
			const operations = [
				operation(now, '13900000009', year),
				operation('13900000009', '13800000021', year + 1)
			];
			const reply = await town.sync.push(town.people.office, device.push(operations));
			expect(reply.receipts.map((one) => one.result)).toEqual(['applied', 'applied']);
			expect((await stored()).residents[0]!.phone).toBe('13800000021');
		});

		test('the first version of the command is still taken in', async () => {
			const args = { id: householdId, ...contentOf(seen), no: 'v1', particulars: null };
			const reply = await send(colleague, [phone().operation('household.amend', args)]);
			expect(reply.receipts).toMatchObject([{ result: 'applied' }]);
			expect((await stored()).no).toBe('v1');
		});

		test('a conflict is settled once, by one of them', async () => {
			await send(town.people.office, [amendment({ ...seen, door: '201' }, -2 * minute)]);
			await send(colleague, [amendment({ ...seen, door: '301' }, -minute)]);
			const key = conflictsOf(await stored()).find((one) => one.field === 'door')!.key;
			const settle = () =>
				phone().operation('household.settle', { id: householdId, key, take: 'losing' });
			const first = await send(town.people.office, [settle()]);
			expect(first.receipts).toMatchObject([{ result: 'applied' }]);
			expect((await stored()).door).toBe('201');
			const again = await send(colleague, [settle()]);
			expect(again.receipts).toMatchObject([{ refusal: { code: 'conflictGone' } }]);
		});
	}
);
