import type { Role, Signature } from '../kernel/actor';
import type { Clock } from '../kernel/clock';
import type { Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import type { RefusalCode } from '../kernel/refusal';
import type { Fen } from '../money/fen';
import type { Photo } from '../photo/schema';
import type { Sound } from '../sound/schema';
import type { AgreeDispute, Correction, EntryFact, Party } from './args';
import type {
	Category,
	Colour,
	Consequence,
	CourtState,
	Escalation,
	FollowUpResult,
	Level,
	Part,
	Performance,
	Remedy,
	Scale,
	Source,
	Stage,
	Step
} from './lists';

/** Who said something, and when: `at` for people (epoch ms), `clock` for the order. */
export interface Said {
	/** Of the act. */
	id: Id;
	by: Signature;
	at: number;
	clock: Clock;
}

/**
 * A seat in a case (经办). Either one person's, by the appointment that they were given it under, or (`appointmentId` null)
 * that of whoever has the role in the area: a case is handed up to a post and not to a person. It is worth nothing while
 * that appointment is not in force. `from` and `to` in hybrid time, so that whoever has seen it begin writes after that.
 */
export interface Seat {
	id: Id;
	part: Part;
	role: Role;
	areaId: Id;
	appointmentId: Id | null;
	personId: Id | null;
	name: string;
	from: Clock;
	to: Clock | null;
	/** Until when a helper's was that of a `main`: what they wrote before is judged as a main's. */
	mainUntil?: Clock;
}

/** One turn of a case, in the order in which the server knows them. The first opens it. */
export interface Turn extends Said {
	to: Stage;
}

/** Parts of an agreement that rules need; its words and signatures lie in the entry of the same id. */
export interface Agreement {
	id: Id;
	form: AgreeDispute['form'];
	effectiveOn: Day;
	amountFen: Fen | null;
	isStatus: boolean;
	terms: { id: Id; until: Day | null }[];
	/** The latest word on each term. */
	performed: Record<Id, { state: Performance; on: Day; clock: Clock }>;
	/** What became of the joint application to the court; null as long as there is none. */
	court: { state: CourtState; on: Day } | null;
}

/** A visit that is planned, was made, or was dropped (`on` is then its last day). */
export interface Plan {
	id: string;
	on: Day;
	state: 'planned' | 'done' | 'dropped';
	/** On which day it was made; null before. */
	doneOn: Day | null;
}

/** 〔year〕×人调字第no号; × is the community's. */
export interface CaseNumber {
	year: number;
	no: number;
}

/** What is written down of a case, each field as it was last corrected. */
export interface DisputeContent {
	category: Category;
	scale: Scale;
	colour: Colour;
	place: string;
	matter: string;
	demand: string;
	people: number;
	parties: Party[];
}

/**
 * A case (纠纷案件): what rules and lists need. It lies in a home of its own, with everything that was said in it
 * (`CaseEntry`); who has a seat holds that home, and the lead of the community.
 */
export interface Dispute extends DisputeContent {
	id: Id;
	/** The community. */
	areaId: Id;
	placeId: Id;
	/** Ids from the sub-district down to `placeId`. */
	path: Id[];
	source: Source;
	/** Given by the server, for ever; null until it has heard of the case. */
	number: CaseNumber | null;
	openedOn: Day;
	openedAt: number;
	by: Signature;
	/** When each field was last corrected, by field or `party:id`. */
	stamps: Record<string, { clock: Clock; actId: Id }>;
	seats: Seat[];
	turns: Turn[];
	/** Until when it may take, by consent of both sides; null for as long as the rules say. */
	extendedTo: Day | null;
	/** When somebody was first told of violence or a crime. */
	reportedAt: number | null;
	/** The one that holds; null before there is one, and after the case was opened again. */
	agreement: Agreement | null;
	plans: Plan[];
	/** Days of sessions and visits: which cases were heard, and when first. */
	heardOn: Day | null;
	prevented: Escalation | null;
	/** The latest hybrid time of anything said in the case. */
	last: Clock;
	/** The request at which its words went. */
	cleared?: Id;
}

/** What an entry is: added by hand, or what an act leaves behind of itself. */
export type CaseFact =
	| EntryFact
	| { kind: 'amended'; change: Correction }
	| { kind: 'assigned' | 'unassigned'; seatId: Id; name: string; part: Part }
	| { kind: 'handedUp'; seatId: Id; to: Level }
	| { kind: 'ended'; how: 'declined' | 'failed'; partyId: Id | null; told: Remedy[] }
	| { kind: 'extended'; until: Day; consents: Id[] }
	| ({ kind: 'agreement' } & Omit<AgreeDispute, 'id' | 'caseId' | 'seen' | 'photos'>)
	| { kind: 'performed'; termId: Id; state: Performance; on: Day }
	| { kind: 'court'; state: CourtState; on: Day }
	| { kind: 'planned'; planId: string; on: Day | null }
	| { kind: 'followUp'; planId: string | null; result: FollowUpResult; then: Consequence | null }
	| { kind: 'closed'; prevented: Escalation | null }
	| { kind: 'reopened' };

/** What was said in an entry, with what was photographed and recorded. */
export interface EntryWords {
	words: string;
	photos?: Photo[];
	sounds?: Sound[];
}

/** Words that replace those of an entry; all are kept, in order of their clocks. */
export interface EntryAmendment extends Said, EntryWords {}

/**
 * One thing that was said or done in a case (案卷记录), a record of its own in the home of the case, so that what two people
 * write without signal never meets. Never edited; amendments stand behind it.
 */
export interface CaseEntry extends Said, EntryWords {
	caseId: Id;
	/** The community. */
	areaId: Id;
	fact: CaseFact;
	step: Step | null;
	amendments: EntryAmendment[];
	/** Why the act was not done although its words are kept: the case had moved on when they came. */
	undone?: RefusalCode;
	/** The request at which its words went. */
	cleared?: Id;
}

/** A line of the office's list (收案登记): no name, no word. `dueOn`: until when the case may take. */
export interface Docket {
	/** The case's. */
	id: Id;
	areaId: Id;
	number: CaseNumber | null;
	category: Category;
	stage: Stage;
	colour: Colour;
	openedOn: Day;
	dueOn: Day;
}

/** How many numbers a community has given, by year. Under the community's id; only the server counts. */
export interface CaseBook {
	areaId: Id;
	given: Record<string, number>;
}

/** What the law leaves open or places handle differently; a sub-district's, or a community's own. */
export interface CaseRules {
	/** Of the area, which is also the record's id. */
	areaId: Id;
	/** How many days a case may take (30), and an extension after that. */
	days: number;
	/** Days after an agreement on which it is visited again. */
	followUps: number[];
	/** Hours within which a case of this colour is heard for the first time. */
	hours: Record<Colour, number>;
	/** From when after its day a visit that was not made is shown to the lead, too. */
	leadAfterDays: number;
}
