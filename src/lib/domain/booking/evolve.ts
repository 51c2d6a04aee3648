import type { Event } from '../kernel/record';
import type { Booking, BookedRefund, Word } from './schema';

const withRefund = (
	booking: Booking,
	id: string,
	change: (refund: BookedRefund) => BookedRefund
): BookedRefund[] => booking.refunds.map((one) => (one.id === id ? change(one) : one));

/** A booking's next state. Nothing that was said is taken away, except where its cash has come back. */
export function evolve(booking: Booking | undefined, event: Event): Booking {
	switch (event.type) {
		case 'booking.made':
			return event.data as Booking;
		case 'booking.given':
			return {
				...booking!,
				...(event.data as Pick<Booking, 'by' | 'at' | 'clock'>),
				isGiven: true
			};
		case 'booking.confirmed':
			return { ...booking!, confirmations: [...booking!.confirmations, event.data as Word] };
		case 'booking.acknowledged': {
			const [first, ...others] = booking!.confirmations;
			return { ...booking!, confirmations: [{ ...first!, own: event.data as Word }, ...others] };
		}
		case 'booking.setAside':
			return { ...booking!, isAside: true };
		case 'booking.wentOn':
			return { ...booking!, gone: [...booking!.gone, event.data as Booking['gone'][number]] };
		case 'booking.cameBack': {
			const { with: id } = event.data as { with: string };
			return { ...booking!, gone: booking!.gone.filter((one) => one.with !== id) };
		}
		case 'booking.refunded':
			return { ...booking!, refunds: [...booking!.refunds, event.data as BookedRefund] };
		case 'booking.refundReversed': {
			const { refundId, ...reversal } = event.data as { refundId: string } & Word & { why: string };
			return { ...booking!, refunds: withRefund(booking!, refundId, (r) => ({ ...r, reversal })) };
		}
		case 'booking.metBank': {
			const { move, lineId } = event.data as { move: string; lineId: string | null };
			const others = Object.entries(booking!.atBank ?? {}).filter(([name]) => name !== move);
			const atBank = Object.fromEntries(lineId ? [...others, [move, lineId]] : others);
			return { ...booking!, atBank };
		}
		case 'booking.reversed':
			return { ...booking!, reversal: event.data as Booking['reversal'] };
		default:
			throw new Error(`booking: unknown event ${event.type}`);
	}
}
