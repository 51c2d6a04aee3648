import type * as v from 'valibot';
import type { Actor, Post, Role, Signature } from './actor';
import type { Clock, Moment } from './clock';
import type { Day } from './day';
import type { Home } from './home';
import type { Id } from './id';
import type { Refusal } from './refusal';
import type { Result } from './result';

/** The kinds of record; `registry.ts` is the only place that lists their definitions. */
export type Kind =
	| 'area'
	| 'household'
	| 'particulars'
	| 'appointment'
	| 'visit'
	| 'held'
	| 'question'
	| 'erasure'
	| 'campaign'
	| 'levy'
	| 'booking'
	| 'objection'
	| 'bankLine'
	| 'dispute'
	| 'caseEntry'
	| 'docket'
	| 'caseBook'
	| 'caseRules';

/** Names one record. */
export interface RecordKey {
	kind: Kind;
	id: Id;
}

/** `kind:id`, the key under which stores keep a row. */
export const recordKey = (key: RecordKey): string => `${key.kind}:${key.id}`;

/** What happened to one record, in the past tense. `data` is read by that kind's `evolve` alone. */
export interface Event {
	kind: Kind;
	id: Id;
	type: string;
	data: unknown;
	/** Not all that was meant took force; the rest stands in the record as conflicts. The receipt says so. */
	partly?: true;
}

/** What `decide` may look at: the records it named in `reads`, and the area tree. */
export interface Reading {
	/** The record's body; `undefined` when there is none, or none that this side knows. */
	get<B>(kind: Kind, id: Id): B | undefined;
	/** Why a record that once was is gone. */
	gone(kind: Kind, id: Id): Gone | undefined;
	/** Ids from the sub-district down to the area itself; `undefined` for an unknown area. */
	pathOf(areaId: Id): readonly Id[] | undefined;
	/** This side gives cases their numbers: the server, while it judges by all that there is. Never a phone. */
	givesNumbers?: boolean;
}

/** Why a record was taken out, kept in place of its body. */
export interface Gone {
	reason: 'movedAway' | 'struckOff' | 'merged' | 'mistake';
	into?: Id;
	/** The request at which it was deleted. Beside the reason, since older phones know those four and no other. */
	erased?: Id;
}

/** What `decide` knows besides the records: who, when, and the role that authority found for them. */
export interface Context extends Moment {
	actor: Actor;
	/** In which role and by which appointment the actor does this. */
	by: Signature;
	/** `at` as a day in China. */
	today: Day;
}

/** One act that a person can mean. Commands travel up; rows travel down. */
export interface CommandDef<Args = unknown> {
	name: string;
	version: number;
	schema: v.GenericSchema<unknown, Args>;
	/** Schemas of earlier versions by number. They put what was meant into today's words: nothing is too old to be sent. */
	earlier?: Readonly<Record<number, v.GenericSchema<unknown, Args>>>;
	roles: readonly Role[];
	/** Somebody who looked after the area once, but not on the day of writing, is not refused: see `hold.ts`. */
	mayBeHeld?: boolean;
	/** Any appointment counts, of whatever time: people speak about their own words after their post has ended. */
	anyTime?: boolean;
	/** Only the server itself says so, in whoever's name: whatever comes from a phone is refused. */
	serversOwn?: boolean;
	/** It gives or takes power: the right is needed on the day it reaches the server as well. */
	passesPower?: boolean;
	/** Records that `decide` needs to see. */
	reads(args: Args): RecordKey[];
	/** Further records that it needs to see, known only once those of `reads` are there. */
	readsThen?(args: Args, reading: Reading): RecordKey[];
	/** The area in which the actor must hold one of `roles`; `undefined` when a record it depends on is missing. */
	area(args: Args, reading: Reading): Id | undefined;
	/**
	 * Where authority is a matter of the record and not of the area alone: the appointment by which the actor may do this
	 * at that moment (`ever`: could at any time), in place of one in `roles`.
	 */
	postOf?(
		args: Args,
		reading: Reading,
		actor: Pick<Actor, 'posts'>,
		when: Pick<Moment, 'at' | 'clock'> | 'ever'
	): Post | undefined;
	/** What happens if authority has no area to judge by (the record is gone or unknown). */
	decide(reading: Reading, args: Args, context: Context): Result<Event[], Refusal>;
}

/** One kind of record. `evolve` is total: it trusts events, since `decide` made them. */
export interface KindDef<Body = unknown> {
	kind: Kind;
	/** The next body, or a `Gone` wrapped in `removed`. */
	evolve(body: Body | undefined, event: Event): Body | { removed: Gone };
	home(body: Body): Home;
	/** A label for rows that wait for somebody (indexed on the phone), or undefined. */
	todo?(body: Body): string | undefined;
	/** The record this one is about (indexed on the phone): a visit's household. */
	about?(body: Body): Id | undefined;
	/** The latest hybrid time that the record carries; whoever writes having seen it writes later. */
	clock?(body: Body): Clock | undefined;
	commands: readonly CommandDef[];
}

/** Whether an `evolve` ended the record. */
export const isRemoved = (next: unknown): next is { removed: Gone } =>
	typeof next === 'object' && next !== null && 'removed' in next && Object.keys(next).length === 1;
