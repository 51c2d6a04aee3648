import { describe, expect, test } from 'vitest';
import type { Area } from '$lib/domain/area/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { digestOf, textSum } from '$lib/protocol/digest';
import type { HomeState } from '$lib/store/db';
import { newHome } from '$lib/sync/home-counts';
import { treeOf } from './area-tree';
import { rollUp } from './sync-report';

const area = (label: string, kind: Area['kind'], path: string[]): Area =>
	({
		id: idOf(label),
		kind,
		name: label,
		parentId: path.length > 0 ? idOf(path.at(-1)!) : null,
		code: null,
		doors: [],
		path: [...path, label].map(idOf)
	}) as Area;
const tree = treeOf(
	[
		area('C', 'community', []),
		area('G', 'grid', ['C']),
		area('B', 'building', ['C', 'G']),
		area('B2', 'building', ['C', 'G']),
		area('U', 'unit', ['C', 'G', 'B']),
		area('U2', 'unit', ['C', 'G', 'B'])
	],
	actorOf('gridWorker', 'G').posts,
	'2026-03-02'
);
const home = (
	label: string,
	kind: string,
	words: string,
	more: Partial<HomeState> = {}
): HomeState => ({
	...newHome(`${idOf(label)}:${kind}`),
	live: 2,
	rows: 2,
	digest: digestOf(textSum(words)),
	theirs: digestOf(textSum(words)),
	...more
});

describe('the proof per area', () => {
	test('adds up what lies below each building of a grid, and what lies on the grid and above it', () => {
		const proofs = rollUp(
			[
				home('U', 'visit', 'a'),
				home('U2', 'register', 'b'),
				home('B2', 'area', 'c'),
				home('G', 'area', 'd'),
				home('C', 'area', 'e')
			],
			tree
		);
		expect(proofs).toEqual([
			{ areaId: idOf('C'), rows: 2, theirs: 2, agrees: true },
			{ areaId: idOf('G'), rows: 2, theirs: 2, agrees: true },
			{ areaId: idOf('B'), rows: 4, theirs: 4, agrees: true },
			{ areaId: idOf('B2'), rows: 2, theirs: 2, agrees: true }
		]);
	});

	test.each([
		['a row is missing', { live: 1 }],
		['as many rows have another content', { digest: digestOf(textSum('other')) }],
		['the server has said nothing yet', { rows: -1, theirs: '' }]
	])('is not given where %s', (_when, more) => {
		const [proof] = rollUp([home('U', 'visit', 'a', more), home('U2', 'visit', 'b')], tree);
		expect(proof!.agrees).toBe(false);
	});
});
