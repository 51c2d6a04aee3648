import type { Fen } from './fen';

/** An amount in yuan with two digits behind the point and thousands apart: `-1,234.50`. Which currency, the words say. */
export function yuanText(fen: Fen): string {
	const digits = String(Math.abs(fen)).padStart(3, '0');
	const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
	return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}
