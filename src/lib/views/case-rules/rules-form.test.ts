import * as v from 'valibot';
import { expect, test } from 'vitest';
import { usualRules } from '$lib/domain/dispute/limits';
import { SetCaseRules } from '$lib/domain/dispute/rules';
import { idOf } from '$lib/domain/test-world';
import { formOf, readRules } from './rules-form';

const usual = formOf(usualRules);

test('what a place has set reads back as it was, and the rules take it', () => {
	const { rules, wrong } = readRules(usual);
	expect([rules, wrong]).toEqual([usualRules, []]);
	expect(v.is(SetCaseRules, { areaId: idOf('C'), ...rules })).toBe(true);
});

test.each([
	['7，30 , 90天', [7, 30, 90]],
	['９０ 7 7', [7, 90]],
	['', []]
])('days of visits as people write them: %s', (followUps, days) => {
	expect(readRules({ ...usual, followUps }).rules?.followUps).toEqual(days);
});

test.each([
	['days', { days: '0' }],
	['days', { days: '366' }],
	['days', { days: '三十' }],
	['days', { days: '' }],
	['followUps', { followUps: '7, 0' }],
	['followUps', { followUps: '-7' }],
	['followUps', { followUps: '1 2 3 4 5 6 7 8 9 10 11' }],
	['red', { hours: { ...usual.hours, red: '1.5' } }],
	['blue', { hours: { ...usual.hours, blue: '2161' } }],
	['leadAfterDays', { leadAfterDays: '91' }]
])('%s of %o is none', (field, more) => {
	expect(readRules({ ...usual, ...more })).toEqual({ wrong: [field] });
});
