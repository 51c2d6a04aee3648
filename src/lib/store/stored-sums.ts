import type { Campaign } from '$lib/domain/campaign/schema';
import type { Id } from '$lib/domain/kernel/id';
import type { LevyTotals } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';
import type { Fen } from '$lib/domain/money/fen';

/** What an overview says of a campaign besides its sums. */
export type CampaignHead = Pick<Campaign, 'id' | 'title' | 'state' | 'by' | 'at'>;

/** An open list as an overview shows it. */
export interface ListHead extends Pick<Levy, 'id' | 'campaignId' | 'unitId' | 'title' | 'dueOn'> {
	totals: LevyTotals;
}

/** Under `campaign:id` the sums of all its lists, without a head where the campaign itself is not here. */
export interface CampaignSums {
	key: string;
	totals: LevyTotals;
	campaign?: CampaignHead;
}

/** Under `lists:campaignId` those of its lists that are open, by id. One record, since they are read together. */
export interface OpenLists {
	key: string;
	lists: Record<Id, ListHead>;
}

/** Under `hand:cash:personId:campaignId`, or `wallet`, what somebody has in hand; none where that is nothing. */
export interface HandSum {
	key: string;
	fen: Fen;
}

/** Under `accounts:campaignId` the balances that are not zero, 分 by `Account`, but for the households': those are in its lists. */
export interface AccountSums {
	key: string;
	accounts: Readonly<Record<string, Fen>>;
}

/** What lies in the table of sums. */
export type Sums = CampaignSums | OpenLists | HandSum | AccountSums;
