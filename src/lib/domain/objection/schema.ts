import * as v from 'valibot';
import type { Signature } from '../kernel/actor';
import { Id } from '../kernel/id';
import { words } from '../kernel/text';
import { longestFrom, longestObjection, wordsFault } from './limits';

const ObjectionWords = v.pipe(
	words(longestObjection),
	v.check((s) => wordsFault(s) !== 'tooShort', 'tooShort')
);

/**
 * Arguments of `objection.note`, of `objection.receive` and body of `POST /api/accounts/objections`. `from`: who it is
 * or where to be found, if they choose to say so; may be empty.
 */
export const RaiseObjection = v.object({
	id: Id,
	campaignId: Id,
	words: ObjectionWords,
	from: words(longestFrom)
});
export type RaiseObjection = v.InferOutput<typeof RaiseObjection>;

/**
 * Arguments of `objection.answer`; the words are public. `seen`: how many answers its author has read. `asked`: what was
 * objected to, as the office says it for everybody; empty where it leaves that out.
 */
export const AnswerObjection = v.object({
	id: Id,
	seen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
	words: v.pipe(
		words(500),
		v.check((s) => s.length > 0, 'empty')
	),
	asked: words(200)
});
export type AnswerObjection = v.InferOutput<typeof AnswerObjection>;

/** One answer of the office. `at`: epoch ms by its author's clock, bounded by the server. */
export interface ObjectionAnswer {
	words: string;
	asked: string;
	by: Signature;
	at: number;
}

/** What a neighbour has against the accounts of a campaign. Its words and `from` are for the office alone. */
export interface Objection {
	id: Id;
	campaignId: Id;
	/** The campaign's. */
	areaId: Id;
	words: string;
	from: string;
	/** Epoch ms: by the server's clock where the page brought it, else by the clock of whoever wrote it down. */
	receivedAt: number;
	/** By the public page, or told to somebody who wrote it down. */
	came: 'page' | 'told';
	/** Who wrote it down; null where the page brought it. */
	by: Signature | null;
	/** In the order in which they came; the first is the answer, what follows adds to it. */
	answers: ObjectionAnswer[];
}
