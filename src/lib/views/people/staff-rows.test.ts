import { describe, expect, it } from 'vitest';
import type { Appointment } from '$lib/domain/appointment/schema';
import type { Area, AreaKind } from '$lib/domain/area/schema';
import type { Role } from '$lib/domain/kernel/actor';
import { peopleInOffice, staffRows, standingOf, type StaffFilter, type Tree } from './staff-rows';

const area = (id: string, kind: AreaKind, path: string[]): Area => ({
	id,
	kind,
	name: `${id}名`,
	code: null,
	parentId: path.at(-2) ?? null,
	path,
	doors: []
});
const all = [
	area('街', 'subdistrict', ['街']),
	area('东', 'community', ['街', '东']),
	area('东一', 'grid', ['街', '东', '东一']),
	area('楼', 'building', ['街', '东', '东一', '楼']),
	area('单元', 'unit', ['街', '东', '东一', '楼', '单元']),
	area('东二', 'grid', ['街', '东', '东二'])
];
const byId = new Map(all.map((one) => [one.id, one]));
const tree: Tree = {
	byId,
	children: (id) => all.filter((one) => one.parentId === id),
	pathNames: (id) => (byId.get(id)?.path ?? []).map((step) => byId.get(step)!.name)
};

const today = '2026-05-10';
const by = { personId: 'boss', name: '某' };
let count = 0;
const held = (
	role: Role,
	areaId: string,
	name = '甲',
	from = '2026-01-01',
	to: string | null = null
): Appointment => ({
	id: `a${++count}`,
	personId: `p${count}`,
	name,
	role,
	areaId,
	from,
	to,
	madeBy: by,
	madeAt: 0,
	endedBy: null
});
const filter = (more: Partial<StaffFilter> = {}): StaffFilter => ({
	words: '',
	role: '',
	areaId: '',
	standing: 'now',
	...more
});
const list = (appointments: Appointment[], more: Partial<StaffFilter> = {}) =>
	staffRows(appointments, tree, filter(more), today).map((row) =>
		row.kind === 'group' ? `[${row.title} ${row.count}]` : `${row.appointment.role} ${row.where}`
	);

describe('standing', () => {
	it.each([
		['2026-05-10', null, 'now'],
		['2026-05-10', '2026-05-10', 'now'],
		['2026-05-11', null, 'future'],
		['2026-05-11', '2026-12-31', 'future'],
		['2026-01-01', '2026-05-09', 'ended'],
		['2026-05-12', '2026-05-11', 'ended']
	] as const)('from %s to %s is %s', (from, to, expected) => {
		expect(standingOf({ from, to }, today)).toBe(expected);
	});
});

describe('the list of people', () => {
	it('groups by grid in the order of the tree, higher roles first', () => {
		const rows = list([
			held('unitLeader', '单元'),
			held('gridWorker', '东二'),
			held('office', '东'),
			held('gridWorker', '东一'),
			held('gridParty', '东一'),
			held('subdistrict', '街')
		]);
		expect(rows).toEqual([
			'[街名 1]',
			'subdistrict ',
			'[街名 · 东名 1]',
			'office ',
			'[东名 · 东一名 3]',
			'gridParty ',
			'gridWorker ',
			'unitLeader 楼名 单元名',
			'[东名 · 东二名 1]',
			'gridWorker '
		]);
	});

	it.each([
		['a name', { words: '乙' }, ['[东名 · 东二名 1]', 'gridWorker ']],
		[
			'the name of a place above',
			{ words: '东一' },
			['[东名 · 东一名 1]', 'unitLeader 楼名 单元名']
		],
		['a role', { role: 'unitLeader' }, ['[东名 · 东一名 1]', 'unitLeader 楼名 单元名']],
		[
			'an area with all below it',
			{ areaId: '楼' },
			['[东名 · 东一名 1]', 'unitLeader 楼名 单元名']
		],
		['what has ended', { standing: 'ended' }, ['[街名 · 东名 1]', 'office ']],
		['nothing that is there', { words: '没有' }, []]
	] as const)('is narrowed by %s', (_what, more, expected) => {
		const people = [
			held('unitLeader', '单元', '甲'),
			held('gridWorker', '东二', '乙'),
			held('office', '东', '丙', '2026-01-01', '2026-02-01')
		];
		expect(list(people, more)).toEqual(expected);
	});

	it('still shows somebody whose area is not on this phone', () => {
		expect(list([held('gridWorker', '远')])).toEqual(['[ 1]', 'gridWorker ']);
	});

	it('counts a person with two hats once', () => {
		const one = held('gridWorker', '东一');
		const two = { ...held('gridParty', '东一'), personId: one.personId };
		expect(peopleInOffice([one, two, held('office', '东', '乙', '2027-01-01')], today)).toBe(1);
	});
});
