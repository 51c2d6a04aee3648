import type { ColumnType } from 'kysely';

/** An instant as better-auth keeps it: ISO text with SQLite, `timestamptz` with PostgreSQL. Written as ISO text on both. */
type Instant = ColumnType<string | Date, string, string>;

/**
 * The tables of sign-in. `people`, `sessions`, `accounts` and `verifications` hold what better-auth expects, under our
 * names; the others are ours alone. A person stands in `people` from the day they have a login; before that they are
 * known by their appointments only.
 */
export interface AuthTables {
	people: {
		id: string;
		name: string;
		/** Always null: better-auth's schema has the column, we ask nobody for an address. */
		email: string | null;
		email_verified: boolean | number | null;
		image: string | null;
		/** The login name as `foldLogin` leaves it; null for a person who never chose one (demonstration). */
		login: string | null;
		created_at: Instant;
		updated_at: Instant;
	};
	sessions: {
		id: string;
		/** Worth nothing by itself: the cookie carries it with an HMAC under a secret that is not in the database. */
		token: string;
		person_id: string;
		expires_at: Instant;
		ip_address: string | null;
		user_agent: string | null;
		created_at: Instant;
		updated_at: Instant;
	};
	accounts: {
		id: string;
		account_id: string;
		provider_id: string;
		person_id: string;
		access_token: string | null;
		refresh_token: string | null;
		id_token: string | null;
		access_token_expires_at: Instant | null;
		refresh_token_expires_at: Instant | null;
		scope: string | null;
		/** Argon2id, in PHC form. */
		password: string | null;
		created_at: Instant;
		updated_at: Instant;
	};
	verifications: {
		id: string;
		identifier: string;
		value: string;
		expires_at: Instant;
		created_at: Instant;
		updated_at: Instant;
	};
	/** One-time links. Times are epoch ms. At most one row of a person is neither used nor revoked. */
	invitations: {
		token_hash: string;
		person_id: string;
		created_by: string;
		created_at: number;
		expires_at: number;
		used_at: number | null;
		revoked_at: number | null;
	};
	/** The link to found the installation with; the ids are kept so that a setup cut short can be finished. */
	setup_links: {
		token_hash: string;
		person_id: string;
		area_id: string;
		appointment_id: string;
		created_at: number;
	};
	/** See `key-shares.ts`; `kept_at` is epoch ms. */
	key_shares: {
		person_id: string;
		ring_id: string;
		share: string;
		kept_at: number;
	};
	/** Failed sign-ins by login or address; `key` is a hash, since people type passwords into the wrong field. */
	sign_in_tries: {
		key: string;
		failures: number;
		last_at: number;
		blocked_until: number;
	};
}
