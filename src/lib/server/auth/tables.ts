import type { ColumnType } from 'kysely';
import type { SignInOutcome, SignInWay } from '$lib/protocol/access';

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
		/** What `deviceKind` makes of the browser's own words, never those. */
		user_agent: string | null;
		created_at: Instant;
		updated_at: Instant;
		/** The token before the last renewal, until the phone has used the new one; see `renewSession`. */
		previous_token: string | null;
		/** When the token was last renewed, epoch ms. */
		renewed_at: number | null;
		device_id: string | null;
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
	/** Failed tries by what they are counted for (`tries.ts`); hashed, since people type passwords into the wrong field. */
	sign_in_tries: {
		key: string;
		failures: number;
		last_at: number;
		blocked_until: number;
	};
	/** A browser on which this person has signed in before, known by the hash of its long-lived cookie. */
	sign_in_devices: {
		id: string;
		token_hash: string;
		person_id: string;
		device_kind: string;
		last_at: number;
		/** Until then the second factor is not asked for on it; null for a device that is merely known. */
		trusted_until: number | null;
	};
	/** Each person's last sign-ins and failed tries; `person_id` is '' for a login that nobody has. */
	sign_ins: {
		id: string;
		person_id: string;
		at: number;
		way: SignInWay;
		outcome: SignInOutcome;
		device_kind: string;
	};
	/** The second factor of a person. `secret` and `pending` (not confirmed yet) are sealed, see `seal.ts`. */
	second_factors: {
		person_id: string;
		secret: string | null;
		pending: string | null;
		/** Since when it is asked for; null while there is none. */
		since: number | null;
		/** The step (RFC 6238) of the last code that was taken; neither it nor an earlier one is taken again. */
		last_step: number;
		put_off_until: number | null;
	};
	/** What a person's authenticators made (`passkeys.ts`): public keys, by the ids that those gave them. */
	passkeys: {
		id: string;
		person_id: string;
		public_key: string;
		counter: number;
		/** Separated by blanks. */
		transports: string;
		/** See `deviceKind`: where it was made. */
		device_kind: string;
		created_at: number;
		last_at: number | null;
	};
	recovery_codes: {
		person_id: string;
		code_hash: string;
		used_at: number | null;
	};
}
