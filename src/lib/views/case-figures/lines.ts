import type { CaseFigures } from '$lib/domain/dispute/figures';
import { categories, escalations, sources } from '$lib/domain/dispute/lists';
import type { Fen } from '$lib/domain/money/fen';
import { t } from '$lib/text/text.svelte';

/** One line of the statistics form: a count, an amount or a rate with both its parts. */
export type Figure =
	| { kind: 'count'; n: number }
	| { kind: 'amount'; fen: Fen }
	| { kind: 'rate'; of: number; all: number };

/** A line with its words. `isPart`: it is contained in the line above that is none. */
export interface Line {
	key: string;
	words: string;
	isPart: boolean;
	figure(of: CaseFigures): Figure;
}

const count = (n: number): Figure => ({ kind: 'count', n });

/** The lines in the order of the form, in the language on the screen. */
export function linesOf(): Line[] {
	const { figures: words, categories: kinds, sources: ways, escalations: prevents } = t.cases;
	const line = (key: string, said: string, figure: Line['figure'], isPart = false): Line => ({
		...{ key, words: said, figure, isPart }
	});
	return [
		line('accepted', words.accepted, ({ accepted }) => count(accepted)),
		...categories.map((key) =>
			line(key, kinds[key], ({ byCategory }) => count(byCategory[key]), true)
		),
		line('sources', words.sources, ({ accepted }) => count(accepted)),
		...sources.map((key) => line(key, ways[key], ({ bySource }) => count(bySource[key]), true)),
		line('succeeded', words.succeeded, ({ succeeded }) => ({ kind: 'rate', ...succeeded })),
		line('written', words.written, ({ written }) => ({ kind: 'rate', ...written })),
		line('amount', words.amount, ({ amountFen }) => ({ kind: 'amount', fen: amountFen })),
		line('confirmed', words.confirmed, ({ confirmed }) => count(confirmed)),
		line('prevented', words.prevented, ({ prevented }) =>
			count(escalations.reduce((sum, key) => sum + prevented[key], 0))
		),
		...escalations.map((key) =>
			line(key, prevents[key], ({ prevented }) => count(prevented[key]), true)
		),
		line('visited', words.visited, ({ visitedInTime }) => ({ kind: 'rate', ...visitedInTime }))
	];
}

/** A share in per cent, to one decimal; null where there is nothing to share. */
export const percentOf = ({ of, all }: { of: number; all: number }): number | null =>
	all === 0 ? null : Math.round((1000 * of) / all) / 10;

/**
 * The table as cells, headings first: each number in a cell of its own, so that anybody can reckon with it. Amounts in yuan;
 * a rate takes three lines: both its parts and per cent.
 */
export function cellsOf(
	columns: readonly { name: string; figures: CaseFigures }[]
): (string | number)[][] {
	const words = t.cases.figures;
	const rows = linesOf().flatMap(({ words: said, isPart, figure }) => {
		const all = columns.map(({ figures }) => figure(figures));
		const first = all[0];
		const name = isPart ? words.part(said) : said;
		if (first?.kind !== 'rate')
			return [
				[
					first?.kind === 'amount' ? words.inYuan(name) : name,
					...all.map((one) =>
						one.kind === 'count' ? one.n : one.kind === 'amount' ? one.fen / 100 : 0
					)
				]
			];
		const rates = all.flatMap((one) => (one.kind === 'rate' ? one : []));
		return [
			[name, ...rates.map(({ of }) => of)],
			[words.outOf(said), ...rates.map((one) => one.all)],
			[words.percent(said), ...rates.map((one) => percentOf(one) ?? '')]
		];
	});
	return [[words.line, ...columns.map(({ name }) => name)], ...rows];
}
