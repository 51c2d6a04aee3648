import type { Campaign } from '../campaign/schema';
import type { Context, CommandDef, Event, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import { counted, findShare } from '../levy/commands';
import type { Levy } from '../levy/schema';
import { bookingKey, findBooking, findCampaign, isSaid, made, said, wordOf } from './make';
import {
	CollectFee,
	DonateFee,
	RefundFee,
	ReverseFee,
	type Booking,
	type BookedRefund
} from './schema';
import { keeperOf, refundableFen } from './select';

const areaOfBooking = ({ of }: { of: string }, reading: Reading) =>
	reading.get<Booking>('booking', of)?.areaId;

const collect: CommandDef<CollectFee> = {
	name: 'fee.collect',
	version: 1,
	schema: CollectFee,
	roles: rights['fee.collect'],
	mayBeHeld: true,
	reads: ({ id, levyId }) => [bookingKey(id), { kind: 'levy', id: levyId }],
	area: ({ levyId }, reading) => reading.get<Levy>('levy', levyId)?.unitId,
	decide(reading, { id, levyId, householdId, paid }, context) {
		if (reading.get('booking', id)) return refuse('bookingExists', 'id');
		const levy = findShare(reading, levyId, householdId);
		if (!levy.ok) return levy;
		const { campaignId, unitId: areaId, state, receipts } = levy.value;
		// The money is in somebody's hand: a closed campaign keeps it apart, and the office decides.
		const fact = { kind: 'collection' as const, householdId, ...paid, isLate: state === 'closed' };
		return ok([
			made(id, context, { campaignId, areaId, levyId, fact, no: receipts + 1 }),
			counted(levyId, { ...fact, isReceipt: true })
		]);
	}
};

const donate: CommandDef<DonateFee> = {
	name: 'fee.donate',
	version: 1,
	schema: DonateFee,
	roles: rights['fee.donate'],
	mayBeHeld: true,
	reads: ({ id, campaignId, levyId }) => [
		bookingKey(id),
		levyId ? { kind: 'levy', id: levyId } : { kind: 'campaign', id: campaignId }
	],
	area: ({ campaignId, levyId }, reading) =>
		levyId
			? reading.get<Levy>('levy', levyId)?.unitId
			: reading.get<Campaign>('campaign', campaignId)?.areaId,
	decide(reading, { id, campaignId, levyId, paid }, context) {
		if (reading.get('booking', id)) return refuse('bookingExists', 'id');
		const areaId = placeOfDonation(reading, campaignId, levyId);
		if (!areaId.ok) return areaId;
		const fact = { kind: 'donation' as const, ...paid };
		return ok([made(id, context, { campaignId, areaId: areaId.value, levyId, fact })]);
	}
};

function placeOfDonation(
	reading: Reading,
	campaignId: string,
	levyId: string | null
): Result<string, Refusal> {
	if (levyId) {
		const levy = reading.get<Levy>('levy', levyId);
		return levy?.campaignId === campaignId ? ok(levy.unitId) : refuse('levyUnknown', 'levyId');
	}
	const campaign = findCampaign(reading, campaignId);
	return campaign.ok ? ok(campaign.value.areaId) : campaign;
}

/** What a collection or its refund does to the sum of its household; nothing for every other booking. */
function back({ levyId, fact }: Booking, fen: number): Event[] {
	if (fact.kind !== 'collection' || !levyId) return [];
	const { householdId, isLate } = fact;
	return [counted(levyId, { householdId, isLate, fen, isReceipt: false })];
}

const levyOf = ({ of }: { of: string }, reading: Reading) => {
	const levyId = reading.get<Booking>('booking', of)?.levyId;
	return levyId ? [{ kind: 'levy' as const, id: levyId }] : [];
};

const refund: CommandDef<RefundFee> = {
	name: 'fee.refund',
	version: 1,
	schema: RefundFee,
	roles: rights['fee.refund'],
	mayBeHeld: true,
	reads: ({ of }) => [bookingKey(of)],
	readsThen: levyOf,
	area: areaOfBooking,
	decide(reading, { id, of, fen, from }, context) {
		const found = findBooking(reading, of);
		if (!found.ok) return found;
		const booking = found.value;
		if (booking.fact.kind !== 'collection') return refuse('notCollection', 'of');
		if (isSaid(booking, id)) return refuse('bookingExists', 'id');
		if (fen > refundableFen(booking)) return refuse('refundTooMuch', 'fen');
		const mayPay =
			from === 'community' ? context.by.role === 'office' : isKeeper(booking, from, context);
		if (!mayPay) return refuse('notYourMoney', 'from');
		const data: BookedRefund = { ...wordOf(id, context), fen, from, reversal: null };
		return ok([said(of, 'refunded', data), ...back(booking, -fen)]);
	}
};

function isKeeper(booking: Booking, from: string, { by }: Context): boolean {
	const keeper = keeperOf(booking);
	return keeper?.where === from && keeper.personId === by.personId;
}

const reverse: CommandDef<ReverseFee> = {
	name: 'fee.reverse',
	version: 1,
	schema: ReverseFee,
	roles: rights['fee.reverse'],
	mayBeHeld: true,
	reads: ({ of }) => [bookingKey(of)],
	readsThen: ({ of }, reading) => [
		...levyOf({ of }, reading),
		...coversOf(reading.get<Booking>('booking', of)).map(bookingKey)
	],
	area: areaOfBooking,
	decide(reading, args, context) {
		const found = findBooking(reading, args.of);
		if (!found.ok) return found;
		if (isSaid(found.value, args.id)) return refuse('bookingExists', 'id');
		return args.refundId === null
			? reverseBooking(reading, found.value, args, context)
			: reverseRefund(found.value, args.refundId, args, context);
	}
};

const coversOf = (booking: Booking | undefined): readonly string[] =>
	(booking && 'covers' in booking.fact ? booking.fact.covers : undefined) ?? [];

function reverseRefund(
	booking: Booking,
	refundId: string,
	{ id, why }: ReverseFee,
	context: Context
): Result<Event[], Refusal> {
	const refunded = booking.refunds.find((one) => one.id === refundId);
	if (!refunded) return refuse('bookingUnknown', 'refundId');
	if (refunded.reversal) return refuse('bookingReversed', 'refundId');
	if (!mayUndo(refunded.by.personId, context)) return refuse('notYourMoney', 'refundId');
	const data = { refundId, ...wordOf(id, context), why };
	return ok([said(booking.id, 'refundReversed', data), ...back(booking, refunded.fen)]);
}

/** Who entered something undoes it, or the office does. */
const mayUndo = (author: string, { by }: Context): boolean =>
	by.personId === author || by.role === 'office';

function reverseBooking(
	reading: Reading,
	booking: Booking,
	{ id, why }: ReverseFee,
	context: Context
): Result<Event[], Refusal> {
	const { fact } = booking;
	if (booking.reversal) return refuse('bookingReversed', 'of');
	// Undone as well, what went back would be taken off twice.
	if (booking.refunds.some((one) => one.reversal === null)) return refuse('bookingRefunded', 'of');
	// Once the receiver has confirmed it, cash does not come back by the giver's word alone.
	const isTaken = fact.kind === 'handOver' && booking.confirmations.length > 0;
	const author = isTaken ? fact.to : booking.by.personId;
	if (!mayUndo(author, context)) return refuse('notYourMoney', 'of');
	const returned = coversOf(booking)
		.filter((one) =>
			reading.get<Booking>('booking', one)?.gone.some((on) => on.with === booking.id)
		)
		.map((one) => said(one, 'cameBack', { with: booking.id }));
	return ok([
		said(booking.id, 'reversed', { ...wordOf(id, context), why }),
		...('fen' in fact ? back(booking, -fact.fen) : []),
		...returned
	]);
}

/** What is done at doors and undone: collecting, donations, refunds, reversals. */
export const collecting: readonly CommandDef[] = [collect, donate, refund, reverse];
