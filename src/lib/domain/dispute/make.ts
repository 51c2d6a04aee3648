import { laterClock } from '../kernel/clock';
import type { Context, Event, Reading, RecordKey } from '../kernel/record';
import { refuse, type Refusal, type RefusalCode } from '../kernel/refusal';
import { fail, ok, type Result } from '../kernel/result';
import type { Id } from '../kernel/id';
import type { Photo } from '../photo/schema';
import type { Sound } from '../sound/schema';
import type { Stage, Step } from './lists';
import type { CaseBook, CaseEntry, CaseFact, Dispute, Docket, Turn } from './schema';
import { docketOf, rulesFor, seenOf, stageOf } from './select';

/** Records that an act in a case looks at. */
export const caseReads = ({ id, caseId }: { id: Id; caseId: Id }): RecordKey[] => [
	{ kind: 'dispute', id: caseId },
	{ kind: 'docket', id: caseId },
	{ kind: 'caseEntry', id }
];
/** Those that can be named once the case is there. */
export const caseReadsThen = ({ caseId }: { caseId: Id }, reading: Reading): RecordKey[] => {
	const dispute = reading.get<Dispute>('dispute', caseId);
	return dispute ? placeReads(dispute.path) : [];
};

/** What counts and rules the cases of a place. */
export const placeReads = ([subdistrict, community]: readonly Id[]): RecordKey[] =>
	subdistrict && community
		? [
				{ kind: 'caseBook', id: community },
				{ kind: 'caseRules', id: community },
				{ kind: 'caseRules', id: subdistrict }
			]
		: [];

/** The case to act in, if this act was not done before under the same id. */
export function findCase(
	reading: Reading,
	{ id, caseId }: { id: Id; caseId: Id }
): Result<Dispute, Refusal> {
	const dispute = reading.get<Dispute>('dispute', caseId);
	if (!dispute) return refuse('caseUnknown', 'caseId');
	if (dispute.cleared) return refuse('recordErased', 'caseId', { erasure: dispute.cleared });
	if (reading.get('caseEntry', id)) return refuse('entryExists', 'id');
	return ok(dispute);
}

/** What an act leaves behind of itself. */
export interface Told {
	id: Id;
	fact: CaseFact;
	words?: string;
	photos?: Photo[] | undefined;
	sounds?: Sound[] | undefined;
	step?: Step | null;
	undone?: RefusalCode;
}

/** The event by which something is written into a case. */
export function told(dispute: Pick<Dispute, 'id' | 'areaId'>, one: Told, context: Context): Event {
	const { by, at, clock } = context;
	const { id, fact, words = '', photos, sounds, step = null, undone } = one;
	const data: CaseEntry = {
		...{ id, by, at, clock, caseId: dispute.id, areaId: dispute.areaId },
		...{ fact, step, words, amendments: [] },
		...(photos?.length ? { photos } : {}),
		...(sounds?.length ? { sounds } : {}),
		...(undone ? { undone } : {})
	};
	// Of an act that was not done its author hears that only its words were taken.
	const partly = undone ? { partly: true as const } : {};
	return { kind: 'caseEntry', id, type: 'caseEntry.added', data, ...partly };
}

/** Fields of the case that are different from now on. */
export type Patch = Partial<Dispute>;

/**
 * The events by which a case changes: its own, and on the side that gives numbers its number, if it has none yet, and its
 * line on the office's list where that says something else now. Who works on a case does not hold that list: a phone that
 * wrote the line would keep a row of a home that nothing ever takes away.
 */
export function changed(
	reading: Reading,
	before: Dispute,
	type: string,
	patch: Patch,
	clock: Dispute['last']
): Event[] {
	const last = laterClock(before.last, clock);
	const given = giveNumber(reading, before);
	const data: Patch = { ...patch, last, ...(given ? { number: given.number } : {}) };
	const next = { ...before, ...data };
	const events: Event[] = [{ kind: 'dispute', id: before.id, type: `dispute.${type}`, data }];
	if (!reading.givesNumbers) return events;
	const line = docketOf(next, rulesFor(reading, next.path));
	if (JSON.stringify(reading.get<Docket>('docket', before.id)) !== JSON.stringify(line))
		events.push({ kind: 'docket', id: before.id, type: 'docket.written', data: line });
	return given ? [...events, given.event] : events;
}

/**
 * The next number of the community's year, on the side that gives them. In the order in which the server hears of cases,
 * and of the year in which they were taken on; the book of the community counts, so that none is given twice or left out.
 */
function giveNumber(reading: Reading, { areaId, number, openedOn }: Dispute) {
	if (number || !reading.givesNumbers) return undefined;
	const book = reading.get<CaseBook>('caseBook', areaId) ?? { areaId, given: {} };
	const year = Number(openedOn.slice(0, 4));
	const no = (book.given[year] ?? 0) + 1;
	const data: CaseBook = { areaId, given: { ...book.given, [year]: no } };
	const event: Event = { kind: 'caseBook', id: areaId, type: 'caseBook.numbered', data };
	return { number: { year, no }, event };
}

/**
 * What becomes of an act that does not fit: refused if its author knew the case as it is; else not done, and its words are
 * kept in the case.
 */
export const late = (
	dispute: Dispute,
	seen: readonly Id[],
	fault: Refusal,
	one: Told,
	context: Context
): Result<Event[], Refusal> =>
	seen.join() === seenOf(dispute).join()
		? fail(fault)
		: ok([told(dispute, { ...one, undone: fault.code }, context)]);

/** An act that moves a case on: from where, to where, and what it says. */
export interface Move {
	from: readonly Stage[];
	to?: Stage;
	/** Why it does not fit as the case is now, besides its stage. */
	fault?: Refusal | undefined;
	type: string;
	patch?: Patch;
	told: Told;
}

/**
 * Lets a case move on. Where it stands elsewhere: if its author knew that, the act is refused; if it has moved since
 * (`seen` says what they had seen of it), the act is not done, and its words are kept in the case.
 */
export function moveOn(
	reading: Reading,
	dispute: Dispute,
	seen: readonly Id[],
	move: Move,
	context: Context
): Result<Event[], Refusal> {
	const stage = stageOf(dispute);
	const fault: Refusal | undefined = move.from.includes(stage)
		? move.fault
		: { code: 'caseStage', field: 'caseId', detail: { stage } };
	if (fault) return late(dispute, seen, fault, move.told, context);
	const { by, at, clock } = context;
	const turn: Turn[] = move.to ? [{ id: move.told.id, to: move.to, by, at, clock }] : [];
	const patch = { ...move.patch, turns: [...dispute.turns, ...turn] };
	return ok([
		...changed(reading, dispute, move.type, patch, clock),
		told(dispute, move.told, context)
	]);
}
