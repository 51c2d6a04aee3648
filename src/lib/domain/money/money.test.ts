import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAmount, maxFen, sumFen } from './fen';
import { yuanText } from './format';
import { parseFen } from './parse';

describe('what somebody types as an amount', () => {
	test.each([
		['300', 30_000],
		['300.5', 30_050],
		['300.', 30_000],
		['.5', 50],
		['0.01', 1],
		['３００．５０', 30_050],
		['300。5', 30_050],
		['￥300', 30_000],
		['¥ 300.00元', 30_000],
		[' 1,234,567.89 ', 123_456_789],
		['１，２３４', 123_400],
		['000300', 30_000],
		['999999999.99', maxFen]
	])('%s is %i 分', (text, fen) => expect(parseFen(text)).toEqual({ ok: true, value: fen }));

	test.each([
		['', 'empty'],
		['  \t', 'empty'],
		['0', 'zero'],
		['0.00', 'zero'],
		['-300', 'negative'],
		['－３００', 'negative'],
		['−0.5', 'negative'],
		['0.001', 'tooFine'],
		['300.500', 'tooFine'],
		['1000000000', 'tooLarge'],
		['10000000000.00', 'tooLarge'],
		['1' + '0'.repeat(50), 'tooLarge'],
		['9'.repeat(10_000), 'notANumber'],
		['三百', 'notANumber'],
		['1e3', 'notANumber'],
		['0x10', 'notANumber'],
		['NaN', 'notANumber'],
		['Infinity', 'notANumber'],
		['1,23', 'notANumber'],
		['1,234,56', 'notANumber'],
		['3 00', 'notANumber'],
		['1.2.3', 'notANumber'],
		['.', 'notANumber'],
		['元', 'notANumber'],
		['٣٠٠', 'notANumber'],
		['300 yuan', 'notANumber']
	])('%s is refused: %s', (text, fault) =>
		expect(parseFen(text)).toEqual({ ok: false, error: fault })
	);

	test('any amount reads back from how it is shown', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: maxFen }), (fen) => {
				expect(parseFen(yuanText(fen))).toEqual({ ok: true, value: fen });
			})
		);
	});

	test('whatever is typed, what comes is an amount or a refusal', () => {
		const sign = fc.constantFrom(...'0123456789.,-¥元。．０９ e');
		const text = fc.oneof(fc.string(), fc.string({ unit: sign }));
		fc.assert(
			fc.property(text, (typed) => {
				const parsed = parseFen(typed);
				expect(parsed.ok ? isAmount(parsed.value) : parsed.error.length > 0).toBe(true);
			})
		);
	});
});

test.each([
	[0, '0.00'],
	[5, '0.05'],
	[50, '0.50'],
	[30_000, '300.00'],
	[99_999, '999.99'],
	[100_000, '1,000.00'],
	[maxFen, '999,999,999.99'],
	[-123_450, '-1,234.50']
])('%i 分 are shown as %s', (fen, text) => expect(yuanText(fen)).toBe(text));

test('an amount is a whole number of 分 above zero', () => {
	for (const fen of [1, 30_000, maxFen]) expect(isAmount(fen)).toBe(true);
	for (const fen of [0, -1, 0.5, 0.1 + 0.2, maxFen + 1, NaN, Infinity])
		expect(isAmount(fen)).toBe(false);
});

test('a sum is exact, or it is none', () => {
	expect(sumFen([])).toBe(0);
	expect(sumFen([10, -30, 5])).toBe(-15);
	expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
	expect(() => sumFen([0.5])).toThrow(RangeError);
});
