import * as v from 'valibot';
import type { Signature } from '../kernel/actor';
import type { Clock } from '../kernel/clock';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import { name, words } from '../kernel/text';
import { isAmount, maxFen, type Fen } from '../money/fen';
import { Photos, type Photo } from '../photo/schema';
import { matters } from './matters';

const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min, 'amount'), v.maxValue(max, 'amount'));

/** An amount that can be paid or owed, 分. */
export const FenSchema = v.pipe(v.number(), v.check(isAmount, 'amount'));

/** Households of one campaign: more are several campaigns, each with accounts that somebody can still read. */
export const mostSharers = 2_000;

const Method = v.variant('by', [
	v.object({ by: v.literal('household') }),
	v.object({ by: v.literal('area') }),
	v.object({ by: v.literal('persons') }),
	v.object({
		by: v.literal('floor'),
		weights: v.pipe(
			v.array(v.object({ floor: whole(-9, 120), weight: whole(0, 1_000_000) })),
			v.maxLength(130, 'tooMany')
		)
	}),
	v.object({ by: v.literal('fixed'), eachFen: FenSchema }),
	v.object({ by: v.literal('agreed') })
]);

/** Who pays besides the households. */
export const sourceKinds = ['estate', 'owners', 'fund', 'works', 'other'] as const;

const Source = v.object({
	id: Id,
	kind: v.picklist(sourceKinds),
	/** Of `other`, or to tell two of a kind apart; may be empty. */
	called: words(40),
	fen: v.union([v.literal('rest'), FenSchema])
});

const Exemption = v.object({
	householdId: Id,
	bornBy: v.union([v.literal('others'), v.object({ source: Id })])
});

/** A household as the campaign counts it, with the door it lives behind when the campaign was drawn up. */
const CampaignSharer = v.object({
	id: Id,
	unitId: Id,
	door: name(12),
	place: whole(0, 1_000_000),
	/** Hundredths of a square metre. */
	area: v.nullable(whole(0, 100_000_000)),
	floor: v.nullable(whole(-9, 120)),
	persons: v.nullable(whole(0, 100_000)),
	agreedFen: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxFen)))
});
export type CampaignSharer = v.InferOutput<typeof CampaignSharer>;

const CampaignPlan = v.object({
	/** Zero or a broken amount gets the rule's own word, so that a draft can hold what is not known yet. */
	costFen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxFen)),
	method: Method,
	sharers: v.pipe(v.array(CampaignSharer), v.maxLength(mostSharers, 'tooMany')),
	sources: v.pipe(v.array(Source), v.maxLength(10, 'tooMany')),
	exemptions: v.pipe(v.array(Exemption), v.maxLength(mostSharers, 'tooMany'))
});
/** Everything that shares follow from, with the doors. */
export type CampaignPlan = v.InferOutput<typeof CampaignPlan>;

const Ballot = v.object({
	/** Owners are counted once, however many flats they own. */
	ownerId: Id,
	/** The household of the flat, where its owner goes by another one. */
	flatId: v.optional(Id),
	area: whole(1, 100_000_000),
	vote: v.nullable(v.picklist(['for', 'against', 'abstained']))
});

const Resolution = v.object({
	matter: v.picklist(matters),
	/** The day of the meeting, or on which the vote ended. */
	on: v.nullable(DaySchema),
	words: words(1000),
	ballots: v.pipe(v.array(Ballot), v.maxLength(mostSharers, 'tooMany'))
});

const Offer = v.object({
	id: Id,
	supplier: name(60),
	fen: FenSchema,
	words: words(500),
	/** All photos of the offer's papers. Absent in what was written before there were any: they stay as they are. */
	photos: v.optional(Photos)
});
/** What somebody writes about one offer. */
export type Offer = v.InferOutput<typeof Offer>;

/** What somebody writes about a campaign; the state, the numbers and who did what come by themselves. */
export const CampaignContent = v.object({
	title: name(40),
	purpose: words(1000),
	resolution: Resolution,
	offers: v.pipe(v.array(Offer), v.maxLength(10, 'tooMany')),
	/** The offer that was taken; null while none is, or where nobody was asked. */
	chosen: v.nullable(Id),
	/** Until when shares should be paid; null without a day. */
	dueOn: v.nullable(DaySchema),
	plan: CampaignPlan
});
export type CampaignContent = v.InferOutput<typeof CampaignContent>;

/** `seen`: how often the campaign had been written when its author read it. */
const Seen = whole(0, 100_000);

/** The list of a unit by its id. Chosen by whoever opens the campaign, since a rule draws no ids. */
const LevyNames = v.pipe(
	v.array(v.object({ id: Id, unitId: Id })),
	v.maxLength(mostSharers, 'tooMany')
);

/** Arguments of `campaign.draft`: a new draft, or the whole of one anew. `areaId`: where all its units lie. */
export const DraftCampaign = v.object({
	id: Id,
	areaId: Id,
	seen: Seen,
	content: CampaignContent
});
export type DraftCampaign = v.InferOutput<typeof DraftCampaign>;

/** Arguments of `campaign.drop`: a draft is given up. */
export const DropCampaign = v.object({ id: Id, seen: Seen });
export type DropCampaign = v.InferOutput<typeof DropCampaign>;

/** Arguments of `campaign.open`. */
export const OpenCampaign = v.object({ id: Id, seen: Seen, levies: LevyNames });
export type OpenCampaign = v.InferOutput<typeof OpenCampaign>;

/** Arguments of `campaign.revise`: a new plan for an open campaign, with what everybody is told about why. */
export const ReviseCampaign = v.object({
	id: Id,
	seen: Seen,
	levies: LevyNames,
	plan: CampaignPlan,
	why: name(200)
});
export type ReviseCampaign = v.InferOutput<typeof ReviseCampaign>;

/** Arguments of `campaign.close`. `bookings`: every one of the campaign that its author had before them. */
export const CloseCampaign = v.object({
	id: Id,
	seen: Seen,
	bookings: v.pipe(v.array(Id), v.maxLength(20_000, 'tooMany'))
});
export type CloseCampaign = v.InferOutput<typeof CloseCampaign>;

/** Arguments of `campaign.publish`: the accounts are shown to everybody from one day to another, at least five days. */
export const PublishCampaign = v.object({ id: Id, seen: Seen, from: DaySchema, to: DaySchema });
export type PublishCampaign = v.InferOutput<typeof PublishCampaign>;

/** One revision of an open campaign. */
export interface Revision {
	by: Signature;
	at: number;
	why: string;
	costFen: Fen;
}

/** A photo of an offer, and who was the first to name it in this campaign: whoever writes the draft anew has not brought it. */
export interface OfferPhoto extends Photo {
	by: Id;
}

/** An offer as the campaign keeps it; without `photos` where there are none. */
export interface KeptOffer extends Omit<Offer, 'photos'> {
	photos?: OfferPhoto[];
}

/** A campaign (筹资项目): what is done together, what it costs and who pays how much. */
export interface Campaign extends Omit<CampaignContent, 'offers'> {
	id: Id;
	offers: KeptOffer[];
	areaId: Id;
	state: 'draft' | 'open' | 'closed';
	/** How often it was written. */
	seen: number;
	by: Signature;
	/** Epoch ms by the author's clock, as all times here. */
	at: number;
	opened: { by: Signature; at: number; clock: Clock } | null;
	closed: { by: Signature; at: number } | null;
	levies: { id: Id; unitId: Id }[];
	revisions: Revision[];
	/** The time for which its accounts are public; null while they are not. */
	shown: { from: string; to: string } | null;
}
