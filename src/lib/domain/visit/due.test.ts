import { expect, test } from 'vitest';
import { actorOf, idOf, morning } from '../test-world';
import { dueOf, lastVisitOf } from './due';
import type { Visit, VisitResult } from './schema';

const by = {
	personId: actorOf('gridWorker', 'G').personId,
	name: '甲',
	role: 'gridWorker' as const
};
const dayMs = 86_400_000;
const visit = (daysAgo: number, result: VisitResult, more: Partial<Visit> = {}): Visit => ({
	id: idOf(`${daysAgo}${result}`),
	householdId: idOf('H'),
	unitId: idOf('U'),
	first: { result, needs: [], words: '', at: morning - daysAgo * dayMs, by },
	amendments: [],
	review: { state: 'waiting' },
	withdrawnAt: null,
	...more
});

test.each([
	['nobody ever came', false, [], { day: null, reason: 'never' }],
	['met two days ago', false, [visit(2, 'home')], { day: '2026-08-29', reason: 'halfYear' }],
	[
		'met two days ago, needs care',
		true,
		[visit(2, 'matter')],
		{ day: '2026-03-30', reason: 'careMonth' }
	],
	[
		'nobody at home yesterday',
		false,
		[visit(90, 'home'), visit(1, 'nobody')],
		{ day: '2026-03-04', reason: 'nobodyHome' }
	],
	[
		'the knock was withdrawn',
		false,
		[visit(2, 'home'), visit(1, 'nobody', { withdrawnAt: morning })],
		{ day: '2026-08-29', reason: 'halfYear' }
	],
	[
		'a visit amended to nobody counts as nobody',
		false,
		[visit(1, 'home', { amendments: [{ ...visit(0, 'nobody').first }] })],
		{ day: '2026-03-04', reason: 'nobodyHome' }
	]
])('due when %s', (_when, needsCare, visits, due) => {
	expect(dueOf({ needsCare }, lastVisitOf(visits))).toEqual(due);
});

test('the last visit is the latest knock, in whatever order the rows came', () => {
	const visits = [visit(1, 'nobody'), visit(5, 'home'), visit(3, 'nobody')];
	expect(lastVisitOf(visits)).toMatchObject({
		result: 'nobody',
		at: morning - dayMs,
		metAt: morning - 5 * dayMs
	});
});
