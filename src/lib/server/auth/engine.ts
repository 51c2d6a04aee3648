import type { Kysely } from 'kysely';
import type { AccessReply, PasswordRequest, SignInReply, SignInWay } from '$lib/protocol/access';
import type { JoinRequest, SessionReply, SetupRequest } from '$lib/protocol/session';
import type { Accept } from '../accept/run';
import { actorOf } from '../db/actor';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import type { KeepShareReply, KeepShareRequest, ShareRequest } from '$lib/protocol/vault';
import { accessOf, endPlaces } from './access';
import { admit, letIn, type Gate } from './admit';
import { dropChallenges, ownerOfChallenge } from './challenge';
import type { Client, WithCookies } from './client';
import { endedCookies, sessionCookie } from './cookies';
import { demoPeople, readyDemoPerson, type DemoPerson } from './demo';
import { endTrust } from './devices';
import { createFactorEngine, type FactorEngine } from './factor-engine';
import { invite, type Invitation } from './invite';
import { giveShare, keepShare } from './key-shares';
import { join, lookAtLink } from './join';
import type { Library } from './library';
import { requireUncommon } from './easy-password';
import { hashPassword, TooBusy } from './password';
import { createPasskeyEngine, type PasskeyEngine } from './passkey-engine';
import { passkeysOf } from './passkeys';
import { checkPassword } from './password-step';
import { changePassword } from './people';
import { provePassword } from './proofs';
import { endSession, moveSessionEnd, readSession, renewSession, type Session } from './session';
import { foundInstallation, makeSetupToken } from './setup';

/** What sign-in must know of the installation. `now` is the server's clock, epoch ms. */
export interface AuthOptions {
	/** See `installationSecret`. */
	secret: string;
	/** True on a demonstration server: one-tap sign-in, no setup. */
	demo: boolean;
	now?: () => number;
}

/** Sign-in as the engine offers it. Expected failures are thrown as `ProblemError`. */
export interface AuthEngine extends FactorEngine, PasskeyEngine {
	/** The clear text of this start's setup token; null when the installation needs none. */
	setupToken(): Promise<string | null>;
	/** `setupDone`, `linkUsed`, `loginTaken`, `busy`, or the refusal of the sub-district. Signs the administrator in. */
	setup(request: SetupRequest, client: Client): Promise<WithCookies<SessionReply>>;
	/** `notFound` until an appointment of the person was received, `notAllowed`. */
	invite(byPersonId: string, personId: string): Promise<Invitation>;
	/** `linkUsed`, with the field `used`, `revoked` or `expired`. */
	joinLook(
		token: string
	): Promise<{ name: string; login: string | null; factor: boolean; passkeys: boolean }>;
	/** `linkUsed`, `loginTaken`, `tooManyTries`, `busy`. Signs the person in, or says what is missing. */
	join(request: JoinRequest, client: Client): Promise<WithCookies<SignInReply>>;
	/** See `checkPassword`; `busy`. Signs the person in, or says what is missing. */
	signIn(
		request: { login: string; password: string },
		client: Client
	): Promise<WithCookies<SignInReply>>;
	/** Ends the session; also without one. */
	signOut(client: Client): Promise<WithCookies<null>>;
	/** Who the cookie belongs to; null for nobody. Only reads. */
	sessionOf(cookie: string | null): Promise<Session | null>;
	/** Whose request it is, by the challenge of a sign-in under way or else by the cookie; null for nobody's. Only reads. */
	askerOf(client: Client, challenge?: string): Promise<string | null>;
	/** Moves the end of the cookie's session on, for one that `isDue`. */
	moveSessionEnd(cookie: string | null): Promise<void>;
	/** What the person's pages start from. `notSignedIn` if they are unknown. */
	sessionReply(personId: string): Promise<SessionReply>;
	/** Keeps what opens the data key of one of the person's phones; answers which passkeys may open it, too. */
	keepShare(personId: string, request: KeepShareRequest): Promise<KeepShareReply>;
	/** See `giveShare`; `busy`. */
	giveShare(personId: string, request: ShareRequest, client: Client): Promise<{ share: string }>;
	/** A new cookie for a session that `isOld`; see `renewSession`. */
	renewSession(client: Client): Promise<string[]>;
	/** What a person sees of their own sign-in. `notSignedIn`. Only reads. */
	access(client: Client): Promise<AccessReply>;
	/** Ends one of the person's places, or all others (null). `notSignedIn`, `notFound`. */
	endAccess(id: string | null, client: Client): Promise<null>;
	/** `wrongLogin`, `tooManyTries`, `busy`, `notSignedIn`. Everybody else signed in as this person is out. */
	changePassword(request: PasswordRequest, client: Client): Promise<WithCookies<null>>;
	/** One person of each kind; nobody unless this is a demonstration server. */
	demoPeople(): Promise<DemoPerson[]>;
	/** `notFound` unless this is a demonstration server and the person one of its people. */
	demoSignIn(personId: string, client: Client): Promise<WithCookies<SessionReply>>;
}

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

	async function here({ cookie }: Client): Promise<Session> {
		const session = await readSession(db, cookie, secret, now());
		if (!session) throw new ProblemError(401, 'notSignedIn');
		return session;
	}

	const gate: Gate = { db, library, secret, now, sessionReply };

	async function open(personId: string, client: Client, way: SignInWay) {
		const { value, cookies } = await letIn(gate, personId, client, { way });
		return { value: value.session, cookies };
	}

	return {
		...createFactorEngine(gate, here),
		...createPasskeyEngine(gate, here, options),
		setupToken: async () => (options.demo ? null : await makeSetupToken(db, now())),
		async setup(request, client) {
			const founder = await orBusy(foundInstallation(db, accept, request, now()));
			return open(founder.personId, client, 'setup');
		},
		invite: (byPersonId, personId) => invite(db, byPersonId, personId, now()),
		async joinLook(token) {
			const { name, login, factor, passkeys } = await lookAtLink(db, token, now());
			return { name, login, factor, passkeys };
		},
		async join(request, client) {
			const holder = await orBusy(join(db, request, now()));
			return admit(gate, holder.personId, client, 'link');
		},
		async signIn(request, client) {
			const personId = await orBusy(checkPassword(db, library, request, client, now()));
			return admit(gate, personId, client, 'password');
		},
		async signOut(client) {
			await endSession(db, client.cookie, secret);
			return { value: null, cookies: endedCookies(client.secure) };
		},
		sessionOf: (cookie) => readSession(db, cookie, secret, now()),
		askerOf: async ({ cookie }, challenge) =>
			challenge === undefined
				? ((await readSession(db, cookie, secret, now()))?.personId ?? null)
				: ownerOfChallenge(db, challenge, now()),
		moveSessionEnd: (cookie) => moveSessionEnd(db, cookie, secret, now()),
		sessionReply,
		async keepShare(personId, request) {
			await keepShare(db, personId, request, now());
			return { passkeys: (await passkeysOf(db, personId)).map(({ id }) => id) };
		},
		giveShare: (personId, request) => orBusy(giveShare(db, personId, request, now())),
		async renewSession(client) {
			const value = await renewSession(db, client.cookie, secret, now());
			return value === null ? [] : [sessionCookie(value, client.secure)];
		},
		access: async (client) => accessOf(db, await here(client), now()),
		async endAccess(id, client) {
			await endPlaces(db, await here(client), id);
			return null;
		},
		async changePassword({ current, next }, client) {
			const { personId } = await here(client);
			await orBusy(provePassword(gate, personId, current, client));
			await requireUncommon(next, null, 'next');
			const hash = await orBusy(hashPassword(next));
			await db.transaction().execute(async (tx) => {
				await changePassword(tx, personId, hash, now());
				await dropChallenges(tx, personId);
				await endTrust(tx, personId, { but: null });
			});
			const { cookies } = await letIn(gate, personId, client, { way: 'password' });
			return { value: null, cookies };
		},
		demoPeople: async () => (options.demo ? await demoPeople(db, now()) : []),
		async demoSignIn(personId, client) {
			if (!options.demo) throw new ProblemError(404, 'notFound');
			await readyDemoPerson(db, personId, now());
			return open(personId, client, 'demo');
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
