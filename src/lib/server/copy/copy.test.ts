import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paid } from '$lib/domain/booking/test-fees';
import { draftArgs, feePlan } from '$lib/domain/campaign/test-campaigns';
import { receiptNumber } from '$lib/domain/levy/select';
import type { CopyReply } from '$lib/domain/copy';
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
import { createCopies, type CopyEngine } from './engine';

describe.each(testDatabases)('a copy for the person it is about, on $name', (databases) => {
	let town: Town;
	let copies: CopyEngine;
	const ids = { household: id(), visit: id(), merged: id() };

	const push = async (personId: string, by: ReturnType<typeof phone>, operations: unknown[]) =>
		(await town.sync.push(personId, by.push(operations))).receipts.map(short);
	const copy = (personId: string, householdId = ids.household) =>
		copies.copyOf(personId, { householdId });

	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		copies = createCopies(town.db, createTreeSource(), () => town.clock.now);
		const [unit] = town.units;
		const [office, leader] = [phone(), phone()];
		const family = household(unit.id, '101', { id: ids.household });
		const [head] = family.residents;
		const particulars = [
			{ residentId: head!.id, idNumber: null, birth: null, ethnicity: null, hardship: '低保' }
		];
		const before = household(unit.id, '101', { id: ids.merged });
		const neighbour = visit(unit.households[0]!, { words: '隔壁的事' });
		expect(
			await push(town.people.office, office, [
				office.operation('household.register', { ...family, particulars }),
				office.operation('household.register', before)
			])
		).toEqual(['applied', 'applied']);
		expect(
			await push(unit.leader, leader, [
				leader.operation('visit.log', {
					...visit(ids.household, { result: 'matter', needs: ['repair'], words: '水管漏了' }),
					id: ids.visit
				}),
				leader.operation('visit.log', visit(ids.merged, { words: '并户以前写的' })),
				leader.operation('visit.log', neighbour)
			])
		).toEqual(['applied', 'applied', 'applied']);
		expect(
			await push(town.people.office, office, [
				office.operation('visit.return', { id: ids.visit, seen: 0, comment: '哪一根水管' }),
				office.operation('household.merge', { id: ids.merged, into: ids.household })
			])
		).toEqual(['applied', 'applied']);
	});
	afterAll(async () => {
		await town.db.destroy();
		await databases.end();
	});

	test('it holds the household, particulars, visits with what the office wrote, and who did what', async () => {
		const all: CopyReply = await copy(town.people.office);
		expect(all.at).toBe(townNow);
		expect(all.door).toBe('101');
		expect(all.residents.length).toBeGreaterThan(0);
		expect(all.particulars).toMatchObject([{ hardship: '低保' }]);
		const said = all.visits.map(({ written, comment }) => [written[0]!.words, comment]);
		expect(said).toContainEqual(['水管漏了', '哪一根水管']);
		const acts = all.acts.map((one) => one.command);
		expect(acts).toEqual(expect.arrayContaining(['household.register', 'visit.return']));
		expect(all.acts.every((one) => one.by !== '')).toBe(true);
	});

	test('what it has paid is in it, with what went back, and what a neighbour paid is not', async () => {
		const [unit] = town.units;
		const [office, leader] = [phone(), phone()];
		const [campaign, levy, taken] = [id(), id(), id()];
		const nobody = { area: null, floor: null, persons: null, agreedFen: null };
		const homes = [ids.household, unit.households[1]!];
		const sharers = homes.map((one, place) => ({
			...{ id: one, unitId: unit.id, door: `10${place}`, place },
			...nobody
		}));
		const draft = { ...draftArgs({ plan: feePlan({ sharers }) }), id: campaign };
		const levies = [{ id: levy, unitId: unit.id }];
		expect(
			await push(town.people.office, office, [
				office.operation('campaign.draft', { ...draft, areaId: town.community }),
				office.operation('campaign.open', { id: campaign, seen: 1, levies })
			])
		).toEqual(['applied', 'applied']);
		const collect = (one: string, householdId: string) =>
			leader.operation('fee.collect', {
				...{ id: one, levyId: levy, householdId },
				paid: paid(30_000)
			});
		expect(
			await push(unit.leader, leader, [
				collect(id(), homes[1]!),
				collect(taken, ids.household),
				leader.operation('fee.refund', { id: id(), of: taken, fen: 1_000, from: 'cash' })
			])
		).toEqual(['applied', 'applied', 'applied']);
		const { fees } = await copy(town.people.office);
		expect(fees).toMatchObject([
			{
				...{ title: '更换单元门', fen: 30_000, method: 'cash', isLate: false, isReversed: false },
				...{ no: receiptNumber(levy, 2), refunds: [{ fen: 1_000, isReversed: false }] }
			}
		]);
	});

	test('what was written about a household that was merged into it is in it, and a neighbour’s is not', async () => {
		const { visits } = await copy(town.people.office);
		const words = visits.flatMap(({ written }) => written.map((one) => one.words));
		expect(words).toContain('并户以前写的');
		expect(words).not.toContain('隔壁的事');
	});

	test.each<[string, (town: Town) => string]>([
		['a unit leader', ({ units }) => units[0].leader],
		['a grid worker', ({ people }) => people.worker],
		['a grid worker of another community', ({ people }) => people.farWorker],
		['nobody known', () => id()]
	])('%s is given none', async (_, who) => {
		await expect(copy(who(town))).rejects.toMatchObject({ status: 403, code: 'notAllowed' });
	});

	test('a household that is not there is answered like one that is not theirs', async () => {
		await expect(copy(town.people.office, id())).rejects.toMatchObject({
			status: 403,
			code: 'notAllowed'
		});
	});
});
