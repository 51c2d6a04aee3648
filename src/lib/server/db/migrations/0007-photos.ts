import type { Kysely, Migration } from 'kysely';

/** Who has brought which photo. The bytes lie in the data folder under their hash. */
export const photos: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('photos')
			.addColumn('community', 'text', (c) => c.notNull())
			.addColumn('sha256', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('type', 'text', (c) => c.notNull())
			.addColumn('bytes', 'bigint', (c) => c.notNull())
			.addColumn('width', 'integer', (c) => c.notNull())
			.addColumn('height', 'integer', (c) => c.notNull())
			.addColumn('uploaded_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('photos_key', ['community', 'sha256', 'person_id'])
			.execute();
	}
};
