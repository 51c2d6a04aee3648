import type { Kysely, Migration } from 'kysely';

/** Passkeys: what a fingerprint or a face on somebody's device proves itself by. */
export const passkeys: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('passkeys')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('public_key', 'text', (c) => c.notNull())
			.addColumn('counter', 'bigint', (c) => c.notNull())
			.addColumn('transports', 'text', (c) => c.notNull())
			.addColumn('device_kind', 'text', (c) => c.notNull())
			.addColumn('created_at', 'bigint', (c) => c.notNull())
			.addColumn('last_at', 'bigint')
			.execute();
		await db.schema.createIndex('passkeys_by_person').on('passkeys').column('person_id').execute();
	}
};
