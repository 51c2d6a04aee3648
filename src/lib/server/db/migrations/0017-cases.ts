import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Seats in cases. Each case is a home of its own, so homes are found by area without walking over those: a community
 * gathers thousands of them.
 */
export const cases: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('seats')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('case_id', 'text', (c) => c.notNull())
			.addColumn('seat_id', 'text', (c) => c.notNull())
			.addColumn('holder', 'text', (c) => c.notNull())
			.addColumn('is_open', 'integer', (c) => c.notNull())
			.addPrimaryKeyConstraint('seats_key', ['community', 'case_id', 'seat_id'])
			.execute();
		await db.schema
			.createIndex('seats_by_holder')
			.on('seats')
			.columns(['holder', 'is_open'])
			.execute();
		await db.schema.dropIndex('homes_by_area').execute();
		await sql`create index homes_by_area on homes (community, area_id)
			where data_class <> 'case'`.execute(db);
		await sql`create index homes_of_cases on homes (community, area_id)
			where data_class = 'case'`.execute(db);
	}
};
