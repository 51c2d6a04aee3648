import type { Kysely, Migration } from 'kysely';

/** Sign-in grows up: sessions that are renewed, devices that are known, a history, a second factor. */
export const signIn: Migration = {
	async up(db: Kysely<unknown>) {
		const { schema } = db;
		await schema.alterTable('sessions').addColumn('previous_token', 'text').execute();
		await schema.alterTable('sessions').addColumn('renewed_at', 'bigint').execute();
		await schema.alterTable('sessions').addColumn('device_id', 'text').execute();
		await schema.createIndex('sessions_previous').on('sessions').column('previous_token').execute();
		await schema
			.createTable('sign_in_devices')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('token_hash', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('device_kind', 'text', (c) => c.notNull())
			.addColumn('last_at', 'bigint', (c) => c.notNull())
			.addColumn('trusted_until', 'bigint')
			.addUniqueConstraint('sign_in_devices_token', ['token_hash', 'person_id'])
			.execute();
		await schema
			.createIndex('sign_in_devices_person')
			.on('sign_in_devices')
			.column('person_id')
			.execute();
		await schema
			.createTable('sign_ins')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addColumn('way', 'text', (c) => c.notNull())
			.addColumn('outcome', 'text', (c) => c.notNull())
			.addColumn('device_kind', 'text', (c) => c.notNull())
			.execute();
		await schema
			.createIndex('sign_ins_person')
			.on('sign_ins')
			.columns(['person_id', 'at'])
			.execute();
		await schema
			.createTable('second_factors')
			.addColumn('person_id', 'text', (c) => c.primaryKey())
			.addColumn('secret', 'text')
			.addColumn('pending', 'text')
			.addColumn('since', 'bigint')
			.addColumn('last_step', 'bigint', (c) => c.notNull())
			.addColumn('put_off_until', 'bigint')
			.execute();
		await schema
			.createTable('recovery_codes')
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('code_hash', 'text', (c) => c.notNull())
			.addColumn('used_at', 'bigint')
			.addPrimaryKeyConstraint('recovery_codes_key', ['person_id', 'code_hash'])
			.execute();
	}
};
