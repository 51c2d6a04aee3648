import type { Id } from '../kernel/id';
import type { Context } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import type { Levy, LevyShare, LevyTurn } from '../levy/schema';
import { countVotes } from './resolution';
import type { Campaign, CampaignContent, CampaignPlan } from './schema';
import { divide } from './shares';
import type { Division } from './sharing';

/** Divides the cost, or refuses `planWrong` with what is wrong and whom it concerns. */
export function divided(plan: CampaignPlan): Result<Division, Refusal> {
	const found = divide(plan);
	if (found.ok) return found;
	const { code, detail = {} } = found.error;
	return refuse('planWrong', 'plan', { why: code, ...detail });
}

/** Whether the campaign may ask for money: the matter needs no vote, or the vote passed both tests of 民法典 278. */
export function voteFault({
	resolution
}: Pick<CampaignContent, 'resolution'>): Refusal | undefined {
	const counted = countVotes(resolution.matter, resolution.ballots);
	if (!counted.ok)
		return { code: 'voteWrong', field: 'resolution', detail: { why: counted.error.code } };
	return counted.value.passes ? undefined : { code: 'voteFailed', field: 'resolution' };
}

/** The units of a plan, in the order of its doors. */
export const unitsOf = ({ sharers }: CampaignPlan): Id[] => [
	...new Set([...sharers].sort((a, b) => a.place - b.place).map(({ unitId }) => unitId))
];

/** Whether each unit has one list and no list is without a unit. */
export const isNamedFor = (
	levies: readonly { id: Id; unitId: Id }[],
	units: readonly Id[]
): boolean =>
	levies.length === units.length &&
	new Set(levies.map(({ id }) => id)).size === levies.length &&
	units.every((unitId) => levies.some((one) => one.unitId === unitId));

/** What the households of one unit are asked for, in the order of the doors. */
export function sharesIn(unitId: Id, plan: CampaignPlan, division: Division): LevyShare[] {
	const doors = new Map(
		plan.sharers.flatMap((one) => (one.unitId === unitId ? [[one.id, one.door]] : []))
	);
	return division.shares.flatMap(({ householdId, fen, why }) => {
		const door = doors.get(householdId);
		return door === undefined ? [] : [{ householdId, door, fen, why }];
	});
}

/**
 * The shares of a revised list. Whoever was asked before and is asked no more stays on it with nothing to pay: they may
 * have paid, or pay tonight where nobody has heard of the revision yet, and must not vanish with their money.
 */
export const withFormer = (shares: readonly LevyShare[], before: readonly LevyShare[]) => [
	...shares,
	...before
		.filter((one) => !shares.some(({ householdId }) => householdId === one.householdId))
		.map((one): LevyShare => ({ ...one, fen: 0, why: { kind: 'exempt', gapFen: 0 } }))
];

/** The shares as one turn of the list. A list and its campaign are written in the same act, so they share its id. */
export const turnOf = (
	id: Id,
	shares: readonly LevyShare[],
	{ by, at, clock }: Context
): LevyTurn => ({
	...{ id, by, at, clock },
	shares: shares.map(({ householdId, fen }) => ({ householdId, fen }))
});

/** A new list. */
export function newLevy(
	{ id, unitId }: { id: Id; unitId: Id },
	campaign: Campaign,
	shares: LevyShare[],
	context: Context
): Levy {
	const { title, purpose, dueOn } = campaign;
	return {
		...{ id, campaignId: campaign.id, unitId, title, purpose, dueOn, state: 'open', shares },
		...{ turns: [turnOf(id, shares, context)], notes: {}, taken: {}, late: {}, receipts: 0 }
	};
}

/** Whether this is the campaign that its author read. */
export const isSeen = (campaign: Campaign | undefined, seen: number): Result<Campaign, Refusal> =>
	!campaign
		? refuse('campaignUnknown', 'id')
		: campaign.seen === seen
			? ok(campaign)
			: refuse('campaignChanged', 'seen');
