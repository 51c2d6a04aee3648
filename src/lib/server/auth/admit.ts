import type { Kysely } from 'kysely';
import type { SignInReply, SignInWay } from '$lib/protocol/access';
import type { SessionReply } from '$lib/protocol/session';
import type { Tables } from '../db/tables';
import { makeChallenge } from './challenge';
import type { Client, WithCookies } from './client';
import { sessionCookie } from './cookies';
import { deviceOf, noteDevice } from './devices';
import { factorOf, isCompulsory } from './factor';
import { noteSignIn } from './history';
import type { Library } from './library';
import { dropEndedSessions, endSession, placeSession, signedToken } from './session';

/** What the ways of letting somebody in stand on. */
export interface Gate {
	db: Kysely<Tables>;
	library: () => Promise<Library>;
	secret: string;
	now: () => number;
	sessionReply(personId: string): Promise<SessionReply>;
}

/** A new session in place of whatever the browser had: a token from before signing in is worth nothing after. */
export async function letIn(
	{ db, library, secret, now, sessionReply }: Gate,
	personId: string,
	client: Client,
	{ way, trust = false }: { way: SignInWay; trust?: boolean }
): Promise<WithCookies<Extract<SignInReply, { step: 'done' }>>> {
	const at = now();
	await endSession(db, client.cookie, secret);
	await dropEndedSessions(db, at);
	const session = await sessionReply(personId);
	const device = await noteDevice(db, client, personId, at, trust);
	const { api } = await library();
	const { token } = await api.openSession({ body: { personId } });
	await placeSession(db, token, { id: device.id, kind: client.kind }, at);
	await noteSignIn(db, { personId, way, outcome: 'done', kind: client.kind }, at);
	// Whoever has a passkey has something better than a second step after a password.
	const offer = way !== 'passkey' && (await factorOf(db, personId, at)).offer;
	return {
		value: { step: 'done', session, offer: offer && !session.demo },
		cookies: [sessionCookie(signedToken(token, secret), client.secure), device.cookie]
	};
}

/** Lets somebody in whose password or link was right, unless a second factor is missing: then says which step is next. */
export async function admit(
	gate: Gate,
	personId: string,
	client: Client,
	way: SignInWay
): Promise<WithCookies<SignInReply>> {
	const { db, now } = gate;
	const { since, wanted } = await factorOf(db, personId, now());
	const device = await deviceOf(db, client, { personId });
	const isTrusted = (device?.trustedUntil ?? 0) > now();
	const step =
		since !== null
			? isTrusted
				? null
				: 'code'
			: wanted && (await isCompulsory(db))
				? 'enrol'
				: null;
	if (!step) return letIn(gate, personId, client, { way });
	return {
		value: { step, challenge: await makeChallenge(db, personId, step, now()) },
		cookies: []
	};
}
