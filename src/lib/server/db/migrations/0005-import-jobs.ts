import type { Kysely, Migration } from 'kysely';

/** How imports stand, for the other servers on the same PostgreSQL. */
export const importJobs: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('import_jobs')
			.addColumn('job_id', 'text', (c) => c.primaryKey())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('status', 'text', (c) => c.notNull())
			.addColumn('problems', 'text', (c) => c.notNull())
			.addColumn('wanted', 'text')
			.addColumn('beat_at', 'bigint', (c) => c.notNull())
			.execute();
	}
};
