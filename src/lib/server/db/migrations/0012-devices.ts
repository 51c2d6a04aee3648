import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

/**
 * The devices of each person as they last reported, and what was asked of them. Those that have sent something before
 * are known from it: when they were first and last seen, and nothing else.
 */
export const devices: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('device_contacts')
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('device_id', 'text', (c) => c.notNull())
			.addColumn('first_seen', 'bigint', (c) => c.notNull())
			.addColumn('last_seen', 'bigint', (c) => c.notNull())
			.addColumn('version', 'text')
			.addColumn('unsent', 'bigint')
			.addColumn('photos', 'bigint')
			.addColumn('session_id', 'text')
			.addColumn('order_id', 'text')
			.addColumn('order_kind', 'text')
			.addColumn('ordered_by', 'text')
			.addColumn('ordered_at', 'bigint')
			.addColumn('done_at', 'bigint')
			.addColumn('lost', 'bigint')
			.addPrimaryKeyConstraint('device_contacts_key', ['person_id', 'device_id'])
			.execute();
		// A device whose session was ended asks by its own id alone.
		await db.schema
			.createIndex('device_contacts_by_id')
			.on('device_contacts')
			.column('device_id')
			.execute();
		await sql`insert into device_contacts (person_id, device_id, first_seen, last_seen)
			select person_id, device_id, min(first_seen), max(last_seen) from devices
			group by person_id, device_id`.execute(db);
	}
};
