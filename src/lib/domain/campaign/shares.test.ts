import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idOf } from '../test-world';
import { sumFen } from '../money/fen';
import type { Division, Plan, SharingFault } from './sharing';
import { divide } from './shares';
import { anyPlan, planOf, sharer, sharers } from './test-plans';

const divided = (plan: Plan): Division => {
	const division = divide(plan);
	if (!division.ok) throw new Error(division.error.code);
	return division.value;
};
const fens = (plan: Plan) => divided(plan).shares.map(({ fen }) => fen);
const estate = { id: idOf('estate'), fen: 30_000 };
const spare = (no: number, bornBy: 'others' | { source: string } = 'others') => ({
	householdId: sharer(no).id,
	bornBy
});

describe('a cost is shared', () => {
	test('per household, the odd 分 going to the first doors', () => {
		expect(fens(planOf({ costFen: 100_000 }))).toEqual([33_334, 33_333, 33_333]);
		expect(fens(planOf({ costFen: 2 }))).toEqual([1, 1, 0]);
	});

	test('by area', () => {
		const list = [sharer(1, { area: 5_000 }), sharer(2, { area: 8_850 }), sharer(3, { area: 1 })];
		expect(fens(planOf({ method: { by: 'area' }, sharers: list }))).toEqual([36_099, 63_894, 7]);
	});

	test('by floor: the ground floor pays nothing for a lift', () => {
		const weights = [
			{ floor: 1, weight: 0 },
			{ floor: 2, weight: 10 },
			{ floor: 3, weight: 13 }
		];
		const list = [1, 2, 3].map((floor) => sharer(floor, { floor }));
		expect(fens(planOf({ method: { by: 'floor', weights }, sharers: list }))).toEqual([
			0, 43_478, 56_522
		]);
	});

	test('per person: who lives alone pays a third of a family of three, an empty flat nothing', () => {
		const list = [1, 3, 0].map((persons, i) => sharer(i + 1, { persons }));
		expect(fens(planOf({ method: { by: 'persons' }, sharers: list }))).toEqual([25_000, 75_000, 0]);
	});

	test('as the doors were: 300 yuan from each of 34, the rest from two committees', () => {
		const plan = planOf({
			costFen: 1_500_000,
			method: { by: 'fixed', eachFen: 30_000 },
			sharers: sharers(34),
			sources: [
				{ id: idOf('estate'), fen: 200_000 },
				{ id: idOf('owners'), fen: 'rest' }
			]
		});
		const { shares, sources } = divided(plan);
		expect(shares.every(({ fen }) => fen === 30_000)).toBe(true);
		expect(sources.map(({ ownFen }) => ownFen)).toEqual([200_000, 280_000]);
	});

	test('as agreed with each, if that makes up the cost', () => {
		const agreed = (last: number) =>
			planOf({
				method: { by: 'agreed' },
				sharers: [50_000, 30_000, last].map((agreedFen, i) => sharer(i + 1, { agreedFen }))
			});
		expect(fens(agreed(20_000))).toEqual([50_000, 30_000, 20_000]);
		expect(divide(agreed(19_999))).toEqual({
			ok: false,
			error: { code: 'sumOff', detail: { fen: 1 } }
		});
		expect(divide(agreed(20_001))).toEqual({
			ok: false,
			error: { code: 'sumOff', detail: { fen: -1 } }
		});
	});
});

describe('an exempted household', () => {
	test('pays nothing, and the others bear the gap by the same method', () => {
		expect(fens(planOf({ exemptions: [spare(2)] }))).toEqual([50_000, 0, 50_000]);
	});

	test('costs nobody anything where a source bears the gap', () => {
		const plan = { costFen: 120_000, sources: [estate] };
		expect(fens(planOf({ ...plan, exemptions: [spare(2, { source: estate.id })] }))).toEqual([
			30_000, 0, 30_000
		]);
		expect(
			divided(planOf({ ...plan, exemptions: [spare(2, { source: estate.id })] })).sources
		).toEqual([{ id: estate.id, ownFen: 30_000, gapFen: 30_000 }]);
	});

	test('need not have its area known where the others bear the gap', () => {
		const list = [sharer(1), sharer(2, { area: null })];
		const plan = planOf({ method: { by: 'area' }, sharers: list, exemptions: [spare(2)] });
		expect(fens(plan)).toEqual([100_000, 0]);
	});
});

test('every share says what it follows from', () => {
	const { shares } = divided(planOf({ exemptions: [spare(3)], costFen: 100_001 }));
	expect(shares.map(({ why }) => why)).toEqual([
		{
			...{ kind: 'weighed', by: 'household', poolFen: 100_001, weight: 1, total: 2 },
			...{ exactFen: 50_000, rest: 1, extra: 1 }
		},
		{
			...{ kind: 'weighed', by: 'household', poolFen: 100_001, weight: 1, total: 2 },
			...{ exactFen: 50_000, rest: 1, extra: 0 }
		},
		{ kind: 'exempt', gapFen: 0 }
	]);
});

describe('a plan is refused', () => {
	const byFloor = { by: 'floor' as const, weights: [{ floor: 1, weight: 0.5 }] };
	const rest = { id: idOf('owners'), fen: 'rest' as const };
	const cases: [string, Partial<Plan>, SharingFault][] = [
		['a cost of nothing', { costFen: 0 }, 'costWrong'],
		['a negative cost', { costFen: -1 }, 'costWrong'],
		['half a 分', { costFen: 0.5 }, 'costWrong'],
		['10⁹ yuan', { costFen: 100_000_000_000 }, 'costWrong'],
		['no household', { sharers: [] }, 'noHouseholds'],
		['a household twice', { sharers: [sharer(1), sharer(1)] }, 'householdTwice'],
		['a source twice', { sources: [estate, estate] }, 'sourceTwice'],
		['a source of nothing', { sources: [{ ...estate, fen: 0 }] }, 'sourceWrong'],
		['a source that pays it all', { costFen: 30_000, sources: [estate] }, 'sourcesTooMuch'],
		['two that take the rest', { sources: [rest, { ...estate, fen: 'rest' }] }, 'restTwice'],
		['a rest where the households take it', { sources: [rest] }, 'restUnclear'],
		['an exemption of somebody else', { exemptions: [spare(9)] }, 'exemptUnknown'],
		['an exemption twice', { exemptions: [spare(1), spare(1)] }, 'exemptTwice'],
		['a gap borne by nobody known', { exemptions: [spare(1, { source: 'x' })] }, 'sourceUnknown'],
		['everybody exempted', { exemptions: [spare(1), spare(2), spare(3)] }, 'nobodyPays'],
		[
			'a gap that fixed amounts leave to the others',
			{ method: { by: 'fixed', eachFen: 50_000 }, exemptions: [spare(1)] },
			'gapUnborne'
		],
		[
			'an area of 0',
			{ method: { by: 'area' }, sharers: [sharer(1), sharer(2, { area: 0 })] },
			'areaMissing'
		],
		[
			'an area of a fraction',
			{ method: { by: 'area' }, sharers: [sharer(1, { area: 88.5 })] },
			'areaMissing'
		],
		['a floor without a weight', { method: { by: 'floor', weights: [] } }, 'floorMissing'],
		['half a weight', { method: byFloor }, 'weightWrong'],
		[
			'nobody living anywhere',
			{ method: { by: 'persons' }, sharers: [sharer(1, { persons: 0 })] },
			'nobodyPays'
		],
		[
			'persons nobody counted',
			{ method: { by: 'persons' }, sharers: [sharer(1, { persons: null })] },
			'personsMissing'
		],
		['nothing agreed with somebody', { method: { by: 'agreed' } }, 'agreedMissing'],
		['fixed amounts that make too little', { method: { by: 'fixed', eachFen: 100 } }, 'sumOff']
	];
	test.each(cases)('for %s', (_what, more, code) => {
		expect(divide(planOf(more))).toMatchObject({ ok: false, error: { code } });
	});

	test('and names whom it concerns', () => {
		const list = [sharer(1), sharer(2, { area: 0 })];
		expect(divide(planOf({ method: { by: 'area' }, sharers: list }))).toEqual({
			ok: false,
			error: { code: 'areaMissing', detail: { householdId: sharer(2).id } }
		});
	});
});

describe('of any plan', () => {
	test('shares and sources add up to the cost, to the last 分', () => {
		fc.assert(
			fc.property(anyPlan, (plan) => {
				const { shares, sources } = divided(plan);
				const all = [...shares.map(({ fen }) => fen), ...sources.map((s) => s.ownFen + s.gapFen)];
				expect(sumFen(all)).toBe(plan.costFen);
				expect(shares.every(({ fen }) => Number.isInteger(fen) && fen >= 0)).toBe(true);
			})
		);
	});

	test('every phone divides alike, in whatever order it knows the households', () => {
		const shuffled = anyPlan.chain((plan) =>
			fc.record({
				plan: fc.constant(plan),
				sharers: fc.shuffledSubarray([...plan.sharers], { minLength: plan.sharers.length }),
				exemptions: fc.shuffledSubarray([...plan.exemptions], { minLength: plan.exemptions.length })
			})
		);
		fc.assert(
			fc.property(shuffled, ({ plan, ...order }) => {
				expect(divided({ ...plan, ...order })).toEqual(divided(plan));
			})
		);
	});

	test('nobody exempt pays, and the gap that a source bears is what its method would have asked', () => {
		fc.assert(
			fc.property(anyPlan, (plan) => {
				const { shares, sources } = divided(plan);
				const spared = new Set(plan.exemptions.map(({ householdId }) => householdId));
				const gaps = shares.flatMap(({ householdId, fen, why }) => {
					expect(why.kind === 'exempt').toBe(spared.has(householdId));
					if (why.kind !== 'exempt') return [];
					expect(fen).toBe(0);
					return [why.gapFen];
				});
				expect(sumFen(sources.map(({ gapFen }) => gapFen))).toBe(sumFen(gaps));
			})
		);
	});

	test('a heavier weight never pays less, and no share is off the exact one by a whole 分', () => {
		fc.assert(
			fc.property(anyPlan, (plan) => {
				const payers = divided(plan).shares.flatMap(({ fen, why }) =>
					why.kind === 'weighed' ? [{ fen, why }] : []
				);
				const byWeight = [...payers].sort((a, b) => a.why.weight - b.why.weight || a.fen - b.fen);
				byWeight.forEach(({ fen }, i) => {
					if (i > 0 && byWeight[i - 1]!.why.weight < byWeight[i]!.why.weight)
						expect(fen).toBeGreaterThanOrEqual(byWeight[i - 1]!.fen);
				});
				for (const { fen, why } of payers) {
					const off = BigInt(fen) * BigInt(why.total) - BigInt(why.poolFen) * BigInt(why.weight);
					expect(off < BigInt(why.total) && off > -BigInt(why.total)).toBe(true);
				}
			})
		);
	});

	test('the explanation does the sum again', () => {
		fc.assert(
			fc.property(anyPlan, (plan) => {
				for (const { fen, why } of divided(plan).shares) {
					if (why.kind !== 'weighed') continue;
					expect(fen).toBe(why.exactFen + why.extra);
					expect(BigInt(why.exactFen) * BigInt(why.total) + BigInt(why.rest)).toBe(
						BigInt(why.poolFen) * BigInt(why.weight)
					);
				}
			})
		);
	});
});
