import type { Denominations } from '$lib/domain/ledger/entry';
import { t } from '$lib/text/text.svelte';

/** What a note or coin is called, by its value in 分. */
export const sayNote = (value: number): string =>
	value >= 100
		? t.fees.give.yuanNote(value / 100)
		: value >= 10
			? t.fees.give.jiaoNote(value / 10)
			: t.fees.give.fenNote(value);

/** Notes one kind after the other, the largest first: `100 元 × 3`. */
export const sayNotes = (notes: Denominations): string[] =>
	Object.entries(notes)
		.filter(([, count]) => count > 0)
		.sort(([a], [b]) => Number(b) - Number(a))
		.map(([value, count]) => `${sayNote(Number(value))} × ${count}`);
