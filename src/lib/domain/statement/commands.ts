import { bookingKey, findBooking, findCampaign, said } from '../booking/make';
import type { Campaign } from '../campaign/schema';
import { sameContent } from '../kernel/content';
import type { Id } from '../kernel/id';
import type { CommandDef, Context, Event, KindDef, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import { moveKey, movesOf } from './moves';
import { ExplainLine, ImportLines, MatchLine, type BankLine, type LineMatch } from './schema';

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

const bookingOfMatch = ({ lineId }: { lineId: Id }, reading: Reading) => {
	const match = find(reading, lineId)?.match;
	return match ? [bookingKey(match.bookingId)] : [];
};

/** What changes when a line comes to stand for something else; the booking it stood for is free again. */
function settle(
	reading: Reading,
	line: BankLine,
	next: { match: LineMatch | null; aside: string | null },
	{ by, at }: Context
): Event[] {
	const atBank = ({ bookingId, refundId }: LineMatch, lineId: Id | null): Event =>
		said(bookingId, 'metBank', { move: moveKey({ refundId }), lineId });
	const isThere = line.match && reading.get('booking', line.match.bookingId) !== undefined;
	return [
		happened(line.id, 'settled', { ...next, by, at }),
		...(line.match && isThere ? [atBank(line.match, null)] : []),
		...(next.match ? [atBank(next.match, line.id)] : [])
	];
}

function matchFault(reading: Reading, line: BankLine, match: LineMatch): Refusal | undefined {
	const found = findBooking(reading, match.bookingId, 'bookingId');
	if (!found.ok) return found.error;
	if (found.value.campaignId !== line.campaignId)
		return { code: 'bookingUnknown', field: 'bookingId' };
	const move = movesOf(found.value).find((one) => one.refundId === match.refundId);
	if (!move) return { code: 'notAtBank', field: 'bookingId' };
	if (move.lineId && move.lineId !== line.id) return { code: 'bookingAtBank', field: 'bookingId' };
	// A difference is not agreed away: the booking is undone and entered as the bank has it.
	return move.fen === line.fen && move.way === line.way
		? undefined
		: { code: 'bankDiffers', field: 'bookingId' };
}

const match: CommandDef<MatchLine> = {
	name: 'bank.match',
	version: 1,
	schema: MatchLine,
	roles: rights['bank.match'],
	reads: ({ lineId, bookingId }) => [key(lineId), ...(bookingId ? [bookingKey(bookingId)] : [])],
	readsThen: bookingOfMatch,
	area: areaOfLine,
	decide(reading, args, context) {
		const { lineId, bookingId, refundId } = args;
		const next = bookingId ? { bookingId, refundId } : null;
		const known = find(reading, lineId);
		// Two colleagues who come to the same end agree, whoever had signal first.
		if (known && known.aside === null && sameContent(known.match, next)) return ok([]);
		const line = findSeen(reading, args);
		if (!line.ok) return line;
		const fault = next && matchFault(reading, line.value, next);
		if (fault) return { ok: false, error: fault };
		return ok(settle(reading, line.value, { match: next, aside: null }, context));
	}
};

const explain: CommandDef<ExplainLine> = {
	name: 'bank.explain',
	version: 1,
	schema: ExplainLine,
	roles: rights['bank.explain'],
	reads: ({ lineId }) => [key(lineId)],
	readsThen: bookingOfMatch,
	area: areaOfLine,
	decide(reading, args, context) {
		const aside = args.words === '' ? null : args.words;
		const known = find(reading, args.lineId);
		if (known && known.match === null && known.aside === aside) return ok([]);
		const line = findSeen(reading, args);
		if (!line.ok) return line;
		return ok(settle(reading, line.value, { match: null, aside }, context));
	}
};

function evolve(line: BankLine | undefined, event: Event): BankLine {
	switch (event.type) {
		case 'bankLine.taken':
			return event.data as BankLine;
		case 'bankLine.settled': {
			const { by, at, ...next } = event.data as Pick<BankLine, 'match' | 'aside' | 'by' | 'at'>;
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
