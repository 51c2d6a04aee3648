import * as v from 'valibot';
import { FenSchema } from '../campaign/schema';
import type { Signature } from '../kernel/actor';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import { words } from '../kernel/text';
import type { Fen } from '../money/fen';

/** Lines in one `bank.import`: what one operation may carry; a longer file is several. */
export const mostLinesAtOnce = 500;

/** Which way money went, as the community's account sees it. */
export const ways = ['in', 'out'] as const;
export type Way = (typeof ways)[number];

/** How long what is kept of a line may be, characters: enough to know the payment again, and no whole number of it. */
export const longest = { counterpart: 60, remark: 120, serial: 8 } as const;

const Line = v.object({
	/** Made from the campaign and the line's key, so that two computers with one file make the same records. */
	id: Id,
	day: DaySchema,
	fen: FenSchema,
	way: v.picklist(ways),
	counterpart: words(longest.counterpart),
	remark: words(longest.remark),
	serial: words(longest.serial)
});

/** Arguments of `bank.import`: lines of the community's bank statement. Those that are known already are passed over. */
export const ImportLines = v.object({
	campaignId: Id,
	lines: v.pipe(
		v.array(Line),
		v.minLength(1, 'empty'),
		v.maxLength(mostLinesAtOnce, 'tooMany'),
		v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'twice')
	)
});
export type ImportLines = v.InferOutput<typeof ImportLines>;

/** `seen`: how often the line had been written when its author read it. */
const Seen = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** So many bookings one line can stand for: what WeChat pays out for a day of a large campaign. */
export const mostOnALine = 500;

/** Arguments of `bank.match`: the line is these bookings, or with `refundId` these refunds of them; none takes that back. */
export const MatchLine = v.object({
	lineId: Id,
	moves: v.pipe(
		v.array(v.object({ bookingId: Id, refundId: v.nullable(Id) })),
		v.maxLength(mostOnALine, 'tooMany')
	),
	seen: Seen
});
export type MatchLine = v.InferOutput<typeof MatchLine>;

/** Arguments of `bank.match` in its first version, when a line stood for one booking. */
export const MatchLineFirst: v.GenericSchema<unknown, MatchLine> = v.pipe(
	v.object({
		lineId: Id,
		bookingId: v.nullable(Id),
		refundId: v.nullable(Id),
		seen: Seen
	}),
	v.transform(({ lineId, bookingId, refundId, seen }) => ({
		...{ lineId, seen },
		moves: bookingId === null ? [] : [{ bookingId, refundId }]
	}))
);

/** Arguments of `bank.explain`: the line belongs to nothing here, and why; empty words take that back. */
export const ExplainLine = v.object({ lineId: Id, words: words(200), seen: Seen });
export type ExplainLine = v.InferOutput<typeof ExplainLine>;

/** What a line was found to be in the books. */
export interface LineMatch {
	bookingId: Id;
	/** Null for the booking itself. */
	refundId: Id | null;
}

/**
 * One line of the statement of the community's account (银行流水), as far as a campaign needs it. It lies in the money of
 * the community, which the office alone holds: whoever paid stands in it by name.
 */
export interface BankLine extends v.InferOutput<typeof Line> {
	campaignId: Id;
	/** The community, also where the campaign lies in a part of it. */
	areaId: Id;
	/** How often it was written. */
	seen: number;
	/** Who brought it in, and when; epoch ms by their clock, as in `said`. */
	by: Signature;
	at: number;
	match: LineMatch | null;
	/** What else it is, where one sum stands for several bookings; absent in lines from before that. See `matchesOf`. */
	besides?: LineMatch[];
	/** Why it belongs to nothing here; null while nobody has set it aside. */
	aside: string | null;
	/** Who said last what it is. */
	said: { by: Signature; at: number } | null;
}

/** A line as the file has it, before it is a record. `fen` is above zero. */
export interface StatementLine {
	/** Counted from 1, as a spreadsheet does. */
	row: number;
	day: string;
	fen: Fen;
	way: Way;
	counterpart: string;
	remark: string;
	serial: string;
	/** The same for the same line of the same account, however often it is exported. */
	key: string;
}
