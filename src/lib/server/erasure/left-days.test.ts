import { expect, test } from 'vitest';
import { leftDaysFrom } from './left-days';

test('what was written about a household that left is kept for two years, or as long as was set', () => {
	expect(leftDaysFrom(undefined)).toBe(731);
	expect(leftDaysFrom('')).toBe(731);
	expect(leftDaysFrom('30')).toBe(30);
});

test.each(['29', '3661', '0', '-5', '1e3', 'zwei'])(
	'%s is refused with the name of the setting',
	(wrong) => {
		expect(() => leftDaysFrom(wrong)).toThrow('LINLI_LEFT_DAYS');
	}
);
