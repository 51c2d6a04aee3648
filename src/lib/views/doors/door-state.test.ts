import { describe, expect, test } from 'vitest';
import type { Tile } from '$lib/domain/tile';
import type { VisitResult } from '$lib/domain/visit/schema';
import { doorStateOf, isDue, isVisitedInTime, progressOf, sharedStateOf } from './door-state';

const today = '2026-11-20';

const tile = (result: VisitResult | null, day: string | null): Tile => ({
	householdId: 'h',
	door: '101',
	head: '户主',
	people: 2,
	needsCare: false,
	last: result && { visitId: 'v', at: 1, result, metAt: result === 'nobody' ? null : 1 },
	knocks: result === 'nobody' ? 1 : 0,
	due: { day, reason: result === null ? 'never' : result === 'nobody' ? 'nobodyHome' : 'halfYear' }
});

const never = tile(null, null);
const met = tile('home', '2027-05-01');
const open = tile('matter', '2027-05-01');
const late = tile('home', '2026-11-20');
const shut = tile('nobody', '2026-11-23');

describe('the state of a door', () => {
	test.each([
		['nobody ever came', never, 'due', true, false],
		['somebody was met and the next visit is far off', met, 'done', false, true],
		['somebody was met and the next visit is due today', late, 'due', true, false],
		['a matter was found', open, 'open', false, true],
		['a matter was found long ago', tile('matter', '2026-11-01'), 'due', true, false],
		['nobody opened, and it is too early to try again', shut, 'knocked', false, false],
		['nobody opened, and it is time to try again', tile('nobody', today), 'knocked', true, false]
	] as const)('when %s', (_when, one, state, due, inTime) => {
		expect(doorStateOf(one, today)).toBe(state);
		expect(isDue(one, today)).toBe(due);
		expect(isVisitedInTime(one, today)).toBe(inTime);
	});

	test.each([
		['due before knocked in vain', [shut, never, met], 'due'],
		['knocked in vain before something open', [open, shut], 'knocked'],
		['something open before done', [met, open], 'open'],
		['done when all are', [met, met], 'done']
	] as const)('of several households: %s', (_rule, tiles, state) => {
		expect(sharedStateOf(tiles, today)).toBe(state);
	});

	test('progress counts the households met in time, a shut door not among them', () => {
		expect(progressOf([met, open, shut, never, late], today)).toEqual({ done: 2, all: 5 });
		expect(progressOf([], today)).toEqual({ done: 0, all: 0 });
	});
});
