import type { BankBooks } from '$lib/app/bank';
import { wordEntryId } from '$lib/domain/booking/select';
import { daysBetween, type Day } from '$lib/domain/kernel/day';
import { mayDo } from '$lib/domain/kernel/rights';
import type { Role } from '$lib/domain/kernel/actor';
import type { Entry } from '$lib/domain/ledger/entry';
import { matchesOf, type Move } from '$lib/domain/statement/moves';
import { isAlike, proposalsFor, type Proposal } from '$lib/domain/statement/propose';
import { reconcile, type Reconciliation } from '$lib/domain/statement/reconcile';
import type { BankLine, LineMatch } from '$lib/domain/statement/schema';
import { t } from '$lib/text/text.svelte';
import { sayEntry } from '../money/say-entry';
import { yuan } from '../money/say-money';

/** What the page of a reconciliation is drawn from. */
export interface BankView {
	now: Reconciliation;
	/** Proposals that can be accepted together. */
	clear: Proposal[];
	/** Lines that somebody has to look at, with what they may be. */
	unclear: Proposal[];
	/** Moves for which a line was found. */
	canMatch: ReadonlySet<Move>;
}

/** Holds the books of a campaign against its lines, and looks for what belongs together. */
export function viewOf({ books, lines }: BankBooks): BankView {
	const { campaign, levies, bookings, standing } = books;
	const now = reconcile({ plan: campaign.plan, levies, bookings, standing }, lines);
	const proposals = proposalsFor(now.openLines, now.missing);
	const clear = proposals.filter((one) => one.clear.length > 0);
	return {
		now,
		clear,
		unclear: proposals.filter((one) => one.clear.length === 0),
		canMatch: new Set(clear.flatMap((one) => one.clear))
	};
}

/** Whether somebody in this role has anything to do with the statement. */
export const mayReconcile = (role: Role | undefined): boolean => mayDo(role, 'bank.match');

/** The entry of the ledger by which a move came about; undefined where it is not on this device. */
export const entryOf = (
	{ books }: Pick<BankBooks, 'books'>,
	{ bookingId, refundId }: Move
): Entry | undefined =>
	books.standing.find(refundId ? wordEntryId(bookingId, refundId) : bookingId);

/** Moves of the same amount that are no offer: somebody may know better than the days. */
export const alikeBesides = ({ line, offers }: Proposal, missing: readonly Move[]): Move[] =>
	missing.filter((move) => isAlike(line, move) && !offers.includes(move) && isFree(line, move));

const isFree = ({ id }: BankLine, { lineId }: Move): boolean => lineId === null || lineId === id;

/** Moves that may be a part of a line's amount, those of the nearest days first. */
export const partsFor = (line: BankLine, missing: readonly Move[]): Move[] =>
	missing
		.filter((move) => move.way === line.way && move.fen < line.fen && isFree(line, move))
		.map((move) => ({ move, away: Math.abs(daysBetween(move.to, line.day)) }))
		.sort((a, b) => a.away - b.away)
		.map(({ move }) => move);

/** An amount with the way that it went. */
export const sayWay = ({ way, fen }: Pick<Move, 'way' | 'fen'>): string => t.bank[way](yuan(fen));

/** A line in a few words: the day, the amount, and the words of the bank. */
export const sayLine = (line: Pick<BankLine, 'day' | 'way' | 'fen'>): string =>
	`${line.day} · ${sayWay(line)}`;

/** Who stands on the line and what was noted with it. */
export const sayWords = ({
	counterpart,
	remark,
	serial
}: Pick<BankLine, 'counterpart' | 'remark' | 'serial'>): string =>
	[counterpart, remark, serial ? t.bank.serial(serial) : ''].filter(Boolean).join(' · ');

/** What several moves are together: their number and one of them, or the one that there is. */
export const sayMoves = (at: Pick<BankBooks, 'books'>, moves: readonly Move[]): string => {
	const [first] = moves;
	if (!first) return '';
	return moves.length === 1
		? sayMove(at, first)
		: t.bank.together(moves.length, sayMove(at, first));
};

/** What a move is in the books, and who entered it on which day. */
export function sayMove(at: Pick<BankBooks, 'books'>, move: Move): string {
	const entry = entryOf(at, move);
	const what = entry ? sayEntry(entry, at.books) : '';
	return [what, move.from, entry?.by.name].filter(Boolean).join(' · ');
}

/** Since how many days something stands open. */
export const daysOpen = (since: Day, today: Day): number => Math.max(0, daysBetween(since, today));

/** The command by which a line is those moves together; none takes back what it was. */
export const matchIntent = ({ id, seen }: BankLine, moves: readonly LineMatch[]) => ({
	name: 'bank.match',
	args: {
		...{ lineId: id, seen },
		moves: moves.map(({ bookingId, refundId }) => ({ bookingId, refundId }))
	}
});

/** The command by which a line is set aside, or taken back without words. */
export const explainIntent = ({ id, seen }: BankLine, words: string) => ({
	name: 'bank.explain',
	args: { lineId: id, words, seen }
});

/** Takes back what was said about a line. */
export const takeBackIntent = (line: BankLine) =>
	matchesOf(line).length > 0 ? matchIntent(line, []) : explainIntent(line, '');
