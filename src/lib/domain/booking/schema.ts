import * as v from 'valibot';
import { FenSchema } from '../campaign/schema';
import { roles, type Signature } from '../kernel/actor';
import type { Clock } from '../kernel/clock';
import { Id } from '../kernel/id';
import { Strokes } from '../kernel/strokes';
import { name, words } from '../kernel/text';
import { methods, noteValues, type Fact } from '../ledger/entry';
import type { Fen } from '../money/fen';
import { Photos, type Photo } from '../photo/schema';

const places = ['cash', 'wallet', 'community'] as const;

/** Cash has no reference and is in somebody's hand; everything else names the last four characters of the payment. */
const Paid = v.pipe(
	v.object({
		fen: FenSchema,
		method: v.picklist(methods),
		reference: v.nullable(v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{4}$/, 'reference'))),
		into: v.picklist(['collector', 'community'])
	}),
	v.check(
		({ method, reference, into }) =>
			method === 'cash' ? reference === null && into === 'collector' : reference !== null,
		'reference'
	)
);

/** Arguments of `fee.collect`: money of one household for its share. */
export const CollectFee = v.object({ id: Id, levyId: Id, householdId: Id, paid: Paid });
export type CollectFee = v.InferOutput<typeof CollectFee>;

/** Arguments of `fee.donate`: money that settles no share. `levyId`: where it was taken at a door, else null. */
export const DonateFee = v.object({
	id: Id,
	campaignId: Id,
	levyId: v.nullable(Id),
	paid: Paid
});
export type DonateFee = v.InferOutput<typeof DonateFee>;

/** Arguments of `fee.reverse`: a booking, or one refund of it, is undone by its exact opposite. `id` names the reversal. */
export const ReverseFee = v.object({ id: Id, of: Id, refundId: v.nullable(Id), why: name(200) });
export type ReverseFee = v.InferOutput<typeof ReverseFee>;

/** Arguments of `fee.refund`: money back out of one receipt. */
export const RefundFee = v.object({ id: Id, of: Id, fen: FenSchema, from: v.picklist(places) });
export type RefundFee = v.InferOutput<typeof RefundFee>;

const Notes = v.record(
	v.picklist(noteValues.map(String)),
	v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))
);
const Covers = v.pipe(
	v.array(Id),
	v.minLength(1, 'empty'),
	v.maxLength(2_000, 'tooMany'),
	v.check((all) => new Set(all).size === all.length, 'twice')
);

const giving = {
	id: Id,
	campaignId: Id,
	/** Where the giver works: the area whose people see the hand-over. */
	areaId: Id,
	/** The bookings by which the cash came in. */
	covers: Covers,
	expectedFen: FenSchema,
	notes: Notes
};

/** The first version of `fee.handOver`: the receiver speaks on a phone of their own. */
export const HandOverFeeFirst = v.object({ ...giving, to: Id });

/**
 * Arguments of `fee.handOver`, said by whoever gives. `signed`: the receiver has counted the cash and drawn a signature on
 * the giver's phone, which is their word.
 */
export const HandOverFee = v.object({
	...HandOverFeeFirst.entries,
	signed: v.optional(v.object({ name: name(50), role: v.picklist(roles), strokes: Strokes }))
});
export type HandOverFee = v.InferOutput<typeof HandOverFee>;

/** Arguments of `fee.receive`, said by whoever takes: the same, from a code if the giver's word has not arrived. */
export const ReceiveFee = v.object({ ...giving, from: Id, fromName: name(50) });
export type ReceiveFee = v.InferOutput<typeof ReceiveFee>;

/** Arguments of `fee.deposit`: own cash, or what reached one's own phone, goes to the community's account. */
export const DepositFee = v.object({
	id: Id,
	campaignId: Id,
	areaId: Id,
	covers: Covers,
	from: v.picklist(['cash', 'wallet']),
	fen: FenSchema
});
export type DepositFee = v.InferOutput<typeof DepositFee>;

/** Arguments of `fee.contribute`: what another source pays into the community's account. */
export const ContributeFee = v.object({ id: Id, campaignId: Id, sourceId: Id, fen: FenSchema });
export type ContributeFee = v.InferOutput<typeof ContributeFee>;

/**
 * Arguments of `fee.pay`: a supplier is to be paid; two others approve it. `words`: the invoice's number and the like.
 * `photos`: the invoice; absent in what was written before there were any, and that is refused by its own word.
 */
export const PayFee = v.object({
	id: Id,
	campaignId: Id,
	supplierId: Id,
	fen: FenSchema,
	words: words(200),
	photos: v.optional(Photos)
});
export type PayFee = v.InferOutput<typeof PayFee>;

/** Arguments of `fee.approve`. `id` names the approval. */
export const ApproveFee = v.object({ id: Id, of: Id });
export type ApproveFee = v.InferOutput<typeof ApproveFee>;

/** Arguments of `fee.dispose`: what becomes of what is left, as was resolved. */
export const DisposeFee = v.object({ id: Id, campaignId: Id, fen: FenSchema, words: name(500) });
export type DisposeFee = v.InferOutput<typeof DisposeFee>;

/** What a booking is about: the facts that do not speak of another booking. */
export type BookedFact = Exclude<
	Fact,
	{ kind: 'shareDue' | 'reversal' | 'refund' | 'confirmation' }
>;

/** Somebody's later word about a booking. `id` names it, so that it can be found in the log. */
export interface Word {
	id: Id;
	by: Signature;
	at: number;
	clock: Clock;
}

/** Money back out of a booking. */
export interface BookedRefund extends Word {
	fen: Fen;
	from: (typeof places)[number];
	reversal: (Word & { why: string }) | null;
}

/**
 * One act with money and everything that was said about it afterwards (收付记录). The act itself never changes: it is
 * undone by a reversal, and all of it stays. Postings and balances follow from it (`ledger/`).
 */
export interface Booking extends Word {
	campaignId: Id;
	/** Where it lies: the unit of a collection, else the area of whoever entered it or of the campaign. */
	areaId: Id;
	/** Of a collection: the list it was taken for. */
	levyId: Id | null;
	fact: BookedFact;
	/** Of a collection: the number of its receipt on that list. Final once the server has it. */
	no: number | null;
	/** What a reader should know besides: an invoice's number, a resolution. */
	words: string;
	/** Of a payment to a supplier: the invoice. Absent in those from before invoices were asked for. */
	photos?: Photo[];
	refunds: BookedRefund[];
	reversal: (Word & { why: string }) | null;
	/** `strokes`: drawn on the giver's phone. `own`: the receiver has said since, on their own phone, that it is so. */
	confirmations: (Word & { strokes?: Strokes; own?: Word })[];
	/** What of this cash, or of what reached a phone, has gone on, and with which bookings. */
	gone: { with: Id; fen: Fen }[];
	/** Of a hand-over: false while only the receiver has spoken, whose word alone moves nothing. */
	isGiven: boolean;
	/** Of a hand-over that moves nothing although both have spoken: some of this cash had gone on before. */
	isAside: boolean;
	/** On which lines of the bank's statement the booking (`booking`) and its refunds (by id) were found. */
	atBank?: Record<string, Id>;
}
