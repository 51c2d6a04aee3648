import type { PublicAccounts } from '$lib/app/public-accounts';
import type { Day } from '$lib/domain/kernel/day';
import { yuanText } from '$lib/domain/money/format';
import { sumFen, type Fen } from '$lib/domain/money/fen';
import { t } from '$lib/text/text.svelte';

/** One line of income or spending; `note` stands smaller below it. */
export interface AccountLine {
	label: string;
	fen: Fen;
	note?: string;
}

/** A day as a notice on the wall would say it. */
export function sayDay(day: Day): string {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return t.accounts.day(year, month, date);
}

/** An amount with its sign for yuan. */
export const sayFen = (fen: Fen): string => t.accounts.money(yuanText(fen));

/** What came in: shares, each other source, donations apart from both. */
export function incomeOf({
	shares,
	sources,
	donationsFen,
	lateFen
}: PublicAccounts): AccountLine[] {
	const words = t.accounts;
	return [
		{
			...{ label: words.shares, fen: shares.takenFen },
			note: words.sharesOf(yuanText(shares.dueFen), shares.settled, shares.households)
		},
		...sources.map(({ kind, called, fen }) => ({
			label: words.source(words.sources[kind], called),
			fen
		})),
		...(donationsFen === 0 ? [] : [{ label: words.donations, fen: donationsFen }]),
		...(lateFen === 0 ? [] : [{ label: words.late, fen: lateFen }])
	];
}

/** What went out: suppliers, and what a resolution disposed of. */
export const spendingOf = ({ spending, surplus }: PublicAccounts): AccountLine[] => [
	...spending.map(({ supplier, fen }) => ({ label: t.accounts.paidTo(supplier), fen })),
	...surplus.map(({ words, fen }) => ({ label: t.accounts.surplus(words), fen }))
];

/** The sum of lines. */
export const totalOf = (lines: readonly AccountLine[]): Fen => sumFen(lines.map(({ fen }) => fen));
