import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import type { Tables } from '../db/tables';
import { sessionValue } from './cookies';
import { newToken } from './token';

const dayMs = 86_400_000;

/** A session ends this long after it was last used, in days; its end moves on at most once a day. */
export const sessionDays = 30;
/** And this long after its sign-in, however much it is used. */
const longestDays = 180;
/** How long after the last day of a person's last appointment they can still send what they had written, in days. */
const afterPostsDays = 14;
/** The token is made anew when it is older than this, ms. */
const renewMs = dayMs;
/** What was under way with the old token while the new one arrived still passes, ms. */
const overlapMs = 60_000;

/** Whose session a cookie names. */
export interface Session {
	id: string;
	personId: string;
	name: string;
	/** When they signed in, epoch ms. */
	since: number;
	deviceId: string | null;
	/** There is something to write about it, see `moveSessionEnd`. */
	isDue: boolean;
	/** Its token is old, or never reached the phone; see `renewSession`. */
	isOld: boolean;
}

const signatureOf = (token: string, secret: string) =>
	createHmac('sha256', secret).update(token, 'utf8').digest();

/**
 * The session token of a Cookie header, undefined unless it carries our signature. The sign-in library writes the
 * cookie as `token.signature`, escaped for a URL, the signature being base64 of the token's HMAC-SHA-256.
 */
export function tokenIn(cookie: string | null, secret: string): string | undefined {
	const value = unescaped(sessionValue(cookie) ?? '');
	const at = value.lastIndexOf('.');
	if (at < 1) return undefined;
	const token = value.slice(0, at);
	const given = Buffer.from(value.slice(at + 1), 'base64');
	const ours = signatureOf(token, secret);
	return given.length === ours.length && timingSafeEqual(given, ours) ? token : undefined;
}

/** A cookie's value for a token, in the same form. */
export const signedToken = (token: string, secret: string): string =>
	encodeURIComponent(`${token}.${signatureOf(token, secret).toString('base64')}`);

function unescaped(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		// Half an escape: never a cookie of ours.
		return '';
	}
}

/** The earliest last day of an appointment by which somebody may still sign in. */
export const lastDayThatCounts = (now: number) => dayOf(now - afterPostsDays * dayMs);

/**
 * Whose session the cookie is; null for nobody's, one that has ended, or somebody's whose last appointment is long over.
 * Asked at every request, so it only reads, and in one statement; the library would ask twice and write.
 */
export async function readSession(
	db: Kysely<Tables>,
	cookie: string | null,
	secret: string,
	now: number
): Promise<Session | null> {
	const token = tokenIn(cookie, secret);
	if (token === undefined) return null;
	const found = await db
		.selectFrom('sessions')
		.innerJoin('people', 'people.id', 'sessions.person_id')
		.select(['people.id', 'people.name', 'sessions.id as session_id', 'sessions.device_id'])
		.select(['sessions.token', 'sessions.previous_token', 'sessions.renewed_at'])
		.select(['sessions.created_at', 'sessions.expires_at'])
		.where((eb) =>
			eb.or([eb('sessions.token', '=', token), eb('sessions.previous_token', '=', token)])
		)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('posts')
					.select('posts.person_id')
					.whereRef('posts.person_id', '=', 'people.id')
					.where((or) =>
						or.or([
							or('posts.to_day', 'is', null),
							or('posts.to_day', '>=', lastDayThatCounts(now))
						])
					)
			)
		)
		.executeTakeFirst();
	if (!found) return null;
	const since = new Date(found.created_at).getTime();
	const end = new Date(found.expires_at).getTime();
	if (!(end > now)) return null;
	const isOverlap = now - Number(found.renewed_at ?? since) < overlapMs;
	const hasCurrent = found.token === token;
	return {
		id: found.session_id,
		personId: found.id,
		name: found.name,
		since,
		deviceId: found.device_id,
		isDue:
			endFor(since, now) - end > dayMs ||
			(hasCurrent && found.previous_token !== null && !isOverlap),
		isOld: hasCurrent
			? now - Number(found.renewed_at ?? since) >= renewMs
			: // Somebody who still has the old one after a minute never got the answer with the new one.
				!isOverlap
	};
}

const endFor = (since: number, now: number) =>
	Math.min(now + sessionDays * dayMs, since + longestDays * dayMs);

/**
 * Moves the end of the cookie's session on, and has its old token end once the new one is in use. Never brings back one
 * that has ended.
 */
export async function moveSessionEnd(
	db: Kysely<Tables>,
	cookie: string | null,
	secret: string,
	now: number
): Promise<void> {
	const session = await readSession(db, cookie, secret, now);
	if (!session) return;
	await db
		.updateTable('sessions')
		.set({
			expires_at: new Date(endFor(session.since, now)).toISOString(),
			updated_at: new Date(now).toISOString()
		})
		.where('id', '=', session.id)
		.where('expires_at', '>', new Date(now).toISOString())
		.execute();
	await db
		.updateTable('sessions')
		.set({ previous_token: null })
		.where('token', '=', tokenIn(cookie, secret)!)
		.where('renewed_at', '<=', now - overlapMs)
		.execute();
}

/**
 * A new token for a session whose token is old, as the new cookie's value; null when there is nothing to renew. The old
 * one works until the new one was used, and a minute at least: an answer that is lost in a stairwell signs nobody out,
 * and two tabs that ask at the same moment get one new token between them.
 */
export async function renewSession(
	db: Kysely<Tables>,
	cookie: string | null,
	secret: string,
	now: number
): Promise<string | null> {
	const session = await readSession(db, cookie, secret, now);
	if (!session?.isOld) return null;
	const old = tokenIn(cookie, secret)!;
	const token = newToken();
	const renewed = await db
		.updateTable('sessions')
		.set({ token, previous_token: old, renewed_at: now })
		.where('id', '=', session.id)
		.where((eb) => eb.or([eb('token', '=', old), eb('previous_token', '=', old)]))
		.where((eb) => eb.or([eb('renewed_at', 'is', null), eb('renewed_at', '<=', now - overlapMs)]))
		.returning('id')
		.executeTakeFirst();
	return renewed ? signedToken(token, secret) : null;
}

/** Ends the cookie's session, also by its old token. */
export async function endSession(
	db: Kysely<Tables>,
	cookie: string | null,
	secret: string
): Promise<void> {
	const token = tokenIn(cookie, secret);
	if (token === undefined) return;
	await db
		.deleteFrom('sessions')
		.where((eb) => eb.or([eb('token', '=', token), eb('previous_token', '=', token)]))
		.execute();
}

/** Gives a session that the library has just made our clock, and the device it belongs to. */
export async function placeSession(
	db: Kysely<Tables>,
	token: string,
	device: { id: string; kind: string },
	now: number
): Promise<void> {
	const at = new Date(now).toISOString();
	await db
		.updateTable('sessions')
		.set({
			device_id: device.id,
			user_agent: device.kind,
			created_at: at,
			updated_at: at,
			expires_at: new Date(endFor(now, now)).toISOString()
		})
		.where('token', '=', token)
		.execute();
}

/** Forgets sessions that have ended. */
export async function dropEndedSessions(db: Kysely<Tables>, now: number): Promise<void> {
	await db.deleteFrom('sessions').where('expires_at', '<', new Date(now).toISOString()).execute();
}
