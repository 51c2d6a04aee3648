import { expect, test } from 'vitest';
import { maskPhone } from './phone-mask';

test.each([
	['13800005678', '138****5678'],
	['04725551234', '047****1234'],
	['5551234', '*****34'],
	['1', '1']
])('hides the middle of %s', (phone, masked) => {
	expect(maskPhone(phone)).toBe(masked);
});
