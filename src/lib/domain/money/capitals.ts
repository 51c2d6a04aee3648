import type { Fen } from './fen';

const digits = [
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine'
] as const;
const places = ['thousand', 'hundred', 'ten', undefined] as const;

/** One sign of an amount in capitals (大写); `text/` has the character of each. `whole` is 整, `minus` 负. */
export type CapitalSign =
	| (typeof digits)[number]
	| Exclude<(typeof places)[number], undefined>
	| 'hundredMillion'
	| 'tenThousand'
	| 'yuan'
	| 'jiao'
	| 'fen'
	| 'whole'
	| 'minus';

/** Four digits of the yuan; `isAfter`: something stands before them. */
function group(four: number, isAfter: boolean): CapitalSign[] {
	const signs: CapitalSign[] = [];
	let isGap = false;
	String(four)
		.padStart(4, '0')
		.split('')
		.forEach((digit, i) => {
			if (digit === '0') isGap = isAfter || signs.length > 0;
			else {
				if (isGap) signs.push('zero');
				isGap = false;
				signs.push(digits[Number(digit)]!, ...(places[i] ? [places[i]] : []));
			}
		});
	return signs;
}

/**
 * The signs of an amount in capitals, by 支付结算办法 annex 1: a gap of zeros inside is one 零; 整 closes an amount
 * that ends with 元 or 角 (会计基础工作规范 52), never one with 分; 壹拾 keeps its 壹. Where the rules leave it open,
 * 零 stands between 元 and 角, and not between 万 and 仟. A negative amount, as in a reversal, begins with `minus`.
 */
export function capitalsOf(amount: Fen): CapitalSign[] {
	const fen = Math.abs(amount);
	const yuan = Math.floor(fen / 100);
	const [jiao, rest] = [Math.floor(fen / 10) % 10, fen % 10];
	const signs: CapitalSign[] = [];
	let isGap = false;
	for (const [size, unit] of [
		[100_000_000, 'hundredMillion'],
		[10_000, 'tenThousand'],
		[1, undefined]
	] as const) {
		const four = Math.floor(yuan / size) % 10_000;
		if (four === 0) isGap = signs.length > 0;
		else {
			const own = group(four, signs.length > 0);
			if (isGap && own[0] !== 'zero') signs.push('zero');
			isGap = false;
			signs.push(...own, ...(unit ? [unit] : []));
		}
	}
	if (yuan > 0) signs.push('yuan');
	const isZeroBefore = yuan > 0 && (yuan % 10 === 0 || jiao === 0);
	if (jiao > 0 || rest > 0) {
		if (isZeroBefore) signs.push('zero');
		if (jiao > 0) signs.push(digits[jiao]!, 'jiao');
		if (rest > 0) signs.push(digits[rest]!, 'fen');
	}
	if (fen === 0) signs.push('zero', 'yuan');
	if (rest === 0) signs.push('whole');
	return amount < 0 ? ['minus', ...signs] : signs;
}
