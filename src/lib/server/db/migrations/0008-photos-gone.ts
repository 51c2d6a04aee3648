import type { Kysely, Migration } from 'kysely';

/** Photos whose bytes went with a disk: their phones had let go of them, and said so after the restore. */
export const photosGone: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('photos_gone')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('sha256', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('told_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('photos_gone_key', ['community', 'sha256', 'person_id'])
			.execute();
	}
};
