import { sql, type Kysely, type Migration } from 'kysely';
import type { Tables } from '../tables';
import { isPostgres } from '../open';

/** Finds what belongs to a campaign without looking at everything else in its homes; see `db/of-campaign.ts`. */
export const byCampaign: Migration = {
	async up(db: Kysely<unknown>) {
		const campaignId = isPostgres(db as Kysely<Tables>)
			? sql`(body::json ->> 'campaignId')`
			: sql`(body ->> 'campaignId')`;
		await sql`create index rows_by_campaign on rows (community, ${campaignId})
			where kind in ('levy', 'booking', 'objection')`.execute(db);
	}
};
