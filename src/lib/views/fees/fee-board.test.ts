import { describe, expect, test } from 'vitest';
import type { Area } from '$lib/domain/area/schema';
import type { FeeNote, Levy } from '$lib/domain/levy/schema';
import words from '$lib/text/zh-CN/fees';
import {
	doorFeeOf,
	feePlaces,
	feeTile,
	feeUnit,
	isToAsk,
	sharedFeeOf,
	type DoorFee
} from './fee-board';
import { linesOf } from '$lib/domain/levy/select';

const unit = {
	...{ id: 'u', kind: 'unit', name: '1单元', code: null, parentId: 'b', path: ['b', 'u'] },
	doors: [
		{ no: '101', floor: 1, use: 'home' },
		{ no: '102', floor: 1, use: 'shop' },
		{ no: '201', floor: 2, use: 'home' }
	]
} as Area;

const by = { personId: 'p', name: '单元长甲', role: 'unitLeader' as const };
const note = (kind: FeeNote['kind'], on: string | null = null): FeeNote => ({
	...{ kind, on, by, at: 1, clock: '1' }
});

const levyOf = (doors: [door: string, fen: number, taken: number, note?: FeeNote][]): Levy => ({
	...{ id: 'l', campaignId: 'c', unitId: 'u', title: '防盗门', purpose: '', state: 'open' },
	...{ dueOn: null, turns: [], late: {}, receipts: 0 },
	shares: doors.map(([door, fen], i) => ({
		...{ householdId: `h${i}`, door, fen, why: { kind: 'fixed', fen } }
	})),
	taken: Object.fromEntries(doors.map(([, , taken], i) => [`h${i}`, taken])),
	notes: Object.fromEntries(doors.flatMap(([, , , noted], i) => (noted ? [[`h${i}`, noted]] : [])))
});

const says = { yuan: (fen: number) => `¥${fen / 100}`, day: (day: string) => day.slice(5) };
const told = { ...words, unsent: '还没上传' };

describe('a door', () => {
	test.each([
		['owes all', 30_000, 0, undefined, 'owing', '¥300', 'due'],
		['has paid in part', 30_000, 10_000, undefined, 'part', '欠¥200', 'part'],
		['has paid', 30_000, 30_000, undefined, 'paid', '已交', 'done'],
		[
			'has paid although nobody was in before',
			30_000,
			30_000,
			note('absent'),
			'paid',
			'已交',
			'done'
		],
		['has paid twice', 30_000, 60_000, undefined, 'over', '多¥300', 'over'],
		['is exempt', 0, 0, undefined, 'exempt', '免交', 'spared'],
		['promised', 30_000, 0, note('promised', '2026-12-03'), 'promised', '12-03交', 'postponed'],
		['promised without a day', 30_000, 0, note('promised'), 'promised', '答应交', 'postponed'],
		['did not open', 30_000, 0, note('absent'), 'absent', '不在家', 'tried'],
		['is not willing', 30_000, 0, note('refused'), 'refused', '不愿交', 'flagged'],
		['had a note that was taken back', 30_000, 0, note('clear'), 'owing', '¥300', 'due']
	] as const)('that %s', (_what, fen, taken, noted, fee, caption, tone) => {
		const levy = levyOf([['101', fen, taken, noted]]);
		expect(doorFeeOf(linesOf(levy)[0]!)).toBe(fee satisfies DoorFee);
		const { places } = feePlaces(unit, levy);
		expect(feeTile(places.get('101')!, new Set(), told, says)).toMatchObject({ caption, tone });
	});

	test('is read out with its state, its figure and what waits', () => {
		const { places } = feePlaces(unit, levyOf([['101', 30_000, 10_000]]));
		expect(feeTile(places.get('101')!, new Set(['h0']), told, says)).toMatchObject({
			title: '101，欠¥200，交了一部分，还没上传',
			marks: ['unsent']
		});
	});

	test('where nobody is asked cannot be picked', () => {
		const { places } = feePlaces(unit, levyOf([['101', 30_000, 0]]));
		expect(feeTile(places.get('102')!, new Set(), told, says)).toMatchObject({
			...{ tone: 'empty', disabled: true, title: '102，不用收' }
		});
	});

	test('with two households shows the one with more left to do', () => {
		const levy = levyOf([
			['101', 30_000, 30_000],
			['101', 30_000, 0, note('absent')]
		]);
		const { places } = feePlaces(unit, levy);
		expect(sharedFeeOf(places.get('101')!.lines)).toBe('absent');
		expect(feeTile(places.get('101')!, new Set(), told, says).caption).toBe('2 户');
		expect(isToAsk(places.get('101')!)).toBe(false);
		expect(isToAsk(places.get('101')!, true)).toBe(true);
	});
});

test('a household whose door is not on the board any more is not lost', () => {
	const { places, elsewhere } = feePlaces(unit, levyOf([['999', 30_000, 0]]));
	expect([...places.keys()]).toEqual(['101', '102', '201']);
	expect(elsewhere.map(({ share }) => share.door)).toEqual(['999']);
});

test('the unit stands with its top floor first', () => {
	const { places } = feePlaces(unit, levyOf([['201', 30_000, 0]]));
	const drawn = feeUnit(unit, places, (place) => feeTile(place, new Set(), told, says));
	expect(drawn.floors.map(({ floor }) => floor)).toEqual([2, 1]);
});
