/**
 * Digests: how phone and server prove to each other that they hold the same rows, or the same operations. Each entry
 * counts with a 64-bit number of its own, kept as two 32-bit halves, and a set with the sum of its entries' numbers,
 * each half modulo 2³². So an entry is added or taken away without looking at the others, and the sums of areas add up
 * along the tree. Found differences are accidents, not attacks: the hash is fast, not secret.
 */

/** The two halves of a digest, each from 0 to 2³² − 1. */
export type Sum = readonly [high: number, low: number];

/** The digest of nothing. */
export const noSum: Sum = [0, 0];

/** The digest of both sets together. */
export const addSums = (a: Sum, b: Sum): Sum => [(a[0] + b[0]) >>> 0, (a[1] + b[1]) >>> 0];

/** What has to be added to take `sum` away again. */
export const minusSum = (sum: Sum): Sum => [-sum[0] >>> 0, -sum[1] >>> 0];

/** A digest as sixteen hexadecimal digits, the form in which it travels. */
export const digestOf = ([high, low]: Sum): string =>
	high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');

/** Reads a digest back; the caller knows that it is one. */
export const sumOf = (digest: string): Sum => [
	parseInt(digest.slice(0, 8), 16),
	parseInt(digest.slice(8), 16)
];

/** Stirs a 32-bit number until every bit depends on every other (the end of MurmurHash3). */
function stir(h: number): number {
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** The number of a text: two lanes over its UTF-16 units, each stirred with the other. */
export function textSum(text: string): Sum {
	let a = 0x9747b28c ^ text.length;
	let b = 0x3c6ef372;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		a = Math.imul(a ^ unit, 0x01000193);
		b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x9e3779b1);
	}
	return [stir(a ^ Math.imul(b, 0x27d4eb2f)), stir(b ^ Math.imul(a, 0x165667b1))];
}

/**
 * The number of a living row: which record it is, its number in its home, and its content. `bodyText` is the body as
 * `JSON.stringify` writes it, which is the same before and after it has travelled.
 */
export const rowSum = (row: { kind: string; id: string; seq: number }, bodyText: string): Sum =>
	textSum(`${row.kind}:${row.id}:${row.seq}:${bodyText}`);
