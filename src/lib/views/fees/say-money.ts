import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { maxFen, type Fen } from '$lib/domain/money/fen';
import { yuanText } from '$lib/domain/money/format';
import { parseFen } from '$lib/domain/money/parse';
import { t } from '$lib/text/text.svelte';

/** An amount as a person reads it: `¥1,234.50`. */
export const yuan = (fen: Fen): string => t.fees.amount(yuanText(fen));

/** The same where there is little room: whole yuan lose their zeros. */
export const shortYuan = (fen: Fen): string => t.fees.amount(shortText(fen));

/** An amount as it stands in a field, to be typed over: no thousands apart, no zeros that say nothing. */
export const typedYuan = (fen: Fen): string => shortText(fen).replaceAll(',', '');

const shortText = (fen: Fen): string => yuanText(fen).replace(/\.00$/, '');

/** What somebody typed, or the words for why it is no amount; `most` may not be exceeded. */
export function readAmount(text: string, most: Fen = maxFen, tooMuch = ''): Result<Fen, string> {
	const read = parseFen(text);
	if (!read.ok) return fail(t.fees.faults[read.error]);
	return read.value > most ? fail(tooMuch) : ok(read.value);
}
