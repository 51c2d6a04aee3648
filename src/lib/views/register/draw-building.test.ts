import { expect, it } from 'vitest';
import {
	drawBuilding,
	numbersIn,
	planLimits,
	wholeNumber,
	type BuildingPlan
} from './draw-building';

const plan: BuildingPlan = {
	units: 1,
	floors: 2,
	perFloor: 2,
	firstFloor: 1,
	skipped: [],
	pattern: 'floorDoor'
};
const numbers = (change: Partial<BuildingPlan>) =>
	drawBuilding({ ...plan, ...change }).map((doors) => doors.map((door) => door.no).join(' '));

it.each<[string, Partial<BuildingPlan>, string[]]>([
	['floor and number', {}, ['101 102 201 202']],
	[
		'the unit before it',
		{ units: 2, pattern: 'unitFloorDoor' },
		['1-101 1-102 1-201 1-202', '2-101 2-102 2-201 2-202']
	],
	['numbers from below', { pattern: 'running' }, ['1 2 3 4']],
	['shops on the ground', { firstFloor: 2 }, ['201 202 301 302']],
	['no third floor', { floors: 3, skipped: [3] }, ['101 102 201 202 401 402']],
	['floors of two digits', { firstFloor: 9, floors: 2 }, ['901 902 1001 1002']]
])('draws a building with %s', (_what, change, expected) =>
	expect(numbers(change)).toEqual(expected)
);

it('draws a tower of 34 storeys with 4 doors each', () => {
	const [doors] = drawBuilding({ ...plan, floors: 34, perFloor: 4 });
	expect(doors).toHaveLength(136);
	expect(doors!.at(-1)).toEqual({ no: '3404', floor: 34, use: 'home' });
	expect(new Set(doors!.map((door) => door.no)).size).toBe(136);
});

it.each([
	['34', 34],
	['３４', 34],
	[' 4 ', 4],
	['0', undefined],
	['61', undefined],
	['3.5', undefined],
	['', undefined]
])('reads %s as a count of floors', (text, expected) =>
	expect(wholeNumber(text, planLimits.floors)).toBe(expected)
);

it('reads floors that do not exist however they are separated', () =>
	expect(numbersIn('4，14、 24层')).toEqual([4, 14, 24]));
