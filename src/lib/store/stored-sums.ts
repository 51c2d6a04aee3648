import type { Campaign } from '$lib/domain/campaign/schema';
import type { LevyTotals } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';

/** What an overview says of a campaign besides its sums. */
export type CampaignHead = Pick<Campaign, 'id' | 'title' | 'state' | 'by' | 'at'>;

/** An open list as an overview shows it. */
export interface ListHead extends Pick<Levy, 'id' | 'campaignId' | 'unitId' | 'title' | 'dueOn'> {
	totals: LevyTotals;
}

/** A campaign's sums under `campaign:id`, without a head where only its lists are here; an open list's under `levy:id`. */
export interface Sums {
	key: string;
	totals: LevyTotals;
	campaign?: CampaignHead;
	list?: Omit<ListHead, 'totals'>;
}
