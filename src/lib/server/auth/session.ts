import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { sessionValue } from './cookies';

/** A session ends this long after it was last used, in days; its end moves on at most once a day. */
export const sessionDays = 30;
const dayMs = 86_400_000;

/** Whose session a cookie names. */
export interface Session {
	personId: string;
	name: string;
	/** Its end is due to be moved on, see `moveSessionEnd`. */
	isDue: boolean;
}

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
	const ours = createHmac('sha256', secret).update(token, 'utf8').digest();
	return given.length === ours.length && timingSafeEqual(given, ours) ? token : undefined;
}

function unescaped(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		// Half an escape: never a cookie of ours.
		return '';
	}
}

/**
 * Whose session the cookie is, null for nobody's or one that has ended. Asked at every request, so it only reads, and
 * in one statement; the library would ask twice and write.
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
		.select(['people.id', 'people.name', 'sessions.expires_at'])
		.where('sessions.token', '=', token)
		.executeTakeFirst();
	const left = found ? new Date(found.expires_at).getTime() - now : 0;
	if (!found || !(left > 0)) return null;
	return { personId: found.id, name: found.name, isDue: left < (sessionDays - 1) * dayMs };
}

/** Moves the end of the cookie's session on. Never brings back one that has ended. */
export async function moveSessionEnd(
	db: Kysely<Tables>,
	cookie: string | null,
	secret: string,
	now: number
): Promise<void> {
	const token = tokenIn(cookie, secret);
	if (token === undefined) return;
	await db
		.updateTable('sessions')
		.set({
			expires_at: new Date(now + sessionDays * dayMs).toISOString(),
			updated_at: new Date(now).toISOString()
		})
		.where('token', '=', token)
		.where('expires_at', '>', new Date(now).toISOString())
		.execute();
}

/** Forgets sessions that have ended. */
export async function dropEndedSessions(db: Kysely<Tables>, now: number): Promise<void> {
	await db.deleteFrom('sessions').where('expires_at', '<', new Date(now).toISOString()).execute();
}
