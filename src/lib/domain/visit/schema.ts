import * as v from 'valibot';
import { Signature } from '../kernel/actor';
import { Id } from '../kernel/id';
import { words } from '../kernel/text';
import { Photos, type Photo } from '../photo/schema';

/** What came of knocking: somebody at home and nothing to do, nobody at home, or something to look after. */
export const visitResults = ['home', 'nobody', 'matter'] as const;
export type VisitResult = (typeof visitResults)[number];

/** What a visit can be about, one tap each. */
export const needs = [
	'repair',
	'hygiene',
	'safety',
	'neighbour',
	'care',
	'policy',
	'property',
	'register',
	'other'
] as const;
export type Need = (typeof needs)[number];

const finding = {
	result: v.picklist(visitResults),
	needs: v.pipe(v.array(v.picklist(needs)), v.maxLength(needs.length, 'tooMany')),
	words: words(2000),
	/** Absent in operations from before there were photos: none. */
	photos: v.optional(Photos)
};

/** Arguments of `visit.log`. Time and author come by themselves; place is optional and off by default. */
export const LogVisit = v.object({ id: Id, householdId: Id, ...finding });
export type LogVisit = v.InferOutput<typeof LogVisit>;

/** Arguments of `visit.amend`: the whole new finding. */
export const AmendVisit = v.object({ id: Id, ...finding });
export type AmendVisit = v.InferOutput<typeof AmendVisit>;

/** Arguments of `visit.withdraw`, the undo of a visit that the office has not accepted yet. */
export const WithdrawVisit = v.object({ id: Id });
export type WithdrawVisit = v.InferOutput<typeof WithdrawVisit>;

/** Arguments of `visit.accept`. `seen` is the number of amendments that the reviewer had before them. */
export const AcceptVisit = v.object({
	id: Id,
	seen: v.pipe(v.number(), v.integer(), v.minValue(0))
});
export type AcceptVisit = v.InferOutput<typeof AcceptVisit>;

/** Arguments of `visit.return`, with the office's comment. */
export const ReturnVisit = v.object({
	id: Id,
	seen: v.pipe(v.number(), v.integer(), v.minValue(0)),
	comment: words(500)
});
export type ReturnVisit = v.InferOutput<typeof ReturnVisit>;

/** What was found, as first logged or as amended. `at`: epoch ms by the writer's clock. */
export interface Finding {
	result: VisitResult;
	needs: Need[];
	words: string;
	/** Absent when there are none. */
	photos?: Photo[];
	at: number;
	by: Signature;
}

/** Where the office's review stands. */
export type Review =
	| { state: 'waiting' }
	| { state: 'accepted'; by: Signature; at: number }
	| { state: 'returned'; by: Signature; at: number; comment: string };

/**
 * A visit. `first` is never edited; `amendments` follow it in order, the last one counts.
 * `first.at` is when the door was knocked at, and stays so however often the words change.
 */
export interface Visit {
	id: Id;
	householdId: Id;
	unitId: Id;
	first: Finding;
	amendments: Finding[];
	review: Review;
	withdrawnAt: number | null;
	/** The request at which words and photos went: that the door was knocked at, when, by whom and with which result stays. */
	cleared?: Id;
}
