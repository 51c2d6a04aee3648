import type { Booking } from '../booking/schema';
import { dayOf, type Day } from '../kernel/day';
import type { Fen } from '../money/fen';
import type { Slip, SlipFacts } from './schema';

/**
 * How a payment stands by its booking. `refunded`: some of it went back, or all. `notArrived`: nothing is known of it yet.
 * `forged`: there is such a booking, and it says something else than the code.
 */
export type SlipStanding =
	| { state: 'valid' | 'reversed' | 'refunded'; fen: Fen; day: Day; backFen: Fen; isLate: boolean }
	| { state: 'notArrived' | 'forged' };

/** What a receipt's code says of a booking; undefined for an act that has no receipt. */
export function slipFactsOf({ id, levyId, campaignId, fact, at }: Booking): SlipFacts | undefined {
	if (fact.kind !== 'collection' && fact.kind !== 'donation') return undefined;
	return { bookingId: id, forId: levyId ?? campaignId, fen: fact.fen, day: dayOf(at) };
}

/**
 * Compares a code whose signatures are good with the booking that it names. The day is the booking's: a phone whose clock
 * is wrong signs the day that it believes in.
 */
export function standingOfSlip({ facts, certificate }: Slip, booking?: Booking): SlipStanding {
	if (!booking) return { state: 'notArrived' };
	const own = slipFactsOf(booking);
	const isSame =
		own?.forId === facts.forId &&
		own.fen === facts.fen &&
		booking.by.personId === certificate.personId;
	if (!isSame) return { state: 'forged' };
	const backFen = booking.refunds
		.filter(({ reversal }) => reversal === null)
		.reduce((sum, { fen }) => sum + fen, 0);
	return {
		state: booking.reversal ? 'reversed' : backFen > 0 ? 'refunded' : 'valid',
		...{ fen: own.fen, day: own.day, backFen },
		isLate: booking.fact.kind === 'collection' && booking.fact.isLate
	};
}
