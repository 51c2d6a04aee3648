import * as v from 'valibot';
import { matters } from '../campaign/matters';
import { sourceKinds } from '../campaign/schema';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';

/** Body of `POST /api/accounts`. */
export const AccountsRequest = v.object({ campaignId: Id });
export type AccountsRequest = v.InferOutput<typeof AccountsRequest>;

const fen = v.number();

/** How a door stands; `exempt` is all that is said of whoever the meeting spared. */
export const doorStates = ['paid', 'part', 'open', 'over', 'exempt'] as const;

/** What neighbours read of a campaign: sums and doors, never a name, a phone or a reason. Amounts in 分. */
export const PublicAccounts = v.object({
	id: Id,
	title: v.string(),
	purpose: v.string(),
	/** The community's name. */
	place: v.string(),
	state: v.picklist(['open', 'closed']),
	shown: v.object({ from: DaySchema, to: DaySchema }),
	costFen: fen,
	method: v.picklist(['household', 'area', 'persons', 'floor', 'fixed', 'agreed']),
	matter: v.picklist(matters),
	resolvedOn: v.nullable(DaySchema),
	/** What households paid for their shares, less what went back, of what they were asked for. */
	shares: v.object({ dueFen: fen, takenFen: fen, households: v.number(), settled: v.number() }),
	sources: v.array(v.object({ kind: v.picklist(sourceKinds), called: v.string(), fen })),
	/** Given freely; settles no share. */
	donationsFen: fen,
	/** Came after the campaign was closed, and is kept apart. */
	lateFen: fen,
	/** By supplier. */
	spending: v.array(v.object({ supplier: v.string(), fen })),
	/** What a resolution has disposed of in the end, in its words. */
	surplus: v.array(v.object({ words: v.string(), fen })),
	/** What is there, wherever it lies. */
	leftFen: fen,
	units: v.array(
		v.object({
			/** Building and unit. */
			name: v.string(),
			doors: v.array(
				v.object({ door: v.string(), dueFen: fen, takenFen: fen, state: v.picklist(doorStates) })
			)
		})
	),
	/** The oldest first: when the plan was changed, why, and what it cost from then on. */
	revisions: v.array(v.object({ on: DaySchema, why: v.string(), costFen: fen })),
	/**
	 * How many objections wait for an answer, and the answered ones: the answers with their days, and what was asked as the
	 * office says it for everybody; empty where it does not.
	 */
	objections: v.object({
		open: v.number(),
		answered: v.array(
			v.object({
				asked: v.string(),
				answers: v.array(v.object({ on: DaySchema, words: v.string() }))
			})
		)
	})
});
export type PublicAccounts = v.InferOutput<typeof PublicAccounts>;
