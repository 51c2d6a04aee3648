import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../kernel/day';
import { idOf, morning } from '../test-world';
import { CaseFigures, figuresOf, monthBeside, monthOf, sumCaseFigures } from './figures';
import { usualRules } from './limits';
import { courtBy, dueIn, dueOn, hearBy, inOrder, isUnheard, raised } from './select';
import { Cases, note, opening, people } from './test-cases';
import { levelsAbove, mainSeat, partsFor, waitsFor } from './seats';
import { kindOf } from '../registry';

const { worker, lead } = people;
let cases: Cases;
beforeEach(() => {
	cases = new Cases();
	cases.open();
});
const what = (day: string) =>
	dueIn(cases.case(), usualRules, day).map(({ what, isLate, forLead }) =>
		[what, isLate && 'late', forLead && 'lead'].filter(Boolean).join(' ')
	);

describe('what is due', () => {
	test.each([
		['2026-03-02', ['hear']],
		['2026-03-10', ['hear late']],
		['2026-03-13', ['hear late lead']],
		['2026-03-25', ['hear late lead', 'end']],
		['2026-04-02', ['hear late lead', 'end late']]
	])('in an open case on %s', (day, due) => expect(what(day)).toEqual(due));

	test.each([
		['2026-03-08', []],
		['2026-03-09', ['followUp']],
		['2026-03-12', ['followUp late']],
		['2026-03-13', ['followUp late lead']],
		['2026-03-25', ['followUp late lead', 'court']],
		['2026-04-02', ['followUp late lead', 'followUp late']]
	])('in one that is agreed on, on %s: the mediator first, then the lead too', (day, due) => {
		cases.agree();
		expect(what(day)).toEqual(due);
	});

	test('by colour, once until it is heard', () => {
		expect(hearBy(cases.case(), usualRules)).toBe(cases.case().openedAt + 168 * 3_600_000);
		expect(isUnheard(cases.case(), usualRules, morning + 200 * 3_600_000)).toBe(true);
		const session = { kind: 'session', way: 'phone', present: [], others: '' };
		cases.act(worker, 'addEntry', { fact: session, step: null, words: '' });
		expect(hearBy(cases.case(), usualRules)).toBeNull();
	});

	test('the court, until it was asked', () => {
		expect(courtBy(cases.case())).toBeNull();
		cases.agree();
		expect(courtBy(cases.case())).toBe('2026-04-01');
		cases.act(worker, 'confirmCourt', { state: 'applied', on: '2026-03-02', words: '' });
		expect(courtBy(cases.case())).toBeNull();
	});

	test('an opened case has its time anew', () => {
		cases.agree();
		cases.act(lead, 'reopen', { words: '又吵' }, 10);
		expect(dueOn(cases.case(), usualRules)).toBe('2026-04-11');
	});

	test('waits under the name of whoever answers for it, and is found by that label', () => {
		const label = () => kindOf.dispute.todo!(cases.case());
		expect(label()).toBe(`case:${worker.personId}`);
		cases.act(worker, 'handUp', { to: 'gridParty', words: '劝不动' });
		expect(waitsFor(mainSeat(cases.case()))).toBe('gridParty');
		expect(label()).toBe('case:gridParty');
		cases.agree();
		expect(cases.act(lead, 'close', { words: '', prevented: null })).toBe('ok');
		// Visits are still to come.
		expect(label()).toBe('case:gridParty');
		for (const { id } of cases.case().plans) cases.act(lead, 'plan', { planId: id, on: null });
		expect(label()).toBeUndefined();
	});

	test.each([
		['blue', 'yellow'],
		['yellow', 'red'],
		['red', 'red']
	] as const)('%s becomes %s', (from, to) => expect(raised(from)).toBe(to));
});

test('the figures of a month', () => {
	const month = { ...monthOf('2026-03'), today: '2026-03-20' };
	cases.world.run(
		worker,
		'dispute.open',
		opening({ id: idOf('other'), category: 'estate', source: 'patrol' })
	);
	cases.world.run(worker, 'dispute.open', opening({ id: idOf('april') }), Date.UTC(2026, 3, 2));
	cases.agree({ amountFen: 30_000 });
	const visit = { planId: `${idOf('agreement')}:7`, result: 'satisfied', then: null, words: '' };
	cases.act(worker, 'followUp', visit, 7);
	cases.act(worker, 'close', { words: '', prevented: 'fight' }, 8);
	const other = {
		caseId: idOf('other'),
		seen: [idOf('other'), idOf('other')],
		id: idOf('end'),
		words: ''
	};
	const ended = { ...other, how: 'failed', partyId: null, told: ['court'] };
	expect(cases.world.run(worker, 'dispute.end', ended)).toBe('ok');
	const all = ['case', 'other', 'april'].map((one) => cases.case(one));
	expect(figuresOf(all, month)).toMatchObject({
		accepted: 2,
		byCategory: { neighbours: 1, estate: 1, family: 0 },
		bySource: { applied: 1, patrol: 1 },
		succeeded: { of: 1, all: 2 },
		written: { of: 1, all: 1 },
		amountFen: 30_000,
		prevented: { fight: 1, crime: 0 },
		visitedInTime: { of: 1, all: 1 },
		confirmed: 0
	});
	expect(figuresOf(all, { ...monthOf('2026-04'), today: '2026-05-01' })).toMatchObject({
		accepted: 1,
		succeeded: { of: 0, all: 0 },
		visitedInTime: { of: 0, all: 1 }
	});
	const twice = sumCaseFigures([figuresOf(all, month), figuresOf(all, month)]);
	expect(v.parse(CaseFigures, twice)).toMatchObject({
		accepted: 4,
		byCategory: { neighbours: 2 },
		bySource: { patrol: 2 },
		succeeded: { of: 2, all: 4 },
		amountFen: 60_000,
		prevented: { fight: 2 },
		visitedInTime: { of: 2, all: 2 }
	});
	expect(monthOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
	expect([monthBeside('2026-12', 1), monthBeside('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
	expect(dayOf(morning)).toBe('2026-03-02');
});

test('a file is read in the order in which it was written, whatever came first', () => {
	for (const label of ['one', 'two', 'three'])
		cases.act(worker, 'addEntry', { id: idOf(label), ...note(label) });
	const all = ['three', 'one', 'two'].map((label) => cases.entry(label)!);
	expect(inOrder(all).map(({ words }) => words)).toEqual(['one', 'two', 'three']);
});

describe('the way up', () => {
	test('is what lies above whoever answers for the case now', () => {
		expect(levelsAbove(cases.case())).toEqual(['gridParty', 'mediationLead', 'subdistrict']);
		cases.act(worker, 'handUp', { to: 'mediationLead', words: '劝不动' });
		expect(levelsAbove(cases.case())).toEqual(['subdistrict']);
	});

	test('has no grid where the case is counted in the community', () => {
		const { seats, path } = cases.case();
		expect(levelsAbove({ seats, path: path.slice(0, 2) })).toEqual([
			'mediationLead',
			'subdistrict'
		]);
	});

	test('an office has no seat, and who is called in has that one alone', () => {
		expect(partsFor('office')).toEqual([]);
		expect(partsFor('expert')).toEqual(['expert']);
		expect(partsFor('mediator')).toEqual(['main', 'helper']);
	});
});
