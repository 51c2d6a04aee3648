import type { Fen } from '../money/fen';

/** Somebody among whom an amount is divided. `weight` is a whole number from 0; `place` the order of the doors. */
export interface Weighed {
	id: string;
	place: number;
	weight: number;
}

/**
 * One part of a divided amount and how it came about: `exact` 分 are the whole part of amount × weight ÷ total, `rest`
 * what that division left over (out of `total`), and `extra` the one 分 that the largest rests get.
 */
export interface Part {
	id: string;
	fen: Fen;
	weight: number;
	total: number;
	exact: Fen;
	rest: number;
	extra: 0 | 1;
}

/**
 * Divides an amount by weights so that the parts add up to it exactly (largest remainder). Equal rests go by the order
 * of the doors, then by id: every phone divides alike, whatever order it knows the households in. A heavier weight never
 * gets less. Of two amounts, though, the larger may give one of the parts 1 分 less (the paradox of Alabama), which is
 * why an open campaign is not divided anew without a revision. Needs a total weight above zero.
 */
export function apportion(amount: Fen, among: readonly Weighed[]): Part[] {
	const total = among.reduce((sum, { weight }) => sum + weight, 0);
	if (!(total > 0) || !Number.isSafeInteger(total)) throw new RangeError('no weight to divide by');
	const parts = inOrder(among).map(({ id, weight }): Part => {
		// 10¹¹ 分 times an area is beyond what a number holds exactly.
		const product = BigInt(amount) * BigInt(weight);
		const exact = Number(product / BigInt(total));
		const rest = Number(product % BigInt(total));
		return { id, weight, total, exact, rest, fen: exact, extra: 0 };
	});
	const left = amount - parts.reduce((sum, { exact }) => sum + exact, 0);
	// The sort is stable: among equal rests the order of the doors stays.
	const luckier = [...parts].sort((a, b) => b.rest - a.rest);
	for (const part of luckier.slice(0, left)) {
		part.extra = 1;
		part.fen += 1;
	}
	return parts;
}

/** The order in which households are listed and equal rests are decided: by door, then by id. */
export const inOrder = <T extends { id: string; place: number }>(list: readonly T[]): T[] =>
	[...list].sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
