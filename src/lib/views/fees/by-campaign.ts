import type { FeeList } from '$lib/app/fees';

/** The lists of each campaign together, in the order in which they come. */
export function byCampaign(lists: readonly FeeList[]): FeeList[][] {
	const byId = new Map<string, FeeList[]>();
	for (const list of lists) {
		const { campaignId } = list.levy;
		byId.set(campaignId, [...(byId.get(campaignId) ?? []), list]);
	}
	return [...byId.values()];
}
