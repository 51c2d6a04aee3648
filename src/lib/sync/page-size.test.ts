import { expect, test } from 'vitest';
import { firstRows, rowsAfter, rowsAfterFailure } from './page-size';

test.each([
	['grows while pages come at once', 500, 200, 1_000],
	['grows no further than a page may be', 1_500, 200, 2_000],
	['stays on a line of middling speed', 500, 3_000, 500],
	['shrinks on a slow line', 500, 9_000, 250],
	['never shrinks to almost nothing', 60, 24_000, 50]
])('a page %s', (_, rows, tookMs, next) => expect(rowsAfter(rows, tookMs)).toBe(next));

test('a page that never arrived is asked for in a quarter, and smaller still, but never in single rows', () => {
	expect(rowsAfterFailure(firstRows)).toBe(125);
	expect(rowsAfterFailure(2_000)).toBe(125);
	expect(rowsAfterFailure(125)).toBe(50);
	expect(rowsAfterFailure(50)).toBe(50);
});
