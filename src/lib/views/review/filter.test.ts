import { expect, test } from 'vitest';
import { choicesOf, everything, filterItems, type ReviewItem } from './filter';
import type { VisitResult } from '$lib/domain/visit/schema';

const item = (
	id: string,
	gridId: string,
	personId: string,
	result: VisitResult,
	at: number
): ReviewItem => {
	const by = { personId, name: `人${personId}`, role: 'gridWorker' as const };
	return {
		visit: {
			id,
			householdId: 'h',
			unitId: 'u',
			first: { result, needs: [], words: '', at, by },
			amendments: [],
			review: { state: 'waiting' },
			withdrawnAt: null
		},
		gridId,
		gridName: `第${gridId}网格`,
		door: '1',
		head: ''
	};
};
const items = [
	item('a', '10', '1', 'home', 3),
	item('b', '2', '2', 'nobody', 1),
	item('c', '2', '1', 'home', 2)
];

test.each([
	['nothing chosen: all, the earliest first', {}, 'bca'],
	['one grid', { gridId: '2' }, 'bc'],
	['one person', { personId: '1' }, 'ca'],
	['one result', { result: 'nobody' as const }, 'b'],
	['several at once', { gridId: '2', result: 'home' as const }, 'c'],
	['nothing fits', { gridId: '10', result: 'nobody' as const }, '']
])('the queue with %s', (_what, chosen, ids) => {
	expect(
		filterItems(items, { ...everything, ...chosen })
			.map((i) => i.visit.id)
			.join('')
	).toBe(ids);
});

test('an amended result counts, not the first one', () => {
	const amended = item('d', '1', '1', 'home', 1);
	amended.visit.amendments.push({ ...amended.visit.first, result: 'matter' });
	expect(filterItems([amended], { ...everything, result: 'matter' })).toHaveLength(1);
});

test('only grids and people that occur can be chosen, grid 2 before grid 10', () => {
	expect(choicesOf(items).grids.map((g) => g.value)).toEqual(['2', '10']);
	expect(choicesOf(items).people).toHaveLength(2);
});
