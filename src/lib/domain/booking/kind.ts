import { laterClock, noClock, type Clock } from '../kernel/clock';
import type { KindDef } from '../kernel/record';
import { collecting } from './collecting';
import { evolve } from './evolve';
import { giving } from './giving';
import { paying } from './paying';
import type { Booking } from './schema';
import { inHandFen, keeperOf } from './select';

/** Whom a booking waits for: a receiver, an approval, or whoever has some of its money in hand. */
function waitsFor(booking: Booking): string | undefined {
	const { fact, confirmations, reversal, isGiven } = booking;
	if (fact.kind === 'handOver' && confirmations.length === 0)
		return reversal ? undefined : `receive:${fact.to}`;
	if (!isGiven) return reversal ? undefined : `give:${booking.by.personId}`;
	if (fact.kind === 'supplierPayment')
		return reversal || confirmations.length >= 2 ? undefined : 'approve';
	const keeper = keeperOf(booking);
	return keeper && inHandFen(booking) !== 0 ? `${keeper.where}:${keeper.personId}` : undefined;
}

/** When the last thing was said about a booking, so that who has read it writes later. */
const lastClock = (booking: Booking): Clock =>
	[
		...[booking, ...booking.refunds, ...booking.confirmations],
		...booking.confirmations.map((one) => one.own),
		...[booking.reversal, ...booking.refunds.map((one) => one.reversal)]
	].reduce((last, one) => (one ? laterClock(last, one.clock) : last), noClock);

/** What happened with money. A collection lies in the money of its unit, what the office does in that of the campaign. */
export const bookingKind: KindDef<Booking> = {
	kind: 'booking',
	evolve,
	home: ({ areaId }) => ({ areaId, dataClass: 'money' }),
	todo: waitsFor,
	about: ({ campaignId }) => campaignId,
	clock: lastClock,
	commands: [...collecting, ...giving, ...paying]
};
