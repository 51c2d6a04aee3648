import type { Account } from '$lib/domain/ledger/account';
import { balancesOf, type Explanation, type Step } from '$lib/domain/ledger/balances';
import type { Entry } from '$lib/domain/ledger/entry';
import { postingsOf } from '$lib/domain/ledger/postings';
import type { Standing } from '$lib/domain/ledger/standing';
import type { LevyTotals } from '$lib/domain/levy/select';
import { sumFen, type Fen } from '$lib/domain/money/fen';

/** A figure on the page of a campaign: the sum of some accounts, told the way round in which people say it. */
export type FigureName =
	'due' | 'got' | 'owed' | 'inHands' | 'community' | 'paidOut' | 'sources' | 'donated' | 'surplus';

/** Reads a figure's steps out of the books as they stand then. */
export type StepsIn = (standing: Standing) => FigureSteps;

/** A figure down to the operations: the steps add up to it. */
export type FigureSteps = Omit<Explanation, 'account'>;

const prefixes: Record<FigureName, readonly string[]> = {
	due: ['levy'],
	got: ['share:'],
	owed: ['share:'],
	inHands: ['cash:', 'wallet:'],
	community: ['community'],
	paidOut: ['supplier:'],
	sources: ['source:'],
	donated: ['donations'],
	surplus: ['surplus']
};

/** Accounts that money comes from count downwards; people say what came. */
const isTurned = (name: FigureName): boolean =>
	name === 'due' || name === 'got' || name === 'sources' || name === 'donated';

/** Whether an entry says what a household is asked for, rather than what it paid. */
const isDue = (entry: Entry, { find }: Standing): boolean =>
	entry.kind === 'shareDue' || (entry.kind === 'reversal' && find(entry.of)?.kind === 'shareDue');

/** The steps of several accounts in one order. What moves between two of them moves nothing, and is no step. */
function explainAll(
	{ counted, aside, find }: Standing,
	accounts: readonly Account[],
	sign: 1 | -1
): FigureSteps {
	const asked = new Set(accounts);
	const movedBy = (entry: Entry): Fen =>
		sign *
			sumFen(postingsOf(entry, find).flatMap((one) => (asked.has(one.account) ? one.fen : []))) ||
		0;
	const moves = counted.map((entry) => ({ entry, fen: movedBy(entry) }));
	return {
		...withSums(moves.filter(({ fen }) => fen !== 0)),
		aside: aside
			.map(({ entry, why }) => ({ entry, why, fen: movedBy(entry) }))
			.filter(({ entry }) => postingsOf(entry, find).some(({ account }) => asked.has(account)))
	};
}

function withSums(
	moves: readonly { entry: Entry; fen: Fen }[]
): Pick<FigureSteps, 'fen' | 'steps'> {
	let afterFen = 0;
	const steps = moves.map(({ entry, fen }): Step => {
		afterFen = sumFen([afterFen, fen]);
		return { entry, fen, afterFen };
	});
	return { fen: afterFen, steps };
}

/** All figures of a campaign, 分, out of the sums of its lists and the balances of its other accounts. */
export function figuresIn(
	{ dueFen, takenFen, owesFen }: LevyTotals,
	accounts: Readonly<Record<string, Fen>>
): Record<FigureName, Fen> {
	const of = (name: FigureName): Fen => {
		const fens = Object.entries(accounts).flatMap(([account, fen]) =>
			prefixes[name].some((one) => account.startsWith(one)) ? [fen] : []
		);
		// Never minus zero.
		return sumFen(fens) && (isTurned(name) ? -1 : 1) * sumFen(fens);
	};
	return {
		...{ due: dueFen, got: takenFen, owed: owesFen },
		...{ inHands: of('inHands'), community: of('community'), paidOut: of('paidOut') },
		...{ sources: of('sources'), donated: of('donated'), surplus: of('surplus') }
	};
}

/** A figure with its steps. `owed` leaves out who paid too much: nobody pays for others. */
export function stepsOf(standing: Standing, name: FigureName): FigureSteps {
	const accounts = [...balancesOf(standing)].flatMap(([account, fen]) =>
		prefixes[name].some((one) => account.startsWith(one)) && (name !== 'owed' || fen > 0)
			? [account]
			: []
	);
	const all = explainAll(standing, accounts, isTurned(name) ? -1 : 1);
	if (name !== 'got') return all;
	const paid = all.steps.filter(({ entry }) => !isDue(entry, standing));
	return { ...withSums(paid), aside: all.aside };
}

/** One or more accounts with their steps, as they stand in the ledger. */
export const stepsOfAccounts = (standing: Standing, accounts: readonly Account[]): FigureSteps =>
	explainAll(standing, accounts, 1);
