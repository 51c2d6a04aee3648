import { capitalsOf, type CapitalSign } from '$lib/domain/money/capitals';
import type { Fen } from '$lib/domain/money/fen';

const characters: Record<CapitalSign, string> = {
	zero: '零',
	one: '壹',
	two: '贰',
	three: '叁',
	four: '肆',
	five: '伍',
	six: '陆',
	seven: '柒',
	eight: '捌',
	nine: '玖',
	ten: '拾',
	hundred: '佰',
	thousand: '仟',
	tenThousand: '万',
	hundredMillion: '亿',
	yuan: '元',
	jiao: '角',
	fen: '分',
	whole: '整',
	minus: '负'
};

/**
 * The amount in capitals (大写), as receipts carry it in every language. The 人民币 before it belongs to the form, which
 * must leave no space between the two.
 */
export const capitals = (fen: Fen): string =>
	capitalsOf(fen)
		.map((sign) => characters[sign])
		.join('');
