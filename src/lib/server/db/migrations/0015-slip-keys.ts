import type { Kysely, Migration } from 'kysely';

/** The keys by which the server vouches for phones that sign receipts. */
export const slipKeys: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('slip_keys')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('public_key', 'text', (c) => c.notNull())
			.addColumn('sealed', 'text', (c) => c.notNull())
			.addColumn('made_at', 'bigint', (c) => c.notNull())
			.execute();
	}
};
