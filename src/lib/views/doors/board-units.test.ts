import { describe, expect, test } from 'vitest';
import type { Area, Door } from '$lib/domain/area/schema';
import type { Tile } from '$lib/domain/tile';
import type { VisitResult } from '$lib/domain/visit/schema';
import words from '$lib/text/zh-CN/doors';
import { boardDoor, boardUnits, keepSame, noSigns as none, placesOf } from './board-units';

const today = '2026-11-20';

const unit = (id: string, doors: Door[]): Area => ({
	id,
	kind: 'unit',
	name: id,
	code: null,
	parentId: 'b',
	path: ['b', id],
	doors
});

const door = (no: string, use: Door['use'] = 'home'): Door => ({ no, floor: Number(no[0]), use });

const tile = (no: string, result: VisitResult | null, more: Partial<Tile> = {}): Tile => ({
	householdId: `h-${no}`,
	door: no,
	head: '户主甲',
	people: 2,
	needsCare: false,
	last: result && { visitId: 'v', at: 1, result, metAt: result === 'nobody' ? null : 1 },
	knocks: result === 'nobody' ? 2 : 0,
	due: { day: result === null ? null : '2027-01-01', reason: 'halfYear' },
	...more
});

const u1 = unit('u1', [door('101'), door('102', 'shop'), door('201')]);
const shown = (tiles: Tile[], one = door('101'), signs = none) =>
	boardDoor({ unit: u1, door: one, tiles }, today, signs, words);

describe('a tile of the board', () => {
	test.each([
		['visited in time', [tile('101', 'home')], 'done', '户主甲', '101，户主甲，按时走访过'],
		['never visited', [tile('101', null)], 'due', '户主甲', '101，户主甲，该走访了'],
		[
			'knocked in vain twice',
			[tile('101', 'nobody')],
			'tried',
			'没人 2 次',
			'101，户主甲，没人 2 次'
		],
		['something last time', [tile('101', 'matter')], 'flagged', '户主甲', '101，户主甲，上次有事'],
		[
			'two households',
			[tile('101', 'home'), tile('101', null, { householdId: 'h2' })],
			'due',
			'2 户',
			'101，2 户，该走访了'
		]
	] as const)('%s', (_what, tiles, tone, caption, title) => {
		expect(shown([...tiles])).toMatchObject({ key: 'u1/101', label: '101', tone, caption, title });
	});

	test.each([
		['nobody registered', door('101'), '空户'],
		['a shop', door('101', 'shop'), '店铺'],
		['another use', door('101', 'other'), '其他用房']
	])('without a household says: %s', (_what, one, caption) => {
		expect(shown([], one)).toMatchObject({ tone: 'empty', caption, title: `101，${caption}` });
	});

	test('bears its marks, and says them', () => {
		const signs = { unsent: new Set(['h-101']), attention: new Set(['h-101']) };
		const { marks, title } = shown([tile('101', 'home', { needsCare: true })], door('101'), signs);
		expect(marks).toEqual(['attention', 'unsent', 'care']);
		expect(title).toBe('101，户主甲，按时走访过，需处理，还没上传，需要关照');
	});
});

describe('a board', () => {
	const shelf = { unitId: 'u1', tiles: { 'h-201': tile('201', null) } };

	test('stacks the floors with the top one first', () => {
		const [drawn] = boardUnits([u1], placesOf([u1], [shelf]), today, none, words);
		expect(drawn!.floors.map(({ floor, doors }) => [floor, doors.map((one) => one.label)])).toEqual(
			[
				[2, ['201']],
				[1, ['101', '102']]
			]
		);
	});

	test('walks upwards, unit by unit', () => {
		const u2 = unit('u2', [door('101')]);
		expect([...placesOf([u1, u2], [shelf]).keys()]).toEqual([
			'u1/101',
			'u1/102',
			'u1/201',
			'u2/101'
		]);
	});

	test('stands without its shelf: every door is shown as having no household', () => {
		expect([...placesOf([u1], []).values()].flatMap(({ tiles }) => tiles)).toEqual([]);
	});

	test('keeps what looks the same, and takes what looks different', () => {
		const drawn = (second: Tile) => {
			const tiles = { 'h-101': tile('101', null), 'h-201': second };
			return boardUnits([u1], placesOf([u1], [{ unitId: 'u1', tiles }]), today, none, words);
		};
		const before = drawn(tile('201', null));
		const after = keepSame(before, drawn(tile('201', 'nobody')));
		const doors = (units: typeof before) => units[0]!.floors.flatMap((floor) => floor.doors);
		expect(doors(after).map((one, i) => one === doors(before)[i])).toEqual([false, true, true]);
		expect(doors(after)[0]!.tone).toBe('tried');
	});
});
