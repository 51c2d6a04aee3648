import type { Kysely, Migration } from 'kysely';

/** Who brought an operation in its author's name: part of the audit trail. */
export const carried: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema.alterTable('operations').addColumn('carried_by', 'text').execute();
	}
};
