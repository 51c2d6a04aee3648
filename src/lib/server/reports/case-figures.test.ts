import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '$lib/domain/kernel/day';
import { clockOf } from '$lib/domain/kernel/clock';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, townNow, type Town } from '../engine/test-town';
import { createReports, type ReportEngine } from './engine';

const month = dayOf(townNow).slice(0, 7);

describe.each(testDatabases)('figures of mediation on $name', (databases) => {
	let town: Town;
	let reports: ReportEngine;
	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		reports = createReports(town.db, () => townNow);
		const device = phone();
		const party = (side: string) => ({
			...{ id: id(), side, householdId: null, residentId: null, name: '某人', sex: 1 },
			...{ birthYear: 1970, ethnicity: '', occupation: '', phone: null, address: '' },
			...{ guardian: null, agent: null }
		});
		const operations = ['neighbours', 'estate'].map((category, i) =>
			device.operation(
				'dispute.open',
				{
					...{ id: id(), placeId: town.units[0].id, source: 'patrol', category },
					...{ scale: 'ordinary', colour: 'blue', place: '', matter: '', demand: '', people: 2 },
					parties: [party('first'), party('second')]
				},
				{ at: townNow, clock: clockOf(townNow - 60_000 + i, 0) }
			)
		);
		const { receipts } = await town.sync.push(town.people.worker, device.push(operations));
		expect(receipts.map(short)).toEqual(['applied', 'applied']);
	});
	afterAll(async () => {
		await town.close();
		await databases.end();
	});

	test('count what was opened in a month, for the office and for the sub-district', async () => {
		const { communities, ...reply } = await reports.caseFigures(town.people.office, month);
		expect(reply).toEqual({ at: townNow, month });
		expect(communities).toMatchObject([
			{
				areaId: town.community,
				figures: {
					accepted: 2,
					byCategory: { neighbours: 1, estate: 1, family: 0 },
					bySource: { patrol: 2, applied: 0 },
					succeeded: { of: 0, all: 0 }
				}
			}
		]);
		const above = await reports.caseFigures(town.subdistrict.admin, month);
		const own = above.communities.find(({ areaId }) => areaId === town.community);
		expect(own).toEqual(communities[0]);
	});

	test('are nothing in another month', async () => {
		const { communities } = await reports.caseFigures(town.people.office, '2025-01');
		expect(communities[0]!.figures.accepted).toBe(0);
	});

	test.each(['', '2026', '2026-13', '2026-1', "2026-03' or 1=1", '1999-01', '２０２６-03'])(
		'of no month are refused: %s',
		async (no) => {
			await expect(reports.caseFigures(town.people.office, no)).rejects.toMatchObject({
				...{ status: 400, code: 'malformed', field: 'month' }
			});
		}
	);

	test('are nothing for whoever works in a grid', async () => {
		await expect(reports.caseFigures(town.people.worker, month)).rejects.toMatchObject({
			...{ status: 403, code: 'notAllowed' }
		});
	});
});
