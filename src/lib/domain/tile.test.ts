import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actorOf, householdArgs, idOf, morning, resident } from './test-world';
import { floorsOf, isSameOnTile, pastWith, tileFrom, tileOf, tileWithPast } from './tile';
import { visitResults, type Visit, type VisitResult } from './visit/schema';

const by = {
	personId: actorOf('gridWorker', 'G').personId,
	name: '甲',
	role: 'gridWorker' as const
};
const visit = (hour: number, result: VisitResult): Visit => ({
	id: idOf(`${hour}`),
	householdId: idOf('H'),
	unitId: idOf('U'),
	first: { result, needs: [], words: '', at: morning + hour * 3_600_000, by },
	amendments: [],
	review: { state: 'waiting' },
	withdrawnAt: null
});

test('a tile shows the head of household, how many live there, and how often it was knocked at in vain', () => {
	const household = householdArgs('H', {
		residents: [resident('child', { relation: 2, name: '丙' }), resident('head', { name: '甲' })]
	});
	const tile = tileOf(household, [visit(1, 'nobody'), visit(0, 'home'), visit(2, 'nobody')]);
	expect(tile).toMatchObject({ head: '甲', people: 2, knocks: 2, last: { result: 'nobody' } });
});

test('floors stand as in the building: the top one first', () => {
	const doors = [
		{ no: '101', floor: 1, use: 'home' as const },
		{ no: '201', floor: 2, use: 'home' as const },
		{ no: '102', floor: 1, use: 'home' as const }
	];
	expect(floorsOf({ doors }).map((f) => [f.floor, f.doors.map((d) => d.no)])).toEqual([
		[2, ['201']],
		[1, ['101', '102']]
	]);
});

const someVisit = fc
	.record({
		hour: fc.integer({ min: -2, max: 5 }),
		result: fc.constantFrom(...visitResults),
		amended: fc.option(fc.constantFrom(...visitResults)),
		isWithdrawn: fc.boolean(),
		name: fc.integer({ min: 0, max: 0xffff })
	})
	.map(({ hour, result, amended, isWithdrawn, name }): Visit => {
		const one = visit(hour, result);
		return {
			...one,
			id: idOf(`visit${name}`),
			amendments: amended ? [{ ...one.first, result: amended }] : [],
			withdrawnAt: isWithdrawn ? morning : null
		};
	});

test('a tile that is carried on with one more visit is the tile of all of them, or says that it cannot tell', () => {
	let carried = 0;
	const household = householdArgs('H', { needsCare: true });
	fc.assert(
		fc.property(fc.array(someVisit, { maxLength: 6 }), someVisit, (before, next) => {
			const past = pastWith(tileOf(household, before), next);
			if (!past) return;
			carried += 1;
			const whole = tileOf(household, [...before, next]);
			expect(tileFrom(household, past)).toEqual(whole);
			expect(tileWithPast(tileOf(household, before), past)).toEqual(whole);
		}),
		{ numRuns: 1000 }
	);
	expect(carried).toBeGreaterThan(100);
});

test('a visit that is not later than the last one needs all of them to be looked at', () => {
	const tile = tileOf(householdArgs('H'), [visit(2, 'home')]);
	expect(pastWith(tile, visit(2, 'nobody'))).toBeNull();
	expect(pastWith(tile, visit(1, 'nobody'))).toBeNull();
	expect(pastWith(tile, visit(3, 'nobody'))).toMatchObject({ knocks: 1 });
});

test.each<[string, boolean, (one: Visit) => Visit]>([
	['a review', true, (one) => ({ ...one, review: { state: 'accepted', by, at: morning } })],
	['new words', true, (one) => ({ ...one, amendments: [{ ...one.first, words: '补充' }] })],
	['a new result', false, (one) => ({ ...one, amendments: [{ ...one.first, result: 'nobody' }] })],
	['being withdrawn', false, (one) => ({ ...one, withdrawnAt: morning })],
	['another time', false, (one) => ({ ...one, first: { ...one.first, at: morning + 1 } })],
	['another household', false, (one) => ({ ...one, householdId: idOf('other') })]
])('%s leaves a tile as it is: %s', (_, isSame, change) => {
	expect(isSameOnTile(visit(1, 'home'), change(visit(1, 'home')))).toBe(isSame);
});
