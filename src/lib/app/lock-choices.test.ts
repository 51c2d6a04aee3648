import { expect, test } from 'vitest';
import { isGoodPin } from './lock-choices';

test.each<[string, boolean]>([
	['260417', true],
	['112233', true],
	['12345', false],
	['1234567890123', false],
	['000000', false],
	['123456', false],
	['987654', false],
	['12a456', false],
	['１２３５６７', false],
	['', false]
])('the PIN %s: %s', (pin, isGood) => {
	expect(isGoodPin(pin)).toBe(isGood);
});
