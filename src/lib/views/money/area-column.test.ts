import { expect, test } from 'vitest';
import { areaText, parseArea, readPasted } from './area-column';

test.each([
	['88.5', 8_850],
	['８８．５', 8_850],
	['88.05㎡', 8_805],
	['100 平方米', 10_000],
	['60平', 6_000],
	['0', undefined],
	['-3', undefined],
	['88.555', undefined],
	['10001', undefined],
	['八十', undefined],
	['', undefined]
])('an area typed as %s is %s', (text, area) => expect(parseArea(text)).toBe(area));

test('an area is written as it was typed', () => {
	expect(areaText(8_850)).toBe('88.5');
	expect(parseArea(areaText(12_345))).toBe(12_345);
});

const doors = ['101', '102', '201'].map((door) => ({ id: `h${door}`, door }));

test('lines with doors find their doors in any order, and what does not fit is said', () => {
	const { found, strange } = readPasted('201\t70.2\n101 88.5\r\n\n999，60\n102\n', doors);
	expect([...found]).toEqual([
		['h201', '70.2'],
		['h101', '88.5']
	]);
	expect(strange).toEqual(['999，60', '102']);
});

test('a bare column goes by the order of the doors, only when it has as many lines', () => {
	expect([...readPasted('60\n70\n80', doors).found.values()]).toEqual(['60', '70', '80']);
	expect(readPasted('60\n70', doors)).toEqual({ found: new Map(), strange: ['60', '70'] });
});

test('doors that two units have are taken one after the other', () => {
	const twice = [...doors, { id: 'other', door: '101' }];
	expect([...readPasted('101 50\n101 60', twice).found]).toEqual([
		['h101', '50'],
		['other', '60']
	]);
});
