import { expect, test } from 'vitest';
import { isDue, nextClock } from './clock';

test.each<[string, string | undefined, number, string]>([
	['begins with the phone’s clock', undefined, 1_772_000_000_000, '1772000000000-0000'],
	['follows a clock that moves on', '1772000000000-0007', 1_772_000_000_001, '1772000000001-0000'],
	['counts within one millisecond', '1772000000000-0007', 1_772_000_000_000, '1772000000000-0008'],
	['goes on when the clock was set back', '1772000000000-0000', 5, '1772000000000-0001']
])('%s', (_what, last, now, expected) => {
	expect(nextClock(last, now)).toBe(expected);
});

test.each([
	['what never happened is due', undefined, true],
	['what happened just now is not', 999_000, false],
	['what happened long ago is', 10, true],
	['what a clock noted that ran ahead is', 2_000_000, true]
])('%s', (_what, lastAt, expected) => {
	expect(isDue(lastAt, 60_000, 1_000_000)).toBe(expected);
});
