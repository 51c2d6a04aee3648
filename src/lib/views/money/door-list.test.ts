import { expect, test } from 'vitest';
import type { Area } from '$lib/domain/area/schema';
import type { Shelf, Tile } from '$lib/domain/tile';
import { doorsOf, emptyHomes } from './door-list';

const tile = (householdId: string, door: string, people: number): Tile => ({
	...{ householdId, door, people, head: '', needsCare: false, last: null, knocks: 0 },
	due: { day: null, reason: 'never' as never }
});
const unit = (id: string): Area => ({
	...{ id, kind: 'unit', name: id, code: null, parentId: null, path: [id] },
	doors: [
		{ no: '101', floor: 1, use: 'home' },
		{ no: '201', floor: 2, use: 'home' },
		{ no: 'S1', floor: 1, use: 'shop' }
	]
});
const tree = {
	byId: new Map([unit('u1'), unit('u2')].map((area) => [area.id, area])),
	pathNames: (id: string) => ['community', 'building', id]
};
const shelf = (unitId: string, tiles: Tile[]): Shelf => ({
	unitId,
	tiles: Object.fromEntries(tiles.map((one) => [one.householdId, one]))
});

test('households come unit by unit in the order of the doors, with floor and people', () => {
	const list = doorsOf(
		[shelf('u1', [tile('b', '201', 3), tile('a', '101', 2)]), shelf('u2', [tile('c', '9-9', 1)])],
		tree
	);
	expect(list.map(({ id, place, floor, persons }) => [id, place, floor, persons])).toEqual([
		['a', 0, 1, 2],
		['b', 1, 2, 3],
		['c', 2, null, 1]
	]);
	expect(list[0]!.unitName).toBe('building u1');
});

test('homes without a household are counted, shops are not', () => {
	expect(emptyHomes([shelf('u1', [tile('a', '101', 2)]), shelf('u2', [])], tree)).toBe(3);
});
