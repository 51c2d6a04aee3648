import type { Kysely, Migration } from 'kysely';

/** The tables of sign-in: people with a login, their sessions, one-time links, failed tries. */
export const auth: Migration = {
	async up(db: Kysely<unknown>) {
		const { schema } = db;
		await schema
			.createTable('people')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('name', 'text', (c) => c.notNull())
			.addColumn('email', 'text')
			.addColumn('email_verified', 'boolean')
			.addColumn('image', 'text')
			.addColumn('login', 'text', (c) => c.unique())
			.addColumn('created_at', 'timestamptz', (c) => c.notNull())
			.addColumn('updated_at', 'timestamptz', (c) => c.notNull())
			.execute();
		await schema
			.createTable('sessions')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('token', 'text', (c) => c.notNull().unique())
			.addColumn('person_id', 'text', (c) =>
				c.notNull().references('people.id').onDelete('cascade')
			)
			.addColumn('expires_at', 'timestamptz', (c) => c.notNull())
			.addColumn('ip_address', 'text')
			.addColumn('user_agent', 'text')
			.addColumn('created_at', 'timestamptz', (c) => c.notNull())
			.addColumn('updated_at', 'timestamptz', (c) => c.notNull())
			.execute();
		await schema.createIndex('sessions_person').on('sessions').column('person_id').execute();
		await schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute();
		await schema
			.createTable('accounts')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('account_id', 'text', (c) => c.notNull())
			.addColumn('provider_id', 'text', (c) => c.notNull())
			.addColumn('person_id', 'text', (c) =>
				c.notNull().references('people.id').onDelete('cascade')
			)
			.addColumn('access_token', 'text')
			.addColumn('refresh_token', 'text')
			.addColumn('id_token', 'text')
			.addColumn('access_token_expires_at', 'timestamptz')
			.addColumn('refresh_token_expires_at', 'timestamptz')
			.addColumn('scope', 'text')
			.addColumn('password', 'text')
			.addColumn('created_at', 'timestamptz', (c) => c.notNull())
			.addColumn('updated_at', 'timestamptz', (c) => c.notNull())
			.execute();
		await schema.createIndex('accounts_person').on('accounts').column('person_id').execute();
		await schema
			.createTable('verifications')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('identifier', 'text', (c) => c.notNull())
			.addColumn('value', 'text', (c) => c.notNull())
			.addColumn('expires_at', 'timestamptz', (c) => c.notNull())
			.addColumn('created_at', 'timestamptz', (c) => c.notNull())
			.addColumn('updated_at', 'timestamptz', (c) => c.notNull())
			.execute();
		await schema
			.createTable('invitations')
			.addColumn('token_hash', 'text', (c) => c.primaryKey())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('created_by', 'text', (c) => c.notNull())
			.addColumn('created_at', 'bigint', (c) => c.notNull())
			.addColumn('expires_at', 'bigint', (c) => c.notNull())
			.addColumn('used_at', 'bigint')
			.addColumn('revoked_at', 'bigint')
			.execute();
		await schema.createIndex('invitations_person').on('invitations').column('person_id').execute();
		await schema
			.createTable('setup_links')
			.addColumn('token_hash', 'text', (c) => c.primaryKey())
			.addColumn('person_id', 'text', (c) => c.notNull())
			.addColumn('area_id', 'text', (c) => c.notNull())
			.addColumn('appointment_id', 'text', (c) => c.notNull())
			.addColumn('created_at', 'bigint', (c) => c.notNull())
			.execute();
		await schema
			.createTable('sign_in_tries')
			.addColumn('key', 'text', (c) => c.primaryKey())
			.addColumn('failures', 'integer', (c) => c.notNull())
			.addColumn('last_at', 'bigint', (c) => c.notNull())
			.addColumn('blocked_until', 'bigint', (c) => c.notNull())
			.execute();
	}
};
