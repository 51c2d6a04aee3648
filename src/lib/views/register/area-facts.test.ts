import { expect, it } from 'vitest';
import { treeOf } from '$lib/app/area-tree';
import type { Area, AreaKind } from '$lib/domain/area/schema';
import { addable, addingFault, figuresOf } from './area-facts';
import { fittingRows, householdRows } from './household-rows';

const area = (id: string, kind: AreaKind, parentId: string | null, code: string | null): Area => ({
	id,
	kind,
	name: `${id}名`,
	code,
	parentId,
	path: [],
	doors:
		kind === 'unit'
			? ['101', '201', '1001'].map((no, i) => ({ no, floor: i + 1, use: 'home' as const }))
			: []
});
const community = area('c', 'community', 's', '999999001001');
const all = [
	area('s', 'subdistrict', null, '999999001'),
	community,
	area('g', 'grid', 'c', '99999900100101'),
	area('b', 'building', 'g', null),
	area('u1', 'unit', 'b', null),
	area('u2', 'unit', 'b', null)
];
const tree = treeOf(all, [], '2026-11-21');
const tile = (householdId: string, door: string, head: string) => ({
	householdId,
	door,
	head,
	people: 2,
	needsCare: false,
	last: null,
	knocks: 0,
	due: { day: null, reason: 'never' as const }
});
const shelf = {
	unitId: 'u1',
	tiles: { z: tile('z', '101', '丁一'), x: tile('x', '1001', '甲一'), y: tile('y', '101', '乙一') }
};

it('counts units, doors and households below an area', () => {
	expect(figuresOf(tree, 'c', new Map([['u1', shelf]]))).toEqual({
		units: 2,
		doors: 6,
		households: 3
	});
	expect(figuresOf(tree, 'u2', null)).toEqual({ units: 1, doors: 3, households: null });
});

it('lets each role add what it may, and no more', () => {
	expect(addable(all[0]!, 'subdistrict')).toBe('community');
	expect(addable(community, 'office')).toBe('grid');
	expect(addable(all[4]!, 'office')).toBeUndefined();
	expect(addable(community, 'gridWorker')).toBeUndefined();
});

it.each([
	['a name', { name: ' ', suffix: '02' }, { field: 'name', fault: 'missing' }],
	['a new name', { name: 'g名', suffix: '02' }, { field: 'name', fault: 'taken' }],
	['a code', { name: '二', suffix: '' }, { field: 'code', fault: 'wrong' }],
	['two digits at least', { name: '二', suffix: '2' }, { field: 'code', fault: 'wrong' }],
	['six digits at most', { name: '二', suffix: '1234567' }, { field: 'code', fault: 'wrong' }],
	['digits only', { name: '二', suffix: '0a' }, { field: 'code', fault: 'wrong' }],
	['a new code', { name: '二', suffix: '01' }, { field: 'code', fault: 'taken' }],
	['nothing more', { name: '二', suffix: '02' }, undefined]
])('asks for %s when a grid is added', (_what, given, fault) =>
	expect(addingFault(tree, community, 'grid', given)).toEqual(fault)
);

it('lists households in the order of the doors and finds them by door or name', () => {
	const rows = householdRows([shelf], tree);
	expect(rows.map((row) => row.head)).toEqual(['乙一', '丁一', '甲一']);
	expect(fittingRows(rows, ' 10１ ').map((row) => row.head)).toEqual(['乙一', '丁一']);
	expect(fittingRows(rows, '甲').map((row) => row.door)).toEqual(['1001']);
	expect(fittingRows(rows, '')).toHaveLength(3);
});
