import * as v from 'valibot';
import { FenSchema } from '../campaign/schema';
import { Phone, sexes } from '../household/schema';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import { Strokes } from '../kernel/strokes';
import { name, words } from '../kernel/text';
import { Photos } from '../photo/schema';
import { Sounds } from '../sound/schema';
import * as lists from './lists';

const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
/** Epoch ms by the phone. */
const Instant = whole(0, Number.MAX_SAFE_INTEGER);
const distinct = <T>(all: readonly T[]) => new Set(all).size === all.length;
const someOf = <T extends string>(list: readonly T[]) =>
	v.pipe(
		v.array(v.picklist(list)),
		v.maxLength(list.length, 'tooMany'),
		v.check(distinct, 'twice')
	);

/** Every act names the case and has an id of its own, under which its words lie in the case. */
const act = { id: Id, caseId: Id };

/**
 * The same of what moves a case on. `seen`: the turns and seats of the case that its author knew of (`seenOf`). Where it has moved since and the act fits no longer, the act is not done and its words are kept.
 */
const move = { ...act, seen: v.pipe(v.array(Id), v.maxLength(500, 'tooMany')) };

/** Somebody who speaks for a party: its guardian, or who has its power of attorney. */
const Deputy = v.object({ name: name(50), relation: words(50), phone: v.nullable(Phone) });

/**
 * One party as the forms ask for it. `householdId` and `residentId` where it is in the register; who they are is written
 * down all the same, since mediators hold no register. A minor needs a guardian (民法典, articles 17 to 23).
 */
export const Party = v.object({
	id: Id,
	side: v.picklist(lists.sides),
	householdId: v.nullable(Id),
	residentId: v.nullable(Id),
	name: name(50),
	sex: v.picklist(sexes),
	birthYear: v.nullable(whole(1890, 2199)),
	ethnicity: words(20),
	occupation: words(50),
	phone: v.nullable(Phone),
	address: words(100),
	guardian: v.nullable(Deputy),
	agent: v.nullable(Deputy)
});
export type Party = v.InferOutput<typeof Party>;

const content = {
	category: v.picklist(lists.categories),
	scale: v.picklist(lists.scales),
	colour: v.picklist(lists.colours),
	/** Where it happened, in words. */
	place: words(100),
	/** What happened. */
	matter: words(4_000),
	/** What the first side asks for. */
	demand: words(2_000),
	/** How many people are in it. */
	people: whole(2, 100_000)
};

/** Arguments of `dispute.open`. `id` is the case's. `placeId`: the unit, grid or community in which it happened. */
export const OpenDispute = v.object({
	id: Id,
	placeId: Id,
	source: v.picklist(lists.sources),
	...content,
	parties: v.pipe(v.array(Party), v.maxLength(20, 'tooMany'))
});
export type OpenDispute = v.InferOutput<typeof OpenDispute>;

/** What is corrected: one field, or one party (a new one is added). */
export const Correction = v.variant('field', [
	v.object({ field: v.literal('category'), to: content.category }),
	v.object({ field: v.literal('scale'), to: content.scale }),
	v.object({ field: v.literal('colour'), to: content.colour }),
	v.object({ field: v.literal('place'), to: content.place }),
	v.object({ field: v.literal('matter'), to: content.matter }),
	v.object({ field: v.literal('demand'), to: content.demand }),
	v.object({ field: v.literal('people'), to: content.people }),
	v.object({ field: v.literal('party'), to: Party })
]);
export type Correction = v.InferOutput<typeof Correction>;

/** Arguments of `dispute.amend`; what it was before stays in the case. */
export const AmendDispute = v.object({ ...act, change: Correction });
export type AmendDispute = v.InferOutput<typeof AmendDispute>;

/** What somebody adds to the case. */
export const EntryFact = v.variant('kind', [
	v.object({
		kind: v.literal('session'),
		way: v.picklist(lists.ways),
		/** The parties that were there. */
		present: v.pipe(v.array(Id), v.maxLength(20, 'tooMany'), v.check(distinct, 'twice')),
		others: words(200)
	}),
	v.object({ kind: v.literal('inquiry'), of: words(100) }),
	v.object({ kind: v.literal('note') }),
	v.object({ kind: v.literal('evidence'), takenAt: v.nullable(Instant), from: words(100) }),
	/** Somebody was told of suspected violence or a crime; the case turns red. */
	v.object({
		kind: v.literal('report'),
		danger: v.picklist(lists.dangers),
		told: v.picklist(lists.authorities),
		toldAt: Instant
	})
]);
export type EntryFact = v.InferOutput<typeof EntryFact>;

/** What somebody says in their own words, and what goes with it. */
const said = { words: words(10_000), photos: v.optional(Photos), sounds: v.optional(Sounds) };

/** Arguments of `dispute.addEntry`. `step`: which of the five steps it belongs to. */
export const AddEntry = v.object({
	...act,
	fact: EntryFact,
	step: v.nullable(v.picklist(lists.steps)),
	...said
});
export type AddEntry = v.InferOutput<typeof AddEntry>;

/** Arguments of `dispute.amendEntry`: the words anew, behind those that stand. */
export const AmendEntry = v.object({ ...act, entryId: Id, ...said });
export type AmendEntry = v.InferOutput<typeof AmendEntry>;

/** Arguments of `dispute.assign`. A new `main` takes over from the one before, who stays as a helper. `id`: the seat's. */
export const AssignSeat = v.object({
	...act,
	appointmentId: Id,
	part: v.picklist(lists.parts),
	words: words(500)
});
export type AssignSeat = v.InferOutput<typeof AssignSeat>;

/** Arguments of `dispute.unassign`. */
export const UnassignSeat = v.object({ ...act, seatId: Id, words: words(500) });
export type UnassignSeat = v.InferOutput<typeof UnassignSeat>;

/** Arguments of `dispute.handUp`, with a word why. Who hands it up stays as a helper: first asked, still there. `id`: the new seat's. */
export const HandUp = v.object({ ...move, to: v.picklist(lists.levels), words: name(1_000) });
export type HandUp = v.InferOutput<typeof HandUp>;

/**
 * Arguments of `dispute.end`: without an agreement. `declined` names who refused. `told`: the other ways that the sides
 * were told of.
 */
export const EndDispute = v.object({
	...move,
	how: v.picklist(['declined', 'failed']),
	partyId: v.nullable(Id),
	told: someOf(lists.remedies),
	words: words(2_000)
});
export type EndDispute = v.InferOutput<typeof EndDispute>;

/** Arguments of `dispute.extend`. `consents`: the parties that agreed to it, of both sides. */
export const ExtendDispute = v.object({
	...act,
	until: DaySchema,
	consents: v.pipe(v.array(Id), v.maxLength(20, 'tooMany'), v.check(distinct, 'twice')),
	words: words(500)
});
export type ExtendDispute = v.InferOutput<typeof ExtendDispute>;

/** Arguments of `dispute.look`. */
export const LookAtDispute = v.object(act);
export type LookAtDispute = v.InferOutput<typeof LookAtDispute>;

/** Who does what until when. `partyIds`: who has to. */
export const Term = v.object({
	id: Id,
	partyIds: v.pipe(v.array(Id), v.minLength(1, 'empty'), v.maxLength(20, 'tooMany')),
	what: name(1_000),
	until: v.nullable(DaySchema)
});
export type Term = v.InferOutput<typeof Term>;

/** A signature drawn on the phone: a party's, or (`partyId` null) that of the mediator who signs for the committee. */
export const Signed = v.object({
	partyId: v.nullable(Id),
	at: Instant,
	strokes: Strokes
});
export type Signed = v.InferOutput<typeof Signed>;

/**
 * Arguments of `dispute.agree` (articles 28 to 30): an oral agreement is written down by the mediator, a written one is
 * signed on the phone, or on paper with a photo of it. `isStatus`: it is about marriage, parentage or adoption.
 */
export const AgreeDispute = v.object({
	...move,
	form: v.picklist(['oral', 'written']),
	facts: words(4_000),
	issues: words(4_000),
	terms: v.pipe(v.array(Term), v.maxLength(30, 'tooMany')),
	signatures: v.pipe(v.array(Signed), v.maxLength(25, 'tooMany')),
	photos: v.optional(Photos),
	effectiveOn: DaySchema,
	amountFen: v.nullable(FenSchema),
	isStatus: v.boolean()
});
export type AgreeDispute = v.InferOutput<typeof AgreeDispute>;

/** Arguments of `dispute.perform`: what became of one term. */
export const PerformTerm = v.object({
	...move,
	termId: Id,
	state: v.picklist(lists.performances),
	on: DaySchema,
	...said
});
export type PerformTerm = v.InferOutput<typeof PerformTerm>;

/** Arguments of `dispute.confirmCourt`. */
export const ConfirmCourt = v.object({
	...act,
	state: v.picklist(lists.courtStates),
	on: DaySchema,
	words: words(500)
});
export type ConfirmCourt = v.InferOutput<typeof ConfirmCourt>;

/** Names a planned visit: the day's place in the rules, or the id of the act that planned it. */
const PlanId = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}(:\d{1,3})?$/, 'id'));

/** Arguments of `dispute.plan`: a new visit (`planId` null), another day for one, or none (`on` null). */
export const PlanFollowUp = v.object({
	...act,
	planId: v.nullable(PlanId),
	on: v.nullable(DaySchema)
});
export type PlanFollowUp = v.InferOutput<typeof PlanFollowUp>;

/** Arguments of `dispute.followUp`. `planId` null: a visit that nobody had planned. `then`: of `flaringUp` alone. */
export const FollowUp = v.object({
	...move,
	planId: v.nullable(PlanId),
	result: v.picklist(lists.followUpResults),
	then: v.nullable(v.picklist(lists.consequences)),
	...said
});
export type FollowUp = v.InferOutput<typeof FollowUp>;

/** Arguments of `dispute.close`. */
export const CloseDispute = v.object({
	...move,
	words: words(2_000),
	prevented: v.nullable(v.picklist(lists.escalations))
});
export type CloseDispute = v.InferOutput<typeof CloseDispute>;

/** Arguments of `dispute.reopen`, with a word why. */
export const ReopenDispute = v.object({ ...move, words: name(1_000) });
export type ReopenDispute = v.InferOutput<typeof ReopenDispute>;
