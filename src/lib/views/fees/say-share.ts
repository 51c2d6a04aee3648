import type { Why } from '$lib/domain/campaign/sharing';
import type { LevyShare } from '$lib/domain/levy/schema';
import type { Fen } from '$lib/domain/money/fen';

/** The words that a share is explained in; the room `fees` has them. */
export interface ShareWords {
	household: (pool: string, count: number, each: string) => string;
	area: (pool: string, own: string, all: string, each: string) => string;
	persons: (pool: string, own: number, all: number, each: string) => string;
	floor: (pool: string, own: number, all: number, each: string) => string;
	extra: string;
	fixed: (each: string) => string;
	agreed: (each: string) => string;
	exempt: string;
}

const squareMetres = (hundredths: number): string =>
	(hundredths / 100).toFixed(2).replace(/\.?0+$/, '');

/** How a household's share came about, in a sentence. Of an exemption it says that there is one, never why. */
export function sayShare(
	{ fen, why }: Pick<LevyShare, 'fen' | 'why'>,
	words: ShareWords,
	yuan: (fen: Fen) => string
): string {
	if (why.kind === 'weighed') return sayWeighed(why, yuan(fen), words, yuan);
	return why.kind === 'exempt' ? words.exempt : words[why.kind](yuan(why.fen));
}

function sayWeighed(
	{ by, poolFen, weight, total, extra }: Extract<Why, { kind: 'weighed' }>,
	each: string,
	words: ShareWords,
	yuan: (fen: Fen) => string
): string {
	const pool = yuan(poolFen);
	const said =
		by === 'household'
			? words.household(pool, total, each)
			: by === 'area'
				? words.area(pool, squareMetres(weight), squareMetres(total), each)
				: words[by](pool, weight, total, each);
	return said + (extra === 1 ? words.extra : '');
}
