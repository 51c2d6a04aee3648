import { maxPullRows } from '$lib/protocol/envelope';

/** A page should arrive while somebody is still willing to look: neither many small ones nor one that times out, ms. */
const pace = { quick: 1_000, slow: 6_000 };
const leastRows = 50;

/** How many rows to ask for before anything is known about the line. */
export const firstRows = 500;

/** How many rows to ask for after a page of `rows` took so long, ms. */
export function rowsAfter(rows: number, tookMs: number): number {
	if (tookMs <= pace.quick) return Math.min(rows * 2, maxPullRows);
	return tookMs < pace.slow ? rows : Math.max(Math.floor(rows / 2), leastRows);
}

/** How many to ask for in the next cycle, after a page of `rows` did not arrive at all. */
export const rowsAfterFailure = (rows: number): number =>
	Math.max(Math.floor(Math.min(rows, firstRows) / 4), leastRows);
