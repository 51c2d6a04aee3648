import type { Booking } from '../booking/schema';
import { dayOf, type Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import { confirmationsFor, type PayMethod } from '../ledger/entry';
import type { Fen } from '../money/fen';
import type { BankLine, LineMatch, Way } from './schema';

/** What the books say went in or out of the community's account, and should therefore stand on its statement. */
export interface Move extends LineMatch {
	way: Way;
	fen: Fen;
	/** Between which days it was entered and, of what others must approve, took effect. */
	from: Day;
	to: Day;
	/** How it was paid, where many payments of a day may reach the account in one sum; else null. */
	means: PayMethod | 'wallet' | null;
	/** The last four characters of the payment's reference, where one was asked for. */
	reference: string | null;
	/** The line that it was found on. */
	lineId: Id | null;
}

/** All that a line was found to be. */
export const matchesOf = ({ match, besides = [] }: BankLine): LineMatch[] =>
	match ? [match, ...besides] : [];

/** Names a move among those of all bookings. */
export const targetOf = ({ bookingId, refundId }: LineMatch): string =>
	`${bookingId}/${refundId ?? ''}`;

/** Under which name a booking keeps the line of itself, or of one of its refunds. */
export const moveKey = ({ refundId }: Pick<LineMatch, 'refundId'>): string => refundId ?? 'booking';

/**
 * What a booking moved on the community's account: nothing where money went from hand to hand, was undone, or waits for
 * an approval. Its refunds are moves of their own.
 */
export function movesOf(booking: Booking): Move[] {
	const { id: bookingId, fact, refunds, reversal, confirmations, at, atBank = {} } = booking;
	const move = (way: Way, fen: Fen, refundId: Id | null, more: Partial<Move> = {}): Move => ({
		...{ bookingId, refundId, way, fen, from: dayOf(at), to: dayOf(at), reference: null },
		means: null,
		lineId: atBank[moveKey({ refundId })] ?? null,
		...more
	});
	const back = refunds
		.filter(({ from, reversal: undone }) => from === 'community' && !undone)
		.map((one) => move('out', one.fen, one.id, { from: dayOf(one.at), to: dayOf(one.at) }));
	if (reversal) return back;
	switch (fact.kind) {
		case 'collection':
		case 'donation': {
			const { fen, method: means, reference, into } = fact;
			return into === 'community' ? [move('in', fen, null, { means, reference }), ...back] : back;
		}
		case 'bankDeposit':
			return [move('in', fact.fen, null, { means: fact.from })];
		case 'contribution':
			return [move('in', fact.fen, null)];
		case 'supplierPayment': {
			const last = confirmations[confirmationsFor.supplierPayment - 1];
			return last ? [move('out', fact.fen, null, { to: dayOf(Math.max(at, last.at)) })] : [];
		}
		case 'surplus':
			return [move('out', fact.fen, null)];
		default:
			return [];
	}
}
