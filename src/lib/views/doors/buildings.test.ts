import { expect, test } from 'vitest';
import type { Area, AreaKind } from '$lib/domain/area/schema';
import type { AreaTree } from '$lib/app/area-tree';
import { buildingsOf, byGrid } from './buildings';

const area = (id: string, kind: AreaKind, parentId: string | null): Area => ({
	id,
	kind,
	name: id,
	code: null,
	parentId,
	path: kind === 'building' ? [parentId!, id] : [id],
	doors: []
});

const all = [
	area('g1', 'grid', null),
	area('b1', 'building', 'g1'),
	area('u1', 'unit', 'b1'),
	area('u2', 'unit', 'b1'),
	area('b2', 'building', 'g1')
];

const treeWith = (...roots: string[]): AreaTree => {
	const byId = new Map(all.map((one) => [one.id, one]));
	return {
		byId,
		children: (id) => all.filter((one) => one.parentId === id),
		roots: roots.map((id) => byId.get(id)!),
		pathNames: () => [],
		unitsBelow: () => []
	};
};

const names = (tree: AreaTree) =>
	buildingsOf(tree).map(({ building, units }) => [building.id, units.map((unit) => unit.id)]);

test.each([
	[
		'a grid worker sees every building, also one without units',
		['g1'],
		[
			['b1', ['u1', 'u2']],
			['b2', []]
		]
	],
	['a unit leader sees the building with the one unit', ['u2'], [['b1', ['u2']]]],
	['two units of one building make one building', ['u1', 'u2'], [['b1', ['u1', 'u2']]]],
	[
		'a grid and a unit inside it count once',
		['u1', 'g1'],
		[
			['b1', ['u1', 'u2']],
			['b2', []]
		]
	],
	['nobody without a post sees any', [], []]
] as const)('%s', (_who, roots, buildings) => {
	expect(names(treeWith(...roots))).toEqual(buildings);
});

test('buildings stand under their grid', () => {
	const tree = treeWith('g1');
	expect(
		byGrid(tree, buildingsOf(tree)).map(({ grid, buildings }) => [grid?.id, buildings.length])
	).toEqual([['g1', 2]]);
});
