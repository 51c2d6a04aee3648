import * as v from 'valibot';
import type { Signature } from '../kernel/actor';
import { Id } from '../kernel/id';
import { refusalCodes } from '../kernel/refusal';
import { words } from '../kernel/text';
import { FieldChange } from '../household/schema';
import { needs, visitResults } from '../visit/schema';

/** What the entry said of a visit; its photos stay where they are. */
export const SaidOfVisit = v.object({
	result: v.picklist(visitResults),
	needs: v.pipe(v.array(v.picklist(needs)), v.maxLength(needs.length, 'tooMany')),
	words: words(2000)
});

/**
 * Where the entry belongs and what it said, for an office that does not have it: a refused operation reaches no other
 * phone. Of a household only what everybody has who looks after the door; particulars never.
 */
const Said = v.object({
	unitId: Id,
	householdId: v.nullable(Id),
	/** The door as its author saw it; the household may be gone by now. */
	door: v.nullable(words(12)),
	visit: v.nullable(SaidOfVisit),
	changes: v.pipe(v.array(FieldChange), v.maxLength(220, 'tooMany'))
});
export type Said = v.InferOutput<typeof Said>;

/**
 * The entry that is asked about. `subject`: the refused or held operation's id; of a conflict the household's. `at`:
 * when it was written, epoch ms by the author's clock. Without `said` no more of it is told than its kind.
 */
const Entry = v.object({
	state: v.picklist(['refused', 'held', 'conflict']),
	subject: Id,
	command: v.pipe(v.string(), v.regex(/^[a-z]+\.[a-zA-Z]+$/), v.maxLength(60)),
	at: v.pipe(v.number(), v.integer(), v.minValue(0)),
	code: v.nullable(v.picklist(refusalCodes)),
	said: v.nullable(Said)
});
export type Entry = v.InferOutput<typeof Entry>;

/**
 * Arguments of `question.ask`. `areaId` is the area of one of the author's own appointments, of whatever time, and lies
 * at or above the entry's unit: it decides whose office is asked. `words` may be empty.
 */
export const AskQuestion = v.object({ id: Id, areaId: Id, entry: Entry, words: words(500) });
export type AskQuestion = v.InferOutput<typeof AskQuestion>;

/** Arguments of `question.answer`: one sentence. */
export const AnswerQuestion = v.object({ id: Id, words: words(500) });
export type AnswerQuestion = v.InferOutput<typeof AnswerQuestion>;

/** Arguments of `question.close`. */
export const CloseQuestion = v.object({ id: Id });
export type CloseQuestion = v.InferOutput<typeof CloseQuestion>;

/** One sentence of the office. `at`: epoch ms by the clock of whoever answered, bounded by the server. */
export interface Answer {
	by: Signature;
	at: number;
	words: string;
}

/** A question of one person about an entry of theirs that did not go through; for the office of the area alone. */
export interface Question {
	id: Id;
	areaId: Id;
	entry: Entry;
	words: string;
	by: Signature;
	/** When it was asked, epoch ms by the author's clock, bounded by the server. */
	at: number;
	/** In the order in which they came; two colleagues without signal may both have answered. */
	answers: Answer[];
	/** When its author had read the answer, or needed none any more; null while it is open. */
	closedAt: number | null;
	/** The request at which its words went. */
	cleared?: Id;
}
