import { describe, expect, it } from 'vitest';
import type { AreaTree } from '$lib/app/area-tree';
import type { Area, AreaKind } from '$lib/domain/area/schema';
import type { Role } from '$lib/domain/kernel/actor';
import { areaChosen, rolesToGive, stepsTo } from './appoint-form';

const kindAt: AreaKind[] = ['subdistrict', 'community', 'grid', 'building', 'unit'];
const area = (path: string): Area => {
	const steps = path.split('/');
	return {
		id: steps.at(-1)!,
		kind: kindAt[steps.length - 1]!,
		name: steps.at(-1)!,
		code: null,
		parentId: steps.at(-2) ?? null,
		path: steps,
		doors: []
	};
};
const all = [
	'街',
	'街/东',
	'街/西',
	'街/东/东一',
	'街/东/东二',
	'街/东/东一/楼',
	'街/东/东一/楼/元'
].map(area);
const treeFor = (...roots: string[]): AreaTree => ({
	byId: new Map(all.map((one) => [one.id, one])),
	children: (id) => all.filter((one) => one.parentId === id),
	roots: all.filter((one) => roots.includes(one.id)),
	pathNames: () => [],
	unitsBelow: () => []
});
const said = (tree: AreaTree, role: Role, chosen: string[]) =>
	stepsTo(tree, role, chosen).map(
		({ kind, options }) => `${kind}: ${options.map(({ id }) => id).join(' ')}`
	);

describe('the way down to an area', () => {
	const town = treeFor('街');
	const east = treeFor('东');
	it.each([
		['a sub-district appoints for itself', town, 'subdistrict', [], ['subdistrict: 街']],
		['its only area is not asked for on the way', town, 'office', [], ['community: 东 西']],
		['a grid needs its community first', town, 'gridWorker', [], ['community: 东 西']],
		['then the grid', town, 'gridWorker', ['东'], ['community: 东 西', 'grid: 东一 东二']],
		['an office starts with its grids', east, 'gridWorker', [], ['grid: 东一 东二']],
		['a mediator belongs to the community itself', east, 'mediator', [], ['community: 东']],
		[
			'a unit lies four steps down',
			east,
			'unitLeader',
			['东一', '楼'],
			['grid: 东一 东二', 'building: 楼', 'unit: 元']
		],
		[
			'where nothing lies below there is nothing to offer',
			east,
			'unitLeader',
			['东二'],
			['grid: 东一 东二', 'building: ']
		],
		[
			'a choice from another way counts for nothing',
			east,
			'gridWorker',
			['西'],
			['grid: 东一 东二']
		],
		[
			'two communities in one hand are a choice',
			treeFor('东', '西'),
			'gridWorker',
			[],
			['community: 东 西']
		]
	] as const)('%s', (_what, tree, role, chosen, expected) => {
		expect(said(tree, role, [...chosen])).toEqual(expected);
	});

	it.each([
		['unitLeader', ['东一', '楼', '元'], '元'],
		['unitLeader', ['东一', '楼'], undefined],
		['gridWorker', ['东一', '楼', '元'], '东一'],
		['gridWorker', ['nowhere'], undefined],
		['gridWorker', [], undefined]
	] as const)('for %s through %j ends at %s', (role, chosen, expected) => {
		const tree = treeFor('东');
		const steps = stepsTo(tree, role, chosen).length;
		expect(areaChosen(tree, role, chosen.slice(0, steps))).toBe(expected);
	});
});

describe('roles to give', () => {
	it.each([
		['office', ['unitLeader', 'gridWorker', 'gridParty', 'mediator', 'expert']],
		['gridWorker', []],
		[undefined, []]
	] as const)('%s may give %j', (role, expected) => {
		expect(rolesToGive(role)).toEqual(expected);
	});
});
