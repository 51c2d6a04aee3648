import { expect, test } from 'vitest';
import { nextClock } from './clock';

test.each<[string, string | undefined, number, string]>([
	['begins with the phone’s clock', undefined, 1_772_000_000_000, '1772000000000-0000'],
	['follows a clock that moves on', '1772000000000-0007', 1_772_000_000_001, '1772000000001-0000'],
	['counts within one millisecond', '1772000000000-0007', 1_772_000_000_000, '1772000000000-0008'],
	['goes on when the clock was set back', '1772000000000-0000', 5, '1772000000000-0001']
])('%s', (_what, last, now, expected) => {
	expect(nextClock(last, now)).toBe(expected);
});
