import { describe, expect, test } from 'vitest';
import { findIn, lineOf, unitText, type Findable } from './haystack';

const people: Findable[] = [
	{
		householdId: 'h1',
		door: '1201',
		name: '张桂芳',
		pinyin: 'zhang gui fang',
		phone: '13900001234'
	},
	{ householdId: 'h1', door: '1201', name: '吕明', pinyin: 'lü ming', phone: null },
	{ householdId: 'h2', door: '201', name: '张明', pinyin: 'zhang ming', phone: '13900121201' },
	{ householdId: 'h3', door: 'A101', name: '王桂芳', pinyin: 'wang gui fang', phone: null }
];
const unit = (unitId: string, address: string[], who: Findable[]) =>
	unitText(
		unitId,
		address,
		who.map(lineOf).join('\n'),
		who.map((one) => one.householdId)
	);
const units = [
	unit('u1', ['3', '1'], people),
	unit('u2', ['3', '2'], []),
	unit(
		'u3',
		['5', '1'],
		[{ ...people[0]!, householdId: 'h9', name: '赵六', pinyin: 'zhao liu', phone: null }]
	)
];
const found = (typed: string) =>
	findIn(units, typed, 20).map((hit) => `${hit.householdId} ${hit.residentName} ${hit.why}`);

describe('residents are found', () => {
	test.each<[string, string, string[]]>([
		['by characters', '桂芳', ['h1 张桂芳 name', 'h3 王桂芳 name']],
		['by a whole name first', '张明', ['h2 张明 name']],
		['by pinyin, with or without spaces', 'zhang ming', ['h2 张明 pinyin']],
		['by the middle of the pinyin', 'guifang', ['h1 张桂芳 pinyin', 'h3 王桂芳 pinyin']],
		['by initials', 'zgf', ['h1 张桂芳 initials']],
		['by v for ü', 'lv', ['h1 吕明 pinyin']],
		['by the tail of a phone', '1234', ['h1 张桂芳 phone']],
		[
			'by door, once per household, doors before phones',
			'1201',
			['h1 张桂芳 door', 'h9 赵六 door', 'h2 张明 phone']
		],
		['by building and door', '5-1201', ['h9 赵六 door']],
		['by building, unit and door', '3-1-1201', ['h1 张桂芳 door']],
		['by a door with a letter', 'a101', ['h3 王桂芳 door']],
		['by full-width digits', '１２３４', ['h1 张桂芳 phone']],
		['never by an empty question', '  ', []],
		['never across two fields or lines', '芳zhang', []]
	])('%s', (_how, typed, expected) => {
		expect(found(typed)).toEqual(expected);
	});

	test('with the door as it is written', () => {
		expect(findIn(units, '王桂', 5)[0]?.door).toBe('A101');
	});

	test('no more of them than asked for', () => {
		expect(findIn(units, '1201', 1)).toHaveLength(1);
	});
});
