import type { SlipData } from '$lib/app/fees';
import type { Day } from '$lib/domain/kernel/day';
import { dayOf } from '$lib/domain/kernel/day';
import type { PayMethod } from '$lib/domain/ledger/entry';
import { receiptNumber } from '$lib/domain/levy/select';
import type { Fen } from '$lib/domain/money/fen';

/** The words of a slip (收据); the room `fees` has them. */
export interface SlipWords {
	methods: Record<PayMethod, string>;
	intos: { collector: string; community: string };
	slip: {
		campaign: string;
		donation: (title: string) => string;
		door: string;
		method: string;
		collector: string;
		date: string;
		tail: (method: string, reference: string) => string;
		into: (method: string, into: string) => string;
		rmb: string;
		late: string;
		reversed: (why: string) => string;
		refunded: (yuan: string, day: string) => string;
		number: string;
		provisional: string;
		title: string;
		amount: string;
		capitals: string;
		notTax: string;
	};
}

/** How figures and days are written. */
export interface SlipSays {
	yuan: (fen: Fen) => string;
	capitals: (fen: Fen) => string;
	day: (day: Day) => string;
}

/** Everything that stands on a slip. It names the door and nobody who lives there. */
export interface Slip {
	number: string;
	/** The number by which it was known before the server had it: the end of the booking's own id, alike on no two phones. */
	provisional: string;
	isFinal: boolean;
	amount: string;
	capitals: string;
	rows: { label: string; value: string }[];
	/** What has become of it since. */
	remarks: string[];
	isVoid: boolean;
}

/** The number of a slip that the server does not have yet. */
export const provisionalNumber = (bookingId: string): string =>
	`L${bookingId.replaceAll('-', '').slice(-8).toUpperCase()}`;

/** Makes out the slip of a collection or a donation; undefined for any other booking. */
export function slipFrom(
	{ booking, levy, title, place, door, isFinal }: SlipData,
	words: SlipWords,
	says: SlipSays
): Slip | undefined {
	const { fact, no, by, at, reversal, refunds } = booking;
	if (fact.kind !== 'collection' && fact.kind !== 'donation') return undefined;
	const isGift = fact.kind === 'donation';
	const provisional = provisionalNumber(booking.id);
	const method = words.methods[fact.method];
	const paid = fact.reference
		? words.slip.tail(words.slip.into(method, words.intos[fact.into]), fact.reference)
		: method;
	return {
		number: isFinal && levy && no !== null ? receiptNumber(levy.id, no) : provisional,
		...{ provisional, isFinal, isVoid: reversal !== null },
		amount: says.yuan(fact.fen),
		capitals: words.slip.rmb + says.capitals(fact.fen),
		rows: [
			{ label: words.slip.campaign, value: isGift ? words.slip.donation(title) : title },
			...(isGift ? [] : [{ label: words.slip.door, value: `${place} ${door}`.trim() }]),
			{ label: words.slip.method, value: paid },
			{ label: words.slip.collector, value: by.name },
			{ label: words.slip.date, value: says.day(dayOf(at)) }
		],
		remarks: [
			...(!isGift && fact.isLate ? [words.slip.late] : []),
			...refunds
				.filter((refund) => refund.reversal === null)
				.map((refund) => words.slip.refunded(says.yuan(refund.fen), says.day(dayOf(refund.at)))),
			...(reversal ? [words.slip.reversed(reversal.why)] : [])
		]
	};
}

/** A slip as text for a chat. */
export function slipText(slip: Slip, words: SlipWords): string {
	const { title, number, provisional, amount, capitals, notTax } = words.slip;
	return [
		`${title} ${slip.isFinal ? number : provisional} ${slip.number}`,
		...slip.rows.slice(0, 2).map(({ label, value }) => `${label}: ${value}`),
		`${amount}: ${slip.amount}`,
		`${capitals}: ${slip.capitals}`,
		...slip.rows.slice(2).map(({ label, value }) => `${label}: ${value}`),
		...slip.remarks,
		notTax
	].join('\n');
}
