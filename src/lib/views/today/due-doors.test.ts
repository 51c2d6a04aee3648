import { describe, expect, test } from 'vitest';
import type { Area, AreaKind } from '$lib/domain/area/schema';
import type { Shelf, Tile } from '$lib/domain/tile';
import { dueDay } from './due-doors';

const today = '2026-11-20';

const area = (id: string, kind: AreaKind, doors: string[] = []): Area => ({
	id,
	kind,
	name: id,
	code: null,
	parentId: null,
	path: [id],
	doors: doors.map((no) => ({ no, floor: Number(no[0]), use: 'home' }))
});

const tile = (door: string, day: string | null = null): Tile => ({
	householdId: `h-${door}`,
	door,
	head: '户主',
	people: 1,
	needsCare: false,
	last: day === null ? null : { visitId: 'v', at: 1, result: 'home', metAt: 1 },
	knocks: 0,
	due: { day, reason: day === null ? 'never' : 'halfYear' }
});

const shelf = (unitId: string, ...tiles: Tile[]): Shelf => ({
	unitId,
	tiles: Object.fromEntries(tiles.map((one) => [one.householdId, one]))
});

const u1 = area('u1', 'unit', ['101', '102', '201']);
const u2 = area('u2', 'unit', ['101', '102']);
const u3 = area('u3', 'unit', ['101', '102']);
const buildings = [
	{ building: area('b1', 'building'), units: [u1, u2] },
	{ building: area('b2', 'building'), units: [u3] }
];
const shelves = [
	shelf('u3', tile('102'), tile('101')),
	shelf('u1', tile('201'), tile('102', '2027-01-01'), tile('101', '2026-11-18')),
	shelf('u2', tile('101'))
];

const walk = (most: number, nearest?: string) =>
	dueDay(buildings, shelves, today, most, nearest).groups.map(({ building, listed, more }) => [
		building.id,
		listed.map(({ unit, tile: one }) => `${unit.id}/${one.door}`),
		more
	]);

describe('the households due today', () => {
	test('stand in the order of one walk: building, unit, floor, door', () => {
		expect(walk(30)).toEqual([
			['b1', ['u1/101', 'u1/201', 'u2/101'], 0],
			['b2', ['u3/101', 'u3/102'], 0]
		]);
	});

	test('begin in the building of the last visit', () => {
		expect(walk(30, 'b2').map(([id]) => id)).toEqual(['b2', 'b1']);
	});

	test('are listed up to the limit, the others counted by building', () => {
		expect(walk(2)).toEqual([
			['b1', ['u1/101', 'u1/201'], 1],
			['b2', [], 2]
		]);
	});

	test('tell how late each one is, and that a first visit has no date', () => {
		const [first, second] = dueDay(buildings, shelves, today, 30).groups[0]!.listed;
		expect([first!.overdue, second!.overdue]).toEqual([2, null]);
	});

	test('are counted among all households', () => {
		const { total, households } = dueDay(buildings, shelves, today, 1);
		expect({ total, households }).toEqual({ total: 5, households: 6 });
	});

	test('include a household whose door the unit does not list', () => {
		const strays = [shelf('u1', tile('999'), tile('101'))];
		const [group] = dueDay(buildings, strays, today, 30).groups;
		expect(group!.listed.map((one) => one.tile.door)).toEqual(['101', '999']);
	});

	test('are none where there are no shelves', () => {
		expect(dueDay(buildings, [], today, 30)).toEqual({ groups: [], total: 0, households: 0 });
	});
});
