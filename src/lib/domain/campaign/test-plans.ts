import fc from 'fast-check';
import { idOf } from '../test-world';
import type { Exemption, Plan, Sharer } from './sharing';

// Plans for the tests of sharing.

/** A household of a campaign; the doors are numbered in order, with 80.00 m², two people, floor 1. */
export const sharer = (no: number, more: Partial<Sharer> = {}): Sharer => ({
	id: idOf(`household-${no}`),
	place: no,
	area: 8_000,
	floor: 1,
	persons: 2,
	agreedFen: null,
	...more
});

/** So many households. */
export const sharers = (count: number): Sharer[] =>
	Array.from({ length: count }, (_, i) => sharer(i + 1));

/** A plan of 1000 yuan per household among three, unless told otherwise. */
export const planOf = (more: Partial<Plan> = {}): Plan => ({
	costFen: 100_000,
	method: { by: 'household' },
	sharers: sharers(3),
	sources: [],
	exemptions: [],
	...more
});

const weighingMethod = fc.constantFrom(
	{ by: 'household' as const },
	{ by: 'area' as const },
	{ by: 'persons' as const },
	{
		by: 'floor' as const,
		weights: [1, 2, 3, 4, 5, 6].map((floor) => ({ floor, weight: floor * 3 - 2 }))
	}
);

/** Any plan that divides by weights and in which somebody pays: up to 40 households, some exempt, up to two sources. */
export const anyPlan: fc.Arbitrary<Plan> = fc
	.record({
		costFen: fc.oneof(
			fc.integer({ min: 3, max: 500 }),
			fc.integer({ min: 3, max: 99_999_999_999 })
		),
		method: weighingMethod,
		doors: fc.array(
			fc.record({
				area: fc.integer({ min: 1, max: 1_000_000 }),
				floor: fc.integer({ min: 1, max: 6 }),
				persons: fc.integer({ min: 1, max: 12 }),
				spared: fc.constantFrom('no', 'no', 'no', 'others', 'source')
			}),
			{ minLength: 1, maxLength: 40 }
		),
		given: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 2 })
	})
	.map(({ costFen, method, doors, given }): Plan => {
		const sources = given
			.map((percent, i) => ({
				id: idOf(`source-${i}`),
				fen: Math.floor(costFen / 100) * percent
			}))
			.filter(({ fen }) => fen > 0);
		const exemptions = doors.flatMap(({ spared }, i): Exemption[] => {
			// The first always pays.
			if (i === 0 || spared === 'no') return [];
			const source = sources[0]?.id;
			const bornBy = spared === 'source' && source ? { source } : 'others';
			return [{ householdId: sharer(i + 1).id, bornBy }];
		});
		return {
			costFen,
			method,
			sources,
			exemptions,
			sharers: doors.map(({ area, floor, persons }, i) => sharer(i + 1, { area, floor, persons }))
		};
	});
