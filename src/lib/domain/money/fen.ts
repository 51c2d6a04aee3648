/** Money as a whole number of 分 (1 yuan = 100). Never a fraction: what cannot be paid cannot be owed. */
export type Fen = number;

/**
 * The largest single amount, just below 10⁹ yuan: nine digits before the point. Some 90 000 amounts of this size can
 * still be added up exactly in a JavaScript number.
 */
export const maxFen: Fen = 99_999_999_999;

/** Whether it is an amount that can be paid or owed: whole 分, above zero, at most `maxFen`. */
export const isAmount = (fen: Fen): boolean => Number.isInteger(fen) && fen > 0 && fen <= maxFen;

/** The exact sum in 分, which may be negative. Throws where a number could no longer hold it exactly. */
export function sumFen(amounts: Iterable<Fen>): Fen {
	let sum = 0;
	for (const fen of amounts) {
		sum += fen;
		if (!Number.isSafeInteger(sum)) throw new RangeError('a sum of money left the exact range');
	}
	return sum;
}
