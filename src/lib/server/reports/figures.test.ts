import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sumFigures, type Figures } from '$lib/domain/figures';
import type { Household } from '$lib/domain/household/schema';
import type { Role } from '$lib/domain/kernel/actor';
import type { Id } from '$lib/domain/kernel/id';
import { findingOf } from '$lib/domain/visit/select';
import type { Visit } from '$lib/domain/visit/schema';
import { testDatabases } from '../db/test-databases';
import { openTestDemo, testNow, type TestDemo } from '../demo/test-demo';
import { createReports, type ReportEngine } from './engine';

describe.each(testDatabases)('figures on $name', (databases) => {
	let demo: TestDemo;
	let reports: ReportEngine;
	beforeAll(async () => {
		await databases.begin();
		demo = await openTestDemo(await databases.fresh());
		reports = createReports(demo.db, () => testNow);
	});
	afterAll(async () => {
		await demo.close();
		await databases.end();
	});

	const personFor = (role: Role): Id =>
		demo.drawn.representatives.find((one) => one.role === role)!.personId;

	/** The same figures, counted by hand. */
	function countByHand(households: readonly Household[], visits: readonly Visit[]): Figures {
		const figures = sumFigures([]);
		const month = testNow - 30 * 86_400_000;
		const halfYear = testNow - 182 * 86_400_000;
		for (const household of households) {
			const met = visits.filter(
				(one) =>
					one.householdId === household.id &&
					one.withdrawnAt === null &&
					findingOf(one).result !== 'nobody'
			);
			figures.households++;
			if (household.needsCare) figures.care++;
			if (met.some((one) => one.first.at >= month)) {
				figures.metMonth++;
				if (household.needsCare) figures.careMetMonth++;
			}
			if (met.some((one) => one.first.at >= halfYear)) figures.metHalfYear++;
		}
		for (const one of visits) {
			if (one.withdrawnAt !== null) continue;
			if (one.first.at >= month) {
				figures.knocksMonth++;
				if (findingOf(one).result !== 'nobody') figures.openedMonth++;
			}
			figures[one.review.state]++;
		}
		return figures;
	}

	async function byHand(gridId: Id): Promise<Figures> {
		const units = new Set(
			demo.drawn.communities
				.flatMap((one) => one.units)
				.filter((unit) => unit.gridId === gridId)
				.map((unit) => unit.id)
		);
		const rows = await demo.db
			.selectFrom('rows')
			.select('body')
			.where('kind', '=', 'household')
			.where('body', 'is not', null)
			.execute();
		const households = rows.map((row) => JSON.parse(row.body!) as Household);
		const visits = (await demo.visits()).filter((one) => units.has(one.unitId));
		return countByHand(
			households.filter((one) => units.has(one.unitId)),
			visits
		);
	}

	/** Takes back one visit, amends another to "nobody at home", and removes a household that was met. */
	async function disturb(): Promise<void> {
		const gridId = demo.drawn.communities[0]!.gridIds[0]!;
		const worker = demo.drawn.appointments.find(
			(one) => one.role === 'gridWorker' && one.areaId === gridId
		)!;
		const actor = (role: Role, areaId: Id, personId: Id, appointmentId: Id) => ({
			personId,
			name: '测试',
			posts: [{ appointmentId, role, areaId, from: '2024-01-01', to: null }]
		});
		const mine = (await demo.visits())
			.filter((one) => one.first.by.personId === worker.personId)
			.filter((one) => findingOf(one).result === 'home');
		const waiting = mine.filter((one) => one.review.state === 'waiting');
		const options = { at: testNow - 1000, deviceId: worker.id };
		const command = (name: string, args: unknown) => ({ command: { name, version: 1, args } });
		expect(
			await demo.accept.run(
				[
					command('visit.withdraw', { id: waiting[0]!.id }),
					command('visit.amend', { id: waiting[1]!.id, result: 'nobody', needs: [], words: '' })
				],
				actor('gridWorker', gridId, worker.personId, worker.id),
				options
			)
		).toEqual({ ok: true });
		const office = demo.drawn.representatives.find((one) => one.role === 'office')!;
		const gone = mine.find((one) => one.review.state === 'accepted')!.householdId;
		expect(
			await demo.accept.run(
				[command('household.remove', { id: gone, reason: 'movedAway' })],
				actor('office', office.areaId, office.personId, office.personId),
				options
			)
		).toEqual({ ok: true });
	}

	test('figures of every grid are what one counts by hand, before and after corrections', async () => {
		for (const change of [() => Promise.resolve(), disturb]) {
			await change();
			const reply = await reports.figures(personFor('subdistrict'));
			for (const grid of reply.communities.flatMap((one) => one.grids))
				expect([grid.name, grid.figures]).toEqual([grid.name, await byHand(grid.areaId)]);
			expect(reply.communities[0]!.figures.knocksMonth).toBeGreaterThan(50);
			for (const one of reply.communities)
				expect(one.figures).toEqual(sumFigures(one.grids.map((grid) => grid.figures)));
		}
	});

	test('the sub-district sees all communities in the order of their codes, grids likewise', async () => {
		const { communities } = await reports.figures(personFor('subdistrict'));
		expect(communities.map((one) => one.areaId)).toEqual(
			demo.drawn.communities.map((one) => one.id)
		);
		expect(communities.map((one) => one.grids.map((grid) => grid.areaId))).toEqual(
			demo.drawn.communities.map((one) => one.gridIds)
		);
	});

	test('an office sees its own community and no other', async () => {
		const { communities } = await reports.figures(personFor('office'));
		expect(communities.map((one) => one.areaId)).toEqual([demo.drawn.communities[0]!.id]);
	});

	test.each(['unitLeader', 'gridWorker', 'gridParty', 'mediator'] as const)(
		'a %s sees no figures',
		async (role) => {
			await expect(reports.figures(personFor(role))).rejects.toMatchObject({
				status: 403,
				code: 'notAllowed'
			});
		}
	);

	test('somebody unknown, or whose office has ended, sees no figures', async () => {
		await expect(reports.figures(demo.drawn.id)).rejects.toMatchObject({ code: 'notAllowed' });
		const later = createReports(demo.db, () => Date.parse('2020-01-01T00:00:00Z'));
		await expect(later.figures(personFor('office'))).rejects.toMatchObject({ code: 'notAllowed' });
	});
});
