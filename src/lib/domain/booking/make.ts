import type { Campaign } from '../campaign/schema';
import type { Id } from '../kernel/id';
import type { Context, Event, Reading, RecordKey } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import type { Photo } from '../photo/schema';
import type { BookedFact, Booking, Word } from './schema';

/** The key of a booking. */
export const bookingKey = (id: Id): RecordKey => ({ kind: 'booking', id });

/** What somebody says about a booking under this id, now. */
export const wordOf = (id: Id, { by, at, clock }: Context): Word => ({ id, by, at, clock });

/** The booking, or `bookingUnknown`. */
export function findBooking(reading: Reading, id: Id, field = 'of'): Result<Booking, Refusal> {
	const found = reading.get<Booking>('booking', id);
	return found ? ok(found) : refuse('bookingUnknown', field);
}

/** The campaign, or `campaignUnknown`; a draft takes no money: `campaignDraft`. */
export function findCampaign(reading: Reading, id: Id): Result<Campaign, Refusal> {
	const found = reading.get<Campaign>('campaign', id);
	if (!found) return refuse('campaignUnknown', 'campaignId');
	return found.state === 'draft' ? refuse('campaignDraft', 'campaignId') : ok(found);
}

/** What differs between bookings that are being made. */
export interface NewBooking {
	campaignId: Id;
	areaId: Id;
	fact: BookedFact;
	levyId?: Id | null;
	no?: number;
	words?: string;
	photos?: Photo[];
	isGiven?: boolean;
	confirmations?: Booking['confirmations'];
}

/** The event by which a booking begins, in the name of whoever acts. */
export function made(id: Id, context: Context, booking: NewBooking): Event {
	const { levyId = null, no = null, words = '', isGiven = true, confirmations = [] } = booking;
	const data: Booking = {
		...wordOf(id, context),
		...{ campaignId: booking.campaignId, areaId: booking.areaId, fact: booking.fact },
		...{ levyId, no, words, isGiven, confirmations },
		...(booking.photos ? { photos: booking.photos } : {}),
		...{ refunds: [], reversal: null, gone: [], isAside: false }
	};
	return { ...bookingKey(id), type: 'booking.made', data };
}

/** An event about a booking. */
export const said = (id: Id, type: string, data: unknown): Event => ({
	...bookingKey(id),
	type: `booking.${type}`,
	data
});

/** Whether somebody has said something about a booking under this id: each word is found by its own. */
export const isSaid = ({ refunds, confirmations, reversal }: Booking, id: Id): boolean =>
	[...refunds, ...refunds.map((one) => one.reversal), ...confirmations, reversal].some(
		(one) => one?.id === id
	);
