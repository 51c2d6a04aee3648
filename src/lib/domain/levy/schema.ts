import * as v from 'valibot';
import type { Signature } from '../kernel/actor';
import type { Clock } from '../kernel/clock';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import type { Fen } from '../money/fen';
import type { Why } from '../campaign/sharing';

/** What came of asking at a door without taking money: nobody there, paid later, or not willing. `clear` takes it back. */
export const noteKinds = ['absent', 'promised', 'refused', 'clear'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Arguments of `fee.note`. `on`: until when somebody promised to pay, of `promised` alone. */
export const NoteFee = v.object({
	levyId: Id,
	householdId: Id,
	kind: v.picklist(noteKinds),
	on: v.nullable(DaySchema)
});
export type NoteFee = v.InferOutput<typeof NoteFee>;

/** What somebody noted at a door. */
export interface FeeNote {
	kind: NoteKind;
	on: string | null;
	by: Signature;
	at: number;
	clock: Clock;
}

/** What one household of the unit is asked for. */
export interface LevyShare {
	householdId: Id;
	/** The door when the campaign was drawn up; the household may have moved since. */
	door: string;
	fen: Fen;
	why: Why;
}

/** The shares as they were at one time: of the opening first, then of each revision. */
export interface LevyTurn {
	id: Id;
	by: Signature;
	at: number;
	clock: Clock;
	shares: { householdId: Id; fen: Fen }[];
}

/**
 * The list of one unit in one campaign (收款名单): all that a unit leader needs at the doors, and nothing of the doors of
 * others. The figures in `taken` follow from the unit's bookings, in the order in which the server knows them.
 */
export interface Levy {
	id: Id;
	campaignId: Id;
	unitId: Id;
	title: string;
	purpose: string;
	state: 'open' | 'closed';
	dueOn: string | null;
	/** In the order of the doors. */
	shares: LevyShare[];
	/** The newest last. */
	turns: LevyTurn[];
	/** The latest note by household. */
	notes: Record<Id, FeeNote>;
	/** What each household has paid by now, less what went back; without those that paid nothing. 分. */
	taken: Record<Id, Fen>;
	/** The same of what came after the campaign was closed; it settles no share. */
	late: Record<Id, Fen>;
	/** How many receipts were made out. */
	receipts: number;
}
