import type { Kysely, Migration } from 'kysely';

/** Operations whose words were deleted on request: the hash of what was there, and the request. */
export const redacted: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema.alterTable('operations').addColumn('redacted', 'text').execute();
	}
};
