import { bookingKey, findBooking, findCampaign, said } from '../booking/make';
import type { Campaign } from '../campaign/schema';
import { sameContent } from '../kernel/content';
import type { Id } from '../kernel/id';
import type { CommandDef, Context, Event, KindDef, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import { sumFen } from '../money/fen';
import { matchesOf, moveKey, movesOf, targetOf, type Move } from './moves';
import {
	ExplainLine,
	ImportLines,
	MatchLine,
	MatchLineFirst,
	type BankLine,
	type LineMatch
} from './schema';

const key = (id: Id) => ({ kind: 'bankLine' as const, id });
const find = (reading: Reading, id: Id) => reading.get<BankLine>('bankLine', id);
const happened = (id: Id, type: string, data: unknown): Event => ({
	...key(id),
	type: `bankLine.${type}`,
	data
});

const importLines: CommandDef<ImportLines> = {
	name: 'bank.import',
	version: 1,
	schema: ImportLines,
	roles: rights['bank.import'],
	reads: ({ campaignId, lines }) => [
		{ kind: 'campaign', id: campaignId },
		...lines.map(({ id }) => key(id))
	],
	area: ({ campaignId }, reading) => reading.get<Campaign>('campaign', campaignId)?.areaId,
	decide(reading, { campaignId, lines }, { by, at }) {
		const campaign = findCampaign(reading, campaignId);
		if (!campaign.ok) return campaign;
		const known = lines.flatMap(({ id }) => find(reading, id) ?? []);
		if (known.some((one) => one.campaignId !== campaignId)) return refuse('lineExists', 'lines');
		const path = reading.pathOf(campaign.value.areaId) ?? [];
		// Whoever paid stands here by name: a leader of the only unit of a campaign shall not hold it.
		const areaId = path[1] ?? campaign.value.areaId;
		return ok(
			lines
				.filter(({ id }) => !known.some((one) => one.id === id))
				.map((line) => {
					const data: BankLine = {
						...{ ...line, campaignId, areaId, seen: 1, by, at },
						...{ match: null, aside: null, said: null }
					};
					return happened(line.id, 'taken', data);
				})
		);
	}
};

const areaOfLine = ({ lineId }: { lineId: Id }, reading: Reading) => find(reading, lineId)?.areaId;

/** The line as its author read it. */
function findSeen(
	reading: Reading,
	{ lineId, seen }: { lineId: Id; seen: number }
): Result<BankLine, Refusal> {
	const line = find(reading, lineId);
	if (!line) return refuse('lineUnknown', 'lineId');
	return line.seen === seen ? ok(line) : refuse('lineChanged', 'seen');
}

const bookingsOfMatch = ({ lineId }: { lineId: Id }, reading: Reading) => {
	const line = find(reading, lineId);
	return line ? matchesOf(line).map(({ bookingId }) => bookingKey(bookingId)) : [];
};

/** What changes when a line comes to stand for something else; the bookings it stood for are free again. */
function settle(
	reading: Reading,
	line: BankLine,
	next: { matches: readonly LineMatch[]; aside: string | null },
	{ by, at }: Context
): Event[] {
	const atBank = ({ bookingId, refundId }: LineMatch, lineId: Id | null): Event =>
		said(bookingId, 'metBank', { move: moveKey({ refundId }), lineId });
	const [match = null, ...besides] = next.matches;
	const kept = new Set(next.matches.map(targetOf));
	const freed = matchesOf(line).filter(
		(one) => !kept.has(targetOf(one)) && reading.get('booking', one.bookingId) !== undefined
	);
	return [
		happened(line.id, 'settled', { match, besides, aside: next.aside, by, at }),
		...freed.map((one) => atBank(one, null)),
		...next.matches.map((one) => atBank(one, line.id))
	];
}

const fault = (code: Refusal['code']) => refuse(code, 'moves');

/** The move that somebody says a line is, or a part of. */
function moveFor(reading: Reading, line: BankLine, match: LineMatch): Result<Move, Refusal> {
	const found = findBooking(reading, match.bookingId, 'moves');
	if (!found.ok) return found;
	const { campaignId, reversal, refunds } = found.value;
	if (campaignId !== line.campaignId) return fault('bookingUnknown');
	const move = movesOf(found.value).find((one) => one.refundId === match.refundId);
	const undone = match.refundId
		? refunds.find(({ id }) => id === match.refundId)?.reversal
		: reversal;
	if (!move) return fault(undone ? 'bookingUndone' : 'notAtBank');
	return move.lineId && move.lineId !== line.id ? fault('bookingAtBank') : ok(move);
}

function matchFault(
	reading: Reading,
	line: BankLine,
	matches: readonly LineMatch[]
): Refusal | undefined {
	if (new Set(matches.map(targetOf)).size < matches.length)
		return { code: 'bookingTwice', field: 'moves' };
	const moves: Move[] = [];
	for (const one of matches) {
		const move = moveFor(reading, line, one);
		if (!move.ok) return move.error;
		moves.push(move.value);
	}
	// A difference is not agreed away: the booking is undone and entered as the bank has it.
	const isSum = sumFen(moves.map(({ fen }) => fen)) === line.fen;
	if (moves.every(({ way }) => way === line.way) && isSum) return undefined;
	return { code: moves.length > 1 && !isSum ? 'bankSumDiffers' : 'bankDiffers', field: 'moves' };
}

const inOrder = (matches: readonly LineMatch[]): LineMatch[] =>
	[...matches].sort((a, b) => (targetOf(a) < targetOf(b) ? -1 : 1));

const match: CommandDef<MatchLine> = {
	name: 'bank.match',
	version: 2,
	schema: MatchLine,
	earlier: { 1: MatchLineFirst },
	roles: rights['bank.match'],
	reads: ({ lineId, moves }) => [
		key(lineId),
		...[...new Set(moves.map(({ bookingId }) => bookingId))].map(bookingKey)
	],
	readsThen: bookingsOfMatch,
	area: areaOfLine,
	decide(reading, args, context) {
		const matches = inOrder(args.moves);
		const known = find(reading, args.lineId);
		// Two colleagues who come to the same end agree, whoever had signal first.
		if (known && known.aside === null && sameContent(inOrder(matchesOf(known)), matches))
			return ok([]);
		const line = findSeen(reading, args);
		if (!line.ok) return line;
		const wrong = matches.length > 0 && matchFault(reading, line.value, matches);
		if (wrong) return { ok: false, error: wrong };
		return ok(settle(reading, line.value, { matches, aside: null }, context));
	}
};

const explain: CommandDef<ExplainLine> = {
	name: 'bank.explain',
	version: 1,
	schema: ExplainLine,
	roles: rights['bank.explain'],
	reads: ({ lineId }) => [key(lineId)],
	readsThen: bookingsOfMatch,
	area: areaOfLine,
	decide(reading, args, context) {
		const aside = args.words === '' ? null : args.words;
		const known = find(reading, args.lineId);
		if (known && known.match === null && known.aside === aside) return ok([]);
		const line = findSeen(reading, args);
		if (!line.ok) return line;
		return ok(settle(reading, line.value, { matches: [], aside }, context));
	}
};

function evolve(line: BankLine | undefined, event: Event): BankLine {
	switch (event.type) {
		case 'bankLine.taken':
			return event.data as BankLine;
		case 'bankLine.settled': {
			const { by, at, ...next } = event.data as Pick<
				BankLine,
				'match' | 'besides' | 'aside' | 'by' | 'at'
			>;
			return { ...line!, ...next, said: { by, at }, seen: line!.seen + 1 };
		}
		default:
			throw new Error(`bankLine: unknown event ${event.type}`);
	}
}

/**
 * Lines of the bank's statement. There may be thousands: they are about no record, or every look at a campaign's lists
 * and bookings would read them along.
 */
export const bankLineKind: KindDef<BankLine> = {
	kind: 'bankLine',
	evolve,
	home: ({ areaId }) => ({ areaId, dataClass: 'money' }),
	commands: [importLines, match, explain]
};
