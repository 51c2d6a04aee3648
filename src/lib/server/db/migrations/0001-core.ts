import type { Kysely, Migration } from 'kysely';

/** The log, the rows, their homes, devices, the area tree, posts and the installation's facts. */
export const core: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('operations')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('op_id', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('device_id', 'text', (c) => c.notNull())
			.addColumn('seq', 'bigint', (c) => c.notNull())
			.addColumn('command', 'text', (c) => c.notNull())
			.addColumn('version', 'integer', (c) => c.notNull())
			.addColumn('args', 'text', (c) => c.notNull())
			.addColumn('claimed_at', 'bigint', (c) => c.notNull())
			.addColumn('received_at', 'bigint', (c) => c.notNull())
			.addColumn('clock', 'text', (c) => c.notNull())
			.addColumn('scope', 'text', (c) => c.notNull())
			.addColumn('base', 'text', (c) => c.notNull())
			.addColumn('supersedes', 'text')
			.addColumn('result', 'text', (c) => c.notNull())
			.addColumn('refusal', 'text')
			.addColumn('events', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('operations_key', ['community', 'op_id'])
			.execute();
		await db.schema
			.createTable('rows')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('kind', 'text', (c) => c.notNull())
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('home', 'text', (c) => c.notNull())
			.addColumn('seq', 'bigint', (c) => c.notNull())
			.addColumn('written_at', 'bigint', (c) => c.notNull())
			.addColumn('body', 'text')
			.addColumn('gone', 'text')
			.addPrimaryKeyConstraint('rows_key', ['community', 'kind', 'id'])
			.execute();
		await db.schema
			.createIndex('rows_by_home')
			.on('rows')
			.columns(['community', 'home', 'seq'])
			.execute();
		await db.schema
			.createTable('homes')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('home', 'text', (c) => c.notNull())
			.addColumn('area_id', 'text', (c) => c.notNull())
			.addColumn('data_class', 'text', (c) => c.notNull())
			.addColumn('own', 'text', (c) => c.notNull())
			.addColumn('seq', 'bigint', (c) => c.notNull())
			.addColumn('rows', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('homes_key', ['community', 'home'])
			.execute();
		await db.schema
			.createIndex('homes_by_area')
			.on('homes')
			.columns(['community', 'area_id'])
			.execute();
		await db.schema
			.createTable('devices')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('device_id', 'text', (c) => c.notNull())
			.addColumn('last_seq', 'bigint', (c) => c.notNull())
			.addColumn('first_seen', 'bigint', (c) => c.notNull())
			.addColumn('last_seen', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('devices_key', ['community', 'person_id', 'device_id'])
			.execute();
		await db.schema
			.createTable('areas')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('parent_id', 'text')
			.addColumn('kind', 'text', (c) => c.notNull())
			.addColumn('name', 'text', (c) => c.notNull())
			.addColumn('code', 'text')
			.addColumn('path', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('areas_key', ['community', 'id'])
			.execute();
		await db.schema
			.createTable('posts')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('appointment_id', 'text', (c) => c.notNull())
			.addColumn('name', 'text', (c) => c.notNull())
			.addColumn('role', 'text', (c) => c.notNull())
			.addColumn('area_id', 'text', (c) => c.notNull())
			.addColumn('from_day', 'text', (c) => c.notNull())
			.addColumn('to_day', 'text')
			.addPrimaryKeyConstraint('posts_key', ['community', 'person_id', 'appointment_id'])
			.execute();
		await db.schema.createIndex('posts_by_person').on('posts').columns(['person_id']).execute();
		await db.schema
			.createTable('installation')
			.addColumn('key', 'text', (c) => c.primaryKey())
			.addColumn('value', 'text', (c) => c.notNull())
			.execute();
	}
};
