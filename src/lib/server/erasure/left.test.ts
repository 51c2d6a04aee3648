import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Erasure } from '$lib/domain/erasure/schema';
import type { Visit } from '$lib/domain/visit/schema';
import { openTrail, type Trail } from '../audit/test-trail';
import { testDatabases } from '../db/test-databases';
import { phone, visit } from '../engine/test-town';
import { createEraser } from './eraser';

const dayMs = 86_400_000;

describe.each(testDatabases)(
	'what is left of a household that moved away, on $name',
	(databases) => {
		let trail: Trail;
		beforeAll(async () => {
			await databases.begin();
			trail = await openTrail(await databases.fresh());
		});
		afterAll(async () => {
			await trail.town.close();
			await databases.end();
		});

		test('is deleted after the days that were set, without being asked for, and not before', async () => {
			const { town } = trail;
			const [unit] = town.units;
			const [gone, merged, stays] = unit.households as [string, string, string];
			const [leader, office] = [phone(), phone()];
			const note = (householdId: string) =>
				leader.operation('visit.log', visit(householdId, { words: `记下 ${householdId}` }));
			await town.sync.push(unit.leader, leader.push([gone, merged, stays].map(note)));
			const left = [
				office.operation('household.remove', { id: gone, reason: 'movedAway' }),
				office.operation('household.merge', { id: merged, into: stays })
			];
			await town.sync.push(town.people.office, office.push(left));
			const words = async () => {
				const rows = await town.db
					.selectFrom('rows')
					.select('body')
					.where('kind', '=', 'visit')
					.where('body', 'like', '%记下%')
					.execute();
				return rows.map(({ body }) => (JSON.parse(body!) as Visit).householdId).sort();
			};
			const pass = () =>
				createEraser(town.db, {
					...{ now: () => town.clock.now, accept: town.accept, photos: null, leftDays: 100 },
					rest: () => Promise.resolve()
				}).pass();

			town.clock.now += 99 * dayMs;
			await pass();
			expect(await words()).toEqual([gone, merged, stays].sort());
			town.clock.now += 2 * dayMs;
			await pass();
			expect(await words()).toEqual([merged, stays].sort());
			await pass();
			const asked = await town.db
				.selectFrom('rows')
				.select('body')
				.where('kind', '=', 'erasure')
				.execute();
			expect(asked.map(({ body }) => JSON.parse(body!) as Erasure)).toMatchObject([
				{ householdId: gone, ground: 'purposeMet', by: { name: '' } }
			]);
		});
	}
);
