import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { username } from 'better-auth/plugins/username';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { cookieName } from './cookies';
import { foldLogin } from './login-name';
import { hashPassword, verifyPassword } from './password';
import { sessionDays } from './session';
import type { Tables } from '../db/tables';

const daySeconds = 86_400;

/** Opens a session for a person who has proven themselves: their cookie is set by us, once nothing else is missing. */
const openSession = {
	id: 'open-session',
	endpoints: {
		openSession: createAuthEndpoint(
			'/open-session',
			{ method: 'POST', body: v.object({ personId: v.string() }), metadata: { SERVER_ONLY: true } },
			async (context) => {
				const { internalAdapter } = context.context;
				const user = await internalAdapter.findUserById(context.body.personId);
				if (!user) throw new Error('auth: no such person');
				const session = await internalAdapter.createSession(user.id);
				return { token: session.token };
			}
		)
	}
};

/**
 * The sign-in library over our tables. It runs beside the database and is only ever called as functions: none of its
 * own addresses is served, so what it offers besides (sign-up, e-mail, providers) is out of reach.
 */
export const createLibrary = (db: Kysely<Tables>, options: { postgres: boolean; secret: string }) =>
	betterAuth({
		database: { db, type: options.postgres ? 'postgres' : 'sqlite' },
		secret: options.secret,
		// Unused, since no address of the library is served; without it the library guesses and warns.
		baseURL: 'http://localhost',
		trustedOrigins: [],
		logger: { disabled: true },
		telemetry: { enabled: false },
		rateLimit: { enabled: false },
		user: {
			modelName: 'people',
			fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' }
		},
		session: {
			modelName: 'sessions',
			expiresIn: sessionDays * daySeconds,
			updateAge: daySeconds,
			fields: {
				userId: 'person_id',
				expiresAt: 'expires_at',
				ipAddress: 'ip_address',
				userAgent: 'user_agent',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			}
		},
		account: {
			modelName: 'accounts',
			fields: {
				accountId: 'account_id',
				providerId: 'provider_id',
				userId: 'person_id',
				accessToken: 'access_token',
				refreshToken: 'refresh_token',
				idToken: 'id_token',
				accessTokenExpiresAt: 'access_token_expires_at',
				refreshTokenExpiresAt: 'refresh_token_expires_at',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			}
		},
		verification: {
			modelName: 'verifications',
			fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
		},
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			password: { hash: hashPassword, verify: verifyPassword }
		},
		advanced: {
			useSecureCookies: false,
			cookies: { session_token: { name: cookieName } },
			// Where people sign in from is nobody's business.
			ipAddress: { disableIpTracking: true },
			// Not 'uuid': on PostgreSQL the library would then leave the ids to the columns' defaults.
			database: { generateId: () => randomUUID() }
		},
		plugins: [
			username({
				displayUsername: false,
				minUsernameLength: 1,
				maxUsernameLength: 60,
				// Names are checked when they are chosen; whatever is typed on signing in fails as an unknown login.
				usernameValidator: () => true,
				usernameNormalization: foldLogin,
				schema: { user: { fields: { username: 'login' } } }
			}),
			openSession
		]
	});

/** The sign-in library as this installation has set it up. */
export type Library = ReturnType<typeof createLibrary>;
