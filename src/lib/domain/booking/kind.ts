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
	if (!isGiven) return `give:${booking.by.personId}`;
	if (fact.kind === 'supplierPayment')
		return reversal || confirmations.length >= 2 ? undefined : 'approve';
	const keeper = keeperOf(booking);
	return keeper && inHandFen(booking) !== 0 ? `${keeper.where}:${keeper.personId}` : undefined;
}

/** What happened with money. A collection lies in the money of its unit, what the office does in that of the campaign. */
export const bookingKind: KindDef<Booking> = {
	kind: 'booking',
	evolve,
	home: ({ areaId }) => ({ areaId, dataClass: 'money' }),
	todo: waitsFor,
	about: ({ campaignId }) => campaignId,
	commands: [...collecting, ...giving, ...paying]
};
