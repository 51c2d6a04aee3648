import type { Kysely, Migration } from 'kysely';

/** What opens a phone's data key for somebody who has forgotten the phone's password; worth nothing without that phone. */
export const keyShares: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('key_shares')
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('ring_id', 'text', (c) => c.notNull())
			.addColumn('share', 'text', (c) => c.notNull())
			.addColumn('kept_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('key_shares_key', ['person_id', 'ring_id'])
			.execute();
	}
};
