import type { Context, CommandDef, Event, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { rights } from '../kernel/rights';
import { sameContent } from '../kernel/content';
import { isDrawn } from '../kernel/strokes';
import { countOf, type EntryOf } from '../ledger/entry';
import { isAmount, sumFen, type Fen } from '../money/fen';
import { bookingKey, made, said, wordOf } from './make';
import { DepositFee, HandOverFee, HandOverFeeFirst, ReceiveFee, type Booking } from './schema';
import { inHandFen, isSignedFor, keeperOf } from './select';

type HandOver = Omit<EntryOf<'handOver'>, 'id' | 'campaignId' | 'by' | 'at' | 'clock'>;

const readsOfGiving = ({ id, covers }: { id: string; covers: readonly string[] }) => [
	bookingKey(id),
	...covers.map(bookingKey)
];

const factOf = (args: HandOverFee | ReceiveFee, to: string): HandOver => ({
	kind: 'handOver',
	to,
	covers: args.covers,
	expectedFen: args.expectedFen,
	notes: args.notes
});

/** Whether both speak of the same hand-over. */
const isSame = (known: Booking, giver: string, fact: HandOver, args: HandOverFee | ReceiveFee) =>
	known.by.personId === giver &&
	known.campaignId === args.campaignId &&
	known.areaId === args.areaId &&
	sameContent(known.fact, fact);

/** The bookings that this person may give on, in the order in which they were made, as far as they are known here. */
const heldBy = (
	reading: Reading,
	covers: readonly string[],
	personId: string,
	where: 'cash' | 'wallet'
): Booking[] =>
	covers
		.flatMap((id) => reading.get<Booking>('booking', id) ?? [])
		.filter((one) => {
			const keeper = keeperOf(one);
			return keeper?.personId === personId && keeper.where === where;
		})
		.sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Takes an amount out of bookings, the oldest first. What is over or missing falls to the last one, so that the sum of
 * what its keeper has is right in any case, and shows where the difference lies.
 */
function goOn(from: readonly Booking[], withId: string, fen: Fen): Event[] {
	let left = fen;
	return from.flatMap((booking, i) => {
		const has = inHandFen(booking);
		const part = i === from.length - 1 ? left : Math.min(Math.max(0, has), left);
		left -= part;
		return part === 0 ? [] : [said(booking.id, 'wentOn', { with: withId, fen: part })];
	});
}

/**
 * What a hand-over does once both have spoken: the cash goes on, or stands aside because some of it had gone before, and
 * what is left is less than what should have been there. Cash that was paid back or undone meanwhile was in the hand-over
 * all the same: its giver is then short.
 */
function settle(
	reading: Reading,
	id: string,
	giver: string,
	{ covers, notes, expectedFen }: HandOver,
	campaignId: string
): Event[] {
	const held = heldBy(reading, covers, giver, 'cash').filter(
		(one) => one.campaignId === campaignId
	);
	const isGone =
		held.some(({ gone }) => gone.length > 0) && sumFen(held.map(inHandFen)) < expectedFen;
	return held.length === covers.length && !isGone
		? goOn(held, id, countOf(notes))
		: [said(id, 'setAside', null)];
}

function faultOf({ notes, expectedFen }: HandOver, giver: string, to: string): Refusal | undefined {
	if (giver === to) return { code: 'receiverSame', field: 'to' };
	return isAmount(countOf(notes)) && isAmount(expectedFen)
		? undefined
		: { code: 'notesWrong', field: 'notes' };
}

const handOver: CommandDef<HandOverFee> = {
	name: 'fee.handOver',
	version: 2,
	schema: HandOverFee,
	earlier: { 1: HandOverFeeFirst },
	roles: rights['fee.handOver'],
	mayBeHeld: true,
	reads: readsOfGiving,
	area: ({ areaId }) => areaId,
	decide(reading, args, context) {
		const { id, campaignId, areaId, to, signed } = args;
		const giver = context.by.personId;
		const fact = factOf(args, to);
		const fault = faultOf(fact, giver, to);
		if (fault) return { ok: false, error: fault };
		if (signed && !isDrawn(signed.strokes)) return refuse('signatureEmpty', 'signed');
		const known = reading.get<Booking>('booking', id);
		if (!known)
			return ok([
				made(id, context, { campaignId, areaId, fact, confirmations: drawnBy(args, context) }),
				...(signed ? settle(reading, id, giver, fact, campaignId) : [])
			]);
		if (known.isGiven) return refuse('bookingExists', 'id');
		// The receiver counted and confirmed it first, from the giver's code. That word is better than a drawn one.
		if (!isSame(known, giver, fact, args)) return refuse('handOverDiffers', 'id');
		if (known.reversal) return refuse('bookingReversed', 'id');
		const { by, at, clock } = context;
		return ok([
			said(id, 'given', { by, at, clock }),
			...settle(reading, id, giver, fact, campaignId)
		]);
	}
};

/** What the receiver said by drawing a signature on the giver's phone. */
const drawnBy = ({ id, to, signed }: HandOverFee, context: Context): Booking['confirmations'] =>
	signed
		? [
				{
					...wordOf(id, context),
					by: { personId: to, name: signed.name, role: signed.role },
					strokes: signed.strokes
				}
			]
		: [];

const receive: CommandDef<ReceiveFee> = {
	name: 'fee.receive',
	version: 1,
	schema: ReceiveFee,
	roles: rights['fee.receive'],
	mayBeHeld: true,
	reads: readsOfGiving,
	area: ({ areaId }) => areaId,
	decide(reading, args, context) {
		const { id, from } = args;
		const fact = factOf(args, context.by.personId);
		const fault = faultOf(fact, from, fact.to);
		if (fault) return { ok: false, error: fault };
		const known = reading.get<Booking>('booking', id);
		if (!known) return ok([receivedFirst(args, fact, context)]);
		if (!isSame(known, from, fact, args)) return refuse('handOverDiffers', 'id');
		if (known.reversal) return refuse('bookingReversed', 'id');
		if (isSignedFor(known)) return ok([said(id, 'acknowledged', wordOf(id, context))]);
		if (known.confirmations.length > 0) return refuse('confirmedAlready', 'id');
		return ok([
			said(id, 'confirmed', wordOf(id, context)),
			...(known.isGiven ? settle(reading, id, from, fact, args.campaignId) : [])
		]);
	}
};

function receivedFirst(args: ReceiveFee, fact: HandOver, context: Context): Event {
	const { id, campaignId, areaId, from, fromName } = args;
	const confirmations = [wordOf(id, context)];
	const giver = { personId: from, name: fromName, role: 'unitLeader' as const };
	return made(
		id,
		{ ...context, by: giver },
		{ campaignId, areaId, fact, isGiven: false, confirmations }
	);
}

const deposit: CommandDef<DepositFee> = {
	name: 'fee.deposit',
	version: 1,
	schema: DepositFee,
	roles: rights['fee.deposit'],
	mayBeHeld: true,
	reads: readsOfGiving,
	area: ({ areaId }) => areaId,
	decide(reading, { id, campaignId, areaId, covers, from, fen }, context) {
		if (reading.get('booking', id)) return refuse('bookingExists', 'id');
		const held = heldBy(reading, covers, context.by.personId, from).filter(
			(one) => one.campaignId === campaignId
		);
		if (held.length !== covers.length) return refuse('notYourMoney', 'covers');
		const fact = { kind: 'bankDeposit' as const, from, fen, covers };
		return ok([made(id, context, { campaignId, areaId, fact }), ...goOn(held, id, fen)]);
	}
};

/** How cash goes from hand to hand and to the bank. */
export const giving: readonly CommandDef[] = [handOver, receive, deposit];
