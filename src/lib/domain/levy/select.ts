import type { Id } from '../kernel/id';
import type { Fen } from '../money/fen';
import type { FeeNote, Levy, LevyShare } from './schema';

/** How a household stands in a campaign. `exempt`: it is asked for nothing. */
export type ShareState = 'paid' | 'part' | 'open' | 'over' | 'exempt';

/** One household's line of a unit's list. */
export interface ShareLine {
	share: LevyShare;
	takenFen: Fen;
	/** What is still owed; below zero what was paid too much. */
	owesFen: Fen;
	state: ShareState;
	/** Undefined where nothing was noted, or the note was taken back or overtaken by the whole payment. */
	note: FeeNote | undefined;
}

/** One household's line; undefined when the campaign does not ask it. */
export function lineOf(levy: Levy, householdId: Id): ShareLine | undefined {
	const share = levy.shares.find((one) => one.householdId === householdId);
	return share && toLine(levy, share);
}

/** All lines of the unit, in the order of the doors. */
export const linesOf = (levy: Levy): ShareLine[] => levy.shares.map((one) => toLine(levy, one));

function toLine(levy: Levy, share: LevyShare): ShareLine {
	const takenFen = levy.taken[share.householdId] ?? 0;
	const owesFen = share.fen - takenFen;
	const state =
		owesFen < 0
			? 'over'
			: share.fen === 0
				? 'exempt'
				: owesFen === 0
					? 'paid'
					: takenFen > 0
						? 'part'
						: 'open';
	const noted = levy.notes[share.householdId];
	const note = noted && noted.kind !== 'clear' && owesFen > 0 ? noted : undefined;
	return { share, takenFen, owesFen, state, note };
}

/** The sums of one or more lists. Who paid too much does not pay for others: `owesFen` counts what is owed alone. */
export interface LevyTotals {
	dueFen: Fen;
	takenFen: Fen;
	owesFen: Fen;
	overFen: Fen;
	households: number;
	/** Households that owe nothing any more. */
	settled: number;
}

/** The sums of no list. */
export const noTotals: Readonly<LevyTotals> = {
	...{ dueFen: 0, takenFen: 0, owesFen: 0, overFen: 0, households: 0, settled: 0 }
};

/** Two sums in one; with -1 the second is taken out of the first. */
export const addTotals = (one: LevyTotals, other: LevyTotals, sign: 1 | -1 = 1): LevyTotals => ({
	dueFen: one.dueFen + sign * other.dueFen,
	takenFen: one.takenFen + sign * other.takenFen,
	owesFen: one.owesFen + sign * other.owesFen,
	overFen: one.overFen + sign * other.overFen,
	households: one.households + sign * other.households,
	settled: one.settled + sign * other.settled
});

/** Adds up lists. */
export function totalsOf(levies: readonly Levy[]): LevyTotals {
	const sum = { ...noTotals };
	for (const levy of levies)
		for (const { share, takenFen, owesFen } of linesOf(levy)) {
			sum.dueFen += share.fen;
			sum.takenFen += takenFen;
			sum.owesFen += Math.max(0, owesFen);
			sum.overFen += Math.max(0, -owesFen);
			sum.households += 1;
			if (owesFen <= 0) sum.settled += 1;
		}
	return sum;
}

/** The number under which a receipt is filed: the end of its list's id, and its number there. */
export const receiptNumber = (levyId: Id, no: number): string =>
	`${levyId.slice(-6).toUpperCase()}-${String(no).padStart(4, '0')}`;
