import { CompiledQuery, type Kysely } from 'kysely';
import type { Id } from '$lib/domain/kernel/id';
import { isPostgres } from './open';
import type { Tables } from './tables';

/** A list, a booking or an objection as it lies in the database. */
export interface CampaignRow {
	kind: 'levy' | 'booking' | 'objection';
	body: string;
}

// In the words of the index `rows_by_campaign`: said another way, or with its kinds as parameters, it would not be used,
// and a year's books be read for one campaign.
const isOf = {
	sqlite: `community = ? and (body ->> 'campaignId') = ?`,
	postgres: `community = $1 and (body::json ->> 'campaignId') = $2`
};

/** The question itself, so that a test can ask which index answers it. */
export const queryOfCampaign = (db: Kysely<Tables>, community: Id, campaignId: Id) =>
	CompiledQuery.raw(
		`select kind, body from rows where ${isPostgres(db) ? isOf.postgres : isOf.sqlite}
		and kind in ('levy', 'booking', 'objection')`,
		[community, campaignId]
	);

/** All lists, bookings and objections of a campaign, however many others its homes hold. */
export const rowsOfCampaign = async (
	...asked: Parameters<typeof queryOfCampaign>
): Promise<CampaignRow[]> =>
	(await asked[0].executeQuery<CampaignRow>(queryOfCampaign(...asked))).rows;
