import { describe, expect, it } from 'vitest';
import { doorAfterKey, rowsOf, type BoardUnit } from './door-board';

const doors = (...keys: string[]) =>
	keys.map((key) => ({ key, label: key, tone: 'neutral' as const, title: key }));

// Two houses: A with three storeys of two doors, B with a cellar and one door on its second floor only.
const units: BoardUnit[] = [
	{
		id: 'A',
		name: 'A',
		floors: [
			{ floor: 1, doors: doors('A101', 'A102') },
			{ floor: 2, doors: doors('A201', 'A202') },
			{ floor: 3, doors: doors('A301', 'A302') }
		]
	},
	{
		id: 'B',
		name: 'B',
		floors: [
			{ floor: 2, doors: doors('B201') },
			{ floor: -1, doors: doors('B-101', 'B-102') }
		]
	}
];
const rows = rowsOf(units);

describe('the storeys of a board', () => {
	it('stand from the top down, cellars last', () => {
		expect(rows.map((row) => row.floor)).toEqual([3, 2, 1, -1]);
	});
	it('give every unit its place, also where it has no doors', () => {
		expect(rows[0]!.byUnit.map((unit) => [unit.unitId, unit.offset, unit.doors.length])).toEqual([
			['A', 0, 2],
			['B', 2, 0]
		]);
	});
	it('know where the roof of each unit is', () => {
		expect(rows.map((row) => row.byUnit.map((unit) => unit.isTop))).toEqual([
			[true, false],
			[false, true],
			[false, false],
			[false, false]
		]);
	});
	it('are none for a building without doors', () => {
		expect(rowsOf([])).toEqual([]);
		expect(rowsOf([{ id: 'A', name: 'A', floors: [] }])).toEqual([]);
	});
});

describe('a key on a door', () => {
	it.each<[from: string, key: string, to: string | undefined]>([
		['A201', 'ArrowRight', 'A202'],
		['A202', 'ArrowRight', 'B201'],
		['B201', 'ArrowRight', undefined],
		['A202', 'ArrowLeft', 'A201'],
		['A201', 'ArrowLeft', undefined],
		['A201', 'ArrowUp', 'A301'],
		['A301', 'ArrowUp', undefined],
		['A201', 'ArrowDown', 'A101'],
		['B201', 'ArrowDown', 'A102'],
		['A102', 'ArrowDown', 'B-101'],
		['B-102', 'ArrowDown', undefined],
		['B201', 'ArrowUp', 'A302'],
		['A202', 'Home', 'A201'],
		['A201', 'End', 'B201'],
		['A301', 'PageDown', 'B-101'],
		['B-101', 'PageUp', 'A302'],
		['A201', 'a', undefined],
		['nowhere', 'ArrowUp', undefined]
	])('%s, %s leads to %s', (from, key, to) => {
		expect(doorAfterKey(rows, from, key)).toBe(to);
	});

	it.each([
		['A202', 'Home', 'A301'],
		['A202', 'End', 'B-102']
	])('%s, Ctrl+%s leads to %s', (from, key, to) => {
		expect(doorAfterKey(rows, from, key, { ctrl: true })).toBe(to);
	});

	it('follows the writing direction', () => {
		expect(doorAfterKey(rows, 'A201', 'ArrowLeft', { rtl: true })).toBe('A202');
		expect(doorAfterKey(rows, 'A201', 'ArrowUp', { rtl: true })).toBe('A301');
	});
});
