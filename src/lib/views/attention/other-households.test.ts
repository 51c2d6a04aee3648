import { expect, test } from 'vitest';
import type { Tile } from '$lib/domain/tile';
import { otherHouseholds } from './other-households';

const tile = (householdId: string, door: string): Tile => ({
	householdId,
	door,
	head: '户主',
	people: 1,
	needsCare: false,
	last: null,
	knocks: 0,
	due: { day: null, reason: 'never' }
});

const tiles = [tile('a', '1001'), tile('b', '201'), tile('c', '301'), tile('d', '301')];

test.each([
	['the same door first, the others by their numbers', '301', 'd', ['c', 'b', 'a']],
	['all by their numbers when the door is unknown', undefined, undefined, ['b', 'c', 'd', 'a']]
] as const)('offers %s', (_rule, door, not, ids) => {
	expect(otherHouseholds(tiles, door, not).map((one) => one.householdId)).toEqual(ids);
});
