import type { Area } from '../area/schema';
import { ledgerOf } from '../booking/select';
import type { Booking } from '../booking/schema';
import { addDays } from '../kernel/day';
import type { Id } from '../kernel/id';
import type { CommandDef, Context, Event, KindDef, Reading } from '../kernel/record';
import { fail, ok, type Result } from '../kernel/result';
import { refuse, type Refusal } from '../kernel/refusal';
import { rights } from '../kernel/rights';
import { obstaclesIn } from '../ledger/closing';
import { standingOf } from '../ledger/standing';
import type { Levy } from '../levy/schema';
import {
	divided,
	isNamedFor,
	isSeen,
	newLevy,
	sharesIn,
	turnOf,
	unitsOf,
	voteFault,
	withFormer
} from './open';
import { keptOffers } from './offers';
import {
	CloseCampaign,
	DraftCampaign,
	DropCampaign,
	OpenCampaign,
	PublishCampaign,
	ReviseCampaign,
	type Campaign,
	type CampaignPlan
} from './schema';
import type { Division } from './sharing';

const key = (id: Id) => ({ kind: 'campaign' as const, id });
const levyKey = ({ id }: { id: Id }) => ({ kind: 'levy' as const, id });
const find = (reading: Reading, id: Id) => reading.get<Campaign>('campaign', id);
const areaOf = ({ id }: { id: Id }, reading: Reading) => find(reading, id)?.areaId;
const happened = (id: Id, type: string, data: unknown): Event => ({
	...key(id),
	type: `campaign.${type}`,
	data
});

/** A campaign in this state that its author has read. */
function inState(
	reading: Reading,
	{ id, seen }: { id: Id; seen: number },
	state: Campaign['state']
): Result<Campaign, Refusal> {
	const found = isSeen(find(reading, id), seen);
	if (!found.ok || found.value.state === state) return found;
	const codes = { draft: 'campaignDraft', open: 'campaignOpen', closed: 'campaignClosed' } as const;
	return refuse(codes[found.value.state], 'id');
}

/** The units of a plan, to be read as records: a phone looks up the path of nothing but the command's own area. */
const placesOf = (plan: CampaignPlan) => unitsOf(plan).map((id) => ({ kind: 'area' as const, id }));

const isInside = (reading: Reading, plan: CampaignPlan, areaId: Id): boolean =>
	unitsOf(plan).every((id) => reading.get<Area>('area', id)?.path.includes(areaId));

const draft: CommandDef<DraftCampaign> = {
	name: 'campaign.draft',
	version: 1,
	schema: DraftCampaign,
	roles: rights['campaign.draft'],
	reads: ({ id, content }) => [key(id), ...placesOf(content.plan)],
	area: ({ id, areaId }, reading) => find(reading, id)?.areaId ?? areaId,
	decide(reading, { id, areaId, seen, content }, { by, at }) {
		const known = find(reading, id);
		if (!reading.pathOf(areaId)) return refuse('areaUnknown', 'areaId');
		if (content.chosen && !content.offers.some((one) => one.id === content.chosen))
			return refuse('offerUnknown', 'content.chosen');
		if (!isInside(reading, content.plan, areaId)) return refuse('areaUnknown', 'content.plan');
		if (known) {
			if (known.areaId !== areaId) return refuse('campaignExists', 'id');
			const found = inState(reading, { id, seen }, 'draft');
			if (!found.ok) return found;
			const offers = keptOffers(content.offers, known.offers, by.personId);
			return ok([happened(id, 'written', { content: { ...content, offers }, by, at })]);
		}
		if (seen !== 0 || reading.gone('campaign', id)) return refuse('campaignUnknown', 'id');
		const campaign: Campaign = {
			...{ ...content, offers: keptOffers(content.offers, [], by.personId) },
			...{ id, areaId, state: 'draft', seen: 1, by, at, opened: null, closed: null },
			...{ levies: [], revisions: [], shown: null }
		};
		return ok([happened(id, 'drafted', campaign)]);
	}
};

const drop: CommandDef<DropCampaign> = {
	name: 'campaign.drop',
	version: 1,
	schema: DropCampaign,
	roles: rights['campaign.drop'],
	reads: ({ id }) => [key(id)],
	area: areaOf,
	decide(reading, args) {
		const found = inState(reading, args, 'draft');
		return found.ok ? ok([happened(args.id, 'dropped', null)]) : found;
	}
};

const open: CommandDef<OpenCampaign> = {
	name: 'campaign.open',
	version: 1,
	schema: OpenCampaign,
	roles: rights['campaign.open'],
	reads: ({ id, levies }) => [key(id), ...levies.map(levyKey)],
	area: areaOf,
	decide(reading, args, context) {
		const found = inState(reading, args, 'draft');
		if (!found.ok) return found;
		const fault = voteFault(found.value);
		if (fault) return fail(fault);
		const division = divided(found.value.plan);
		if (!division.ok) return division;
		const lists = listsOf(reading, found.value, args.levies, division.value, context);
		if (!lists.ok) return lists;
		const { by, at, clock } = context;
		return ok([
			happened(args.id, 'opened', { by, at, clock, levies: args.levies }),
			...lists.value
		]);
	}
};

/** What becomes of each unit's list; the ids of new ones must be free. */
function listsOf(
	reading: Reading,
	campaign: Campaign,
	levies: readonly { id: Id; unitId: Id }[],
	division: Division,
	context: Context
): Result<Event[], Refusal> {
	const kept = new Map(campaign.levies.map((one) => [one.id, one.unitId]));
	const units = new Set([...unitsOf(campaign.plan), ...kept.values()]);
	const isFree = levies.every(({ id, unitId }) =>
		kept.has(id) ? kept.get(id) === unitId : reading.get('levy', id) === undefined
	);
	const isWhole = [...kept.keys()].every((id) => levies.some((one) => one.id === id));
	if (!isFree || !isWhole || !isNamedFor(levies, [...units])) return refuse('levyWrong', 'levies');
	return ok(
		levies.map((one): Event => {
			const shares = sharesIn(one.unitId, campaign.plan, division);
			if (!kept.has(one.id))
				return {
					...{ ...levyKey(one), type: 'levy.raised' },
					data: newLevy(one, campaign, shares, context)
				};
			// A revision's turn is named by the campaign's number of writings, so that it is found again.
			const turn = turnOf(`${one.id}:${campaign.seen + 1}`, shares, context);
			const before = reading.get<Levy>('levy', one.id)?.shares ?? [];
			const data = { shares: withFormer(shares, before), turn };
			return { ...levyKey(one), type: 'levy.revised', data };
		})
	);
}

const revise: CommandDef<ReviseCampaign> = {
	name: 'campaign.revise',
	version: 1,
	schema: ReviseCampaign,
	roles: rights['campaign.revise'],
	reads: ({ id, levies, plan }) => [key(id), ...levies.map(levyKey), ...placesOf(plan)],
	area: areaOf,
	decide(reading, args, context) {
		const found = inState(reading, args, 'open');
		if (!found.ok) return found;
		const next: Campaign = { ...found.value, plan: args.plan };
		const division = divided(args.plan);
		if (!division.ok) return division;
		if (!isInside(reading, args.plan, next.areaId)) return refuse('areaUnknown', 'plan');
		const lists = listsOf(reading, next, args.levies, division.value, context);
		if (!lists.ok) return lists;
		const { by, at } = context;
		const { plan, why, levies } = args;
		return ok([happened(args.id, 'revised', { plan, levies, why, by, at }), ...lists.value]);
	}
};

const close: CommandDef<CloseCampaign> = {
	name: 'campaign.close',
	version: 1,
	schema: CloseCampaign,
	roles: rights['campaign.close'],
	reads: ({ id, bookings }) => [
		key(id),
		...bookings.map((one) => ({ kind: 'booking' as const, id: one }))
	],
	readsThen: ({ id }, reading) => find(reading, id)?.levies.map(levyKey) ?? [],
	area: areaOf,
	decide(reading, args, { by, at }) {
		const found = inState(reading, args, 'open');
		if (!found.ok) return found;
		const levies = found.value.levies.flatMap(({ id }) => reading.get<Levy>('levy', id) ?? []);
		const bookings = [...new Set(args.bookings)]
			.flatMap((id) => reading.get<Booking>('booking', id) ?? [])
			.filter((one) => one.campaignId === args.id);
		// Somebody took money that the author of the closing has not seen; the list counts every receipt.
		const isWhole = levies.every(
			({ id, receipts }) =>
				bookings.filter((one) => one.levyId === id && one.no !== null).length === receipts
		);
		if (!isWhole) return refuse('campaignChanged', 'bookings');
		const [obstacle] = obstaclesIn(standingOf(ledgerOf(levies, bookings)));
		if (obstacle) return refuse('campaignUnsettled', 'id', { why: obstacle.kind });
		return ok([
			happened(args.id, 'closed', { by, at }),
			...levies.map((one): Event => ({ ...levyKey(one), type: 'levy.closed', data: null }))
		]);
	}
};

/** The public has at least so many days to look at the accounts. */
export const leastShownDays = 5;

const publish: CommandDef<PublishCampaign> = {
	name: 'campaign.publish',
	version: 1,
	schema: PublishCampaign,
	roles: rights['campaign.publish'],
	reads: ({ id }) => [key(id)],
	area: areaOf,
	decide(reading, args) {
		const found = isSeen(find(reading, args.id), args.seen);
		if (!found.ok) return found;
		if (found.value.state === 'draft') return refuse('campaignDraft', 'id');
		if (args.to < addDays(args.from, leastShownDays - 1)) return refuse('showTooShort', 'to');
		return ok([happened(args.id, 'shown', { from: args.from, to: args.to })]);
	}
};

function evolve(campaign: Campaign | undefined, event: Event) {
	if (event.type === 'campaign.drafted') return event.data as Campaign;
	if (event.type === 'campaign.dropped') return { removed: { reason: 'mistake' as const } };
	return { ...change(campaign!, event), seen: campaign!.seen + 1 };
}

function change(campaign: Campaign, event: Event): Campaign {
	switch (event.type) {
		case 'campaign.written': {
			const { content, by, at } = event.data as Pick<Campaign, 'by' | 'at'> & { content: object };
			return { ...campaign, ...content, by, at };
		}
		case 'campaign.opened': {
			const { levies, ...opened } = event.data as NonNullable<Campaign['opened']> &
				Pick<Campaign, 'levies'>;
			return { ...campaign, state: 'open', opened, levies };
		}
		case 'campaign.revised': {
			const { plan, levies, ...said } = event.data as Omit<
				Campaign['revisions'][number],
				'costFen'
			> &
				Pick<Campaign, 'levies'> & { plan: CampaignPlan };
			// What it cost before, so that the history can say from what to what.
			const revision = { ...said, costFen: campaign.plan.costFen };
			return { ...campaign, plan, levies, revisions: [...campaign.revisions, revision] };
		}
		case 'campaign.closed':
			return { ...campaign, state: 'closed', closed: event.data as Campaign['closed'] };
		case 'campaign.shown':
			return { ...campaign, shown: event.data as Campaign['shown'] };
		default:
			throw new Error(`campaign: unknown event ${event.type}`);
	}
}

/** Campaigns. Each lies in the money of the area that all its units lie in. */
export const campaignKind: KindDef<Campaign> = {
	kind: 'campaign',
	evolve,
	home: ({ areaId }) => ({ areaId, dataClass: 'money' }),
	todo: ({ state }) => (state === 'closed' ? undefined : state),
	commands: [draft, drop, open, revise, close, publish]
};
