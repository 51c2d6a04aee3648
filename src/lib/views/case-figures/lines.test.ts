import { beforeAll, expect, test } from 'vitest';
import { figuresOf, type CaseFigures } from '$lib/domain/dispute/figures';
import { needWords } from '$lib/text/text.svelte';
import { cellsOf, linesOf, percentOf } from './lines';

beforeAll(() => needWords('cases'));

const none = figuresOf([], { from: '2026-03-01', to: '2026-03-31', today: '2026-03-31' });
const some: CaseFigures = {
	...none,
	...{ accepted: 3, amountFen: 123_450, succeeded: { of: 2, all: 3 } },
	byCategory: { ...none.byCategory, estate: 3 }
};

test('every figure has a line of its own', () => {
	expect(new Set(linesOf().map(({ key }) => key)).size).toBe(linesOf().length);
	const parts = linesOf().filter(({ isPart }) => isPart);
	expect(parts).toHaveLength(15 + 3 + 4);
});

test('a rate takes three lines, an amount is in yuan, and what is part of a line is set in', () => {
	const cells = cellsOf([
		{ name: 'A', figures: some },
		{ name: 'B', figures: none }
	]);
	expect(cells[0]!.slice(1)).toEqual(['A', 'B']);
	expect(cells.every((row) => row.length === 3)).toBe(true);
	const numbers = cells.map((row) => row.slice(1).join(' '));
	expect(numbers).toContain('1234.5 0');
	const at = numbers.indexOf('2 0');
	expect(numbers.slice(at, at + 3)).toEqual(['2 0', '3 0', '66.7 ']);
	expect(cells.filter(([name]) => String(name).startsWith('其中：'))).toHaveLength(22);
});

test('nothing out of nothing is no share', () => {
	expect(percentOf({ of: 0, all: 0 })).toBeNull();
	expect(percentOf({ of: 1, all: 3 })).toBe(33.3);
});
