import type { Kysely, Migration } from 'kysely';

/** What happened besides operations, the blocks that seal both, and both in the order of their time. */
export const audit: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('audit_events')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addColumn('person_id', 'text')
			.addColumn('device_id', 'text')
			.addColumn('action', 'text', (c) => c.notNull())
			.addColumn('result', 'text', (c) => c.notNull())
			.addColumn('about', 'text')
			.addColumn('origin', 'text')
			.addPrimaryKeyConstraint('audit_events_key', ['community', 'id'])
			.execute();
		await db.schema
			.createTable('audit_blocks')
			.addColumn('number', 'bigint', (c) => c.primaryKey())
			.addColumn('prev', 'text', (c) => c.notNull())
			.addColumn('hash', 'text', (c) => c.notNull())
			.addColumn('count', 'bigint', (c) => c.notNull())
			.addColumn('digest', 'text', (c) => c.notNull())
			.addColumn('high_at', 'bigint', (c) => c.notNull())
			.addColumn('sealed_at', 'bigint', (c) => c.notNull())
			.addColumn('list', 'text', (c) => c.notNull())
			.addColumn('dropped_at', 'bigint')
			.execute();
		// Time first: what is sealed, shown and exported is read in that order through all communities.
		await db.schema
			.createIndex('operations_by_time')
			.on('operations')
			.columns(['received_at', 'community', 'op_id'])
			.execute();
		await db.schema
			.createIndex('audit_events_by_time')
			.on('audit_events')
			.columns(['at', 'community', 'id'])
			.execute();
	}
};
