import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { Accept } from '../accept/run';
import { actorOf } from '../db/actor';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import {
	LoginName,
	type JoinRequest,
	type SessionReply,
	type SetupRequest
} from '$lib/protocol/session';
import { ProblemError } from '../http/problem';
import type { KeepShareRequest, ShareRequest } from '$lib/protocol/vault';
import type { Client, WithCookies } from './client';
import { endedCookies, sessionCookie, sessionHeaders } from './cookies';
import { demoPeople, readyDemoPerson, type DemoPerson } from './demo';
import { invite, type Invitation } from './invite';
import { giveShare, keepShare } from './key-shares';
import { join, lookAtLink } from './join';
import type { Library } from './library';
import { TooBusy } from './password';
import { dropEndedSessions, moveSessionEnd, readSession, type Session } from './session';
import { foundInstallation, makeSetupToken } from './setup';
import { clearTries, countTry, waitFor } from './tries';

/** What sign-in must know of the installation. `now` is the server's clock, epoch ms. */
export interface AuthOptions {
	/** See `installationSecret`. */
	secret: string;
	/** True on a demonstration server: one-tap sign-in, no setup. */
	demo: boolean;
	now?: () => number;
}

/** Sign-in as the engine offers it. Expected failures are thrown as `ProblemError`. */
export interface AuthEngine {
	/** The clear text of this start's setup token; null when the installation needs none. */
	setupToken(): Promise<string | null>;
	/** `setupDone`, `linkUsed`, `loginTaken`, `busy`, or the refusal of the sub-district. Signs the administrator in. */
	setup(request: SetupRequest, client: Client): Promise<WithCookies<SessionReply>>;
	/** `notFound` until an appointment of the person was received, `notAllowed`. */
	invite(byPersonId: string, personId: string): Promise<Invitation>;
	/** `linkUsed`, with the field `used`, `revoked` or `expired`. */
	joinLook(token: string): Promise<{ name: string; login: string | null }>;
	/** `linkUsed`, `loginTaken`, `busy`. Signs the person in. */
	join(request: JoinRequest, client: Client): Promise<WithCookies<SessionReply>>;
	/** `wrongLogin` (unknown login or wrong password, told apart by nothing), `tooManyTries`, `busy`. */
	signIn(
		request: { login: string; password: string },
		client: Client
	): Promise<WithCookies<SessionReply>>;
	/** Ends the session; also without one. */
	signOut(client: Client): Promise<WithCookies<null>>;
	/** Who the cookie belongs to; null for nobody. Only reads. */
	sessionOf(cookie: string | null): Promise<Session | null>;
	/** Moves the end of the cookie's session on, for one that `isDue`. */
	moveSessionEnd(cookie: string | null): Promise<void>;
	/** What the person's pages start from. `notSignedIn` if they are unknown. */
	sessionReply(personId: string): Promise<SessionReply>;
	/** Keeps what opens the data key of one of the person's phones. */
	keepShare(personId: string, request: KeepShareRequest): Promise<void>;
	/** `tooManyTries`, `wrongLogin`, `notFound`, `busy`. */
	giveShare(personId: string, request: ShareRequest, client: Client): Promise<{ share: string }>;
	/** One person of each kind; nobody unless this is a demonstration server. */
	demoPeople(): Promise<DemoPerson[]>;
	/** `notFound` unless this is a demonstration server and the person one of its people. */
	demoSignIn(personId: string, client: Client): Promise<WithCookies<SessionReply>>;
}

/**
 * A login that nobody can have chosen (too short). It stands for whatever could not be a login, so that such a try
 * takes as long as any other and no odd character reaches the database.
 */
const nobody = '-';

/** Builds sign-in over an open, migrated database. */
export function createAuth(db: Kysely<Tables>, accept: Accept, options: AuthOptions): AuthEngine {
	const now = options.now ?? Date.now;
	const { secret } = options;
	let held: Promise<Library> | undefined;
	// Takes longer to load than everything else together, and nobody waits for it who is signed in.
	const library = () =>
		(held ??= import('./library').then(({ createLibrary }) =>
			createLibrary(db, { postgres: isPostgres(db), secret })
		));

	async function sessionReply(personId: string): Promise<SessionReply> {
		const actor = await actorOf(db, personId);
		if (!actor) throw new ProblemError(401, 'notSignedIn');
		const { name, posts } = actor;
		return { person: { id: personId, name }, posts: [...posts], demo: options.demo };
	}

	async function endSession(client: Client): Promise<void> {
		const headers = sessionHeaders(client.cookie);
		if (headers) await (await library()).api.signOut({ headers, asResponse: true });
	}

	/** A new session in place of whatever the browser had: a token from before signing in is worth nothing after. */
	async function open(personId: string, client: Client): Promise<WithCookies<SessionReply>> {
		await endSession(client);
		const { api } = await library();
		const { headers } = await api.openSession({ body: { personId }, returnHeaders: true });
		return {
			value: await sessionReply(personId),
			cookies: [sessionCookie(headers, client.secure)]
		};
	}

	return {
		setupToken: async () => (options.demo ? null : await makeSetupToken(db, now())),
		async setup(request, client) {
			const founder = await orBusy(foundInstallation(db, accept, request, now()));
			return open(founder.personId, client);
		},
		invite: (byPersonId, personId) => invite(db, byPersonId, personId, now()),
		async joinLook(token) {
			const { name, login } = await lookAtLink(db, token, now());
			return { name, login };
		},
		async join(request, client) {
			const holder = await orBusy(join(db, request, now()));
			return open(holder.personId, client);
		},
		async signIn({ login, password }, client) {
			if ((await waitFor(db, login, client.address, now())) > 0)
				throw new ProblemError(429, 'tooManyTries');
			await countTry(db, login, client.address, now());
			const username = v.is(LoginName, login) ? login : nobody;
			const { api } = await library();
			// A Response rather than an exception: 401 is the expected case here.
			const response = await orBusy(
				api.signInUsername({ body: { username, password }, asResponse: true })
			);
			if (response.status !== 200) {
				if (response.status >= 500) throw new Error(`auth: sign-in answered ${response.status}`);
				throw new ProblemError(401, 'wrongLogin');
			}
			await clearTries(db, login, client.address, now());
			await endSession(client);
			await dropEndedSessions(db, now());
			const { user } = (await response.json()) as { user: { id: string } };
			return {
				value: await sessionReply(user.id),
				cookies: [sessionCookie(response.headers, client.secure)]
			};
		},
		async signOut(client) {
			await endSession(client);
			return { value: null, cookies: endedCookies(client.secure) };
		},
		sessionOf: (cookie) => readSession(db, cookie, secret, now()),
		moveSessionEnd: (cookie) => moveSessionEnd(db, cookie, secret, now()),
		sessionReply,
		keepShare: (personId, request) => keepShare(db, personId, request, now()),
		giveShare: (personId, request, client) =>
			orBusy(giveShare(db, personId, request, client.address, now())),
		demoPeople: async () => (options.demo ? await demoPeople(db, now()) : []),
		async demoSignIn(personId, client) {
			if (!options.demo) throw new ProblemError(404, 'notFound');
			await readyDemoPerson(db, personId, now());
			return open(personId, client);
		}
	};
}

async function orBusy<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof TooBusy) throw new ProblemError(503, 'busy');
		throw error;
	}
}
