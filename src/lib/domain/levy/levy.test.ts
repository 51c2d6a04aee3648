import { beforeEach, describe, expect, test } from 'vitest';
import { feePlan, fourSharers, twoLevies, worldWithCampaign } from '../campaign/test-campaigns';
import { Fees, paid, people } from '../booking/test-fees';
import { kindOf } from '../registry';
import { clockOf } from '../kernel/clock';
import { idOf, morning } from '../test-world';
import { lineOf, linesOf, receiptNumber, totalsOf } from './select';

let fees: Fees;
beforeEach(() => {
	fees = new Fees(worldWithCampaign());
});

const note = (who: 'leader' | 'grid', kind: string, clock: number, on: string | null = null) =>
	fees.world.run(
		people[who],
		'fee.note',
		{ levyId: idOf('levy-U'), householdId: idOf('H'), kind, on },
		morning,
		{ clock: clockOf(morning + clock, 0) }
	);
const lineH = () => lineOf(fees.levy(), idOf('H'))!;

describe('a note at the door', () => {
	test('of two, the later clock stands, in whatever order they come', () => {
		expect(note('leader', 'promised', 20, '2026-03-05')).toBe('ok');
		expect(note('grid', 'absent', 10)).toBe('ok');
		expect(lineH().note).toMatchObject({ kind: 'promised', on: '2026-03-05' });
		expect(note('grid', 'refused', 30)).toBe('ok');
		expect(lineH().note).toMatchObject({ kind: 'refused', by: { name: 'gridWorker@G' } });
	});

	test('is taken back, and overtaken by the whole payment', () => {
		note('leader', 'absent', 10);
		note('leader', 'clear', 20);
		expect(lineH().note).toBeUndefined();
		note('leader', 'promised', 30);
		fees.collect('leader', 'A', 'H', paid(10_000));
		expect(lineH().note?.kind).toBe('promised');
		fees.collect('leader', 'B', 'H', paid(20_000));
		expect(lineH().note).toBeUndefined();
		fees.reverse('leader', 'B');
		expect(lineH().note?.kind).toBe('promised');
	});

	test.each([
		['a day without a promise', { kind: 'absent', on: '2026-03-05' }, 'malformed on'],
		['a day that is none', { kind: 'promised', on: '2026-02-30' }, 'malformed on'],
		['another word', { kind: 'angry', on: null }, 'malformed kind'],
		['another door', { householdId: idOf('K'), kind: 'absent', on: null }, 'notOnList householdId'],
		['another list', { levyId: idOf('x'), kind: 'absent', on: null }, 'levyUnknown levyId']
	])('is refused: %s', (_, more, refusal) => {
		const args = { levyId: idOf('levy-U'), householdId: idOf('H'), ...more };
		expect(fees.run('leader', 'fee.note', args)).toBe(refusal);
	});

	test('is not for the leader of another unit, nor for a party group', () => {
		const args = { levyId: idOf('levy-U'), householdId: idOf('H'), kind: 'absent', on: null };
		expect(fees.run('leader2', 'fee.note', args)).toBe('notAllowed');
		expect(fees.run('party', 'fee.note', args)).toBe('notAllowed');
	});
});

describe('how a household stands', () => {
	test.each([
		[[], 'open', 30_000],
		[[10_000], 'part', 20_000],
		[[10_000, 20_000], 'paid', 0],
		[[30_000, 30_000], 'over', -30_000]
	] as const)('after payments of %j: %s', (payments, state, owesFen) => {
		payments.forEach((fen, i) => fees.collect('leader', `P${i}`, 'H', paid(fen)));
		expect(lineH()).toMatchObject({ state, owesFen });
	});

	test('exempt: it is asked for nothing, and what it gives all the same is too much', () => {
		const exemptions = [{ householdId: idOf('H'), bornBy: 'others' as const }];
		fees = new Fees(worldWithCampaign({ plan: feePlan({ exemptions }) }));
		expect(lineH()).toMatchObject({ state: 'exempt', owesFen: 0 });
		expect(fees.collect('leader', 'A', 'H', paid(5_000))).toBe('ok');
		expect(lineH()).toMatchObject({ state: 'over', owesFen: -5_000 });
	});

	test('who is not on the list has no line', () => {
		expect(lineOf(fees.levy(), idOf('K'))).toBeUndefined();
	});

	test('who paid and is asked no more by a revision stays in sight, with too much paid', () => {
		fees.collect('leader', 'A', 'H');
		const plan = feePlan({ sharers: fourSharers().slice(1) });
		const args = { id: idOf('camp'), seen: 2, levies: twoLevies, plan, why: '搬走了' };
		expect(fees.run('office', 'campaign.revise', args)).toBe('ok');
		expect(lineH()).toMatchObject({ state: 'over', owesFen: -30_000 });
		expect(totalsOf([fees.levy()])).toMatchObject({ overFen: 30_000, takenFen: 30_000 });
		// A neighbour who has not heard of it yet still takes their money.
		expect(fees.collect('grid', 'B', 'H')).toBe('ok');
	});
});

test('who paid too much does not pay for others', () => {
	fees.collect('leader', 'A', 'H', paid(50_000));
	expect(totalsOf([fees.levy('U'), fees.levy('U2')])).toEqual({
		...{ dueFen: 120_000, takenFen: 50_000, owesFen: 90_000, overFen: 20_000 },
		...{ households: 4, settled: 1 }
	});
	expect(linesOf(fees.levy()).map(({ share }) => share.door)).toEqual(['101', '102']);
});

test('receipts are numbered by list, and an undone one keeps its number', () => {
	fees.collect('leader', 'A', 'H');
	fees.collect('leader2', 'K1', 'K');
	fees.reverse('leader', 'A');
	fees.collect('grid', 'B', 'H2');
	expect(['A', 'K1', 'B'].map((one) => fees.booking(one).no)).toEqual([1, 1, 2]);
	expect(receiptNumber('0190a8c0-0000-7000-8000-0000abcdef12', 7)).toBe('CDEF12-0007');
	expect(receiptNumber('0190a8c0-0000-7000-8000-0000abcdef12', 12_345)).toBe('CDEF12-12345');
});

test('a revision is a turn of its own, and dues follow turn by turn', () => {
	const args = { id: idOf('camp'), levies: twoLevies, why: '涨价' };
	fees.run('office', 'campaign.revise', { ...args, seen: 2, plan: feePlan({ costFen: 160_000 }) });
	fees.run('office', 'campaign.revise', { ...args, seen: 3, plan: feePlan() });
	expect(fees.levy().turns.map(({ shares }) => shares[0]!.fen)).toEqual([30_000, 40_000, 30_000]);
	expect(new Set(fees.levy().turns.map(({ id }) => id)).size).toBe(3);
	expect(fees.standing().aside).toEqual([]);
});

test('whoever writes on a list having read it writes later', () => {
	note('leader', 'absent', 50);
	const { clock } = kindOf.levy;
	expect(clock!(fees.levy())).toBe(clockOf(morning + 50, 0));
});
