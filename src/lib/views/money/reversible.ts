import type { Books } from '$lib/app/campaigns';
import { wordEntryId } from '$lib/domain/booking/select';
import type { Id } from '$lib/domain/kernel/id';
import type { Entry } from '$lib/domain/ledger/entry';
import { bookingOfEntry } from './overview';

/** What an office may undo: a booking, or one refund of it. */
export interface Reversible {
	of: Id;
	refundId: Id | null;
	/** The entry in words. */
	words: string;
}

/** How the entry can be undone; undefined for what follows from something else, and for what was undone before. */
export function reversibleIn(
	{ bookings }: Pick<Books, 'bookings'>,
	entry: Entry,
	words: string
): Reversible | undefined {
	if (['shareDue', 'reversal', 'confirmation'].includes(entry.kind)) return undefined;
	const booking = bookingOfEntry(bookings, entry.id);
	if (!booking) return undefined;
	if (entry.kind === 'refund') {
		const refund = booking.refunds.find(({ id }) => wordEntryId(booking.id, id) === entry.id);
		return refund && !refund.reversal ? { of: booking.id, refundId: refund.id, words } : undefined;
	}
	const isRefunded = booking.refunds.some(({ reversal }) => reversal === null);
	return booking.reversal || isRefunded ? undefined : { of: booking.id, refundId: null, words };
}
