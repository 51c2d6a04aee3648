import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import type { Client } from './client';
import { deviceCookie, deviceValue } from './cookies';
import { foldLogin } from './login-name';
import { fingerprint, newToken } from './token';

/** How long the second factor is not asked for on a trusted device, ms. */
export const trustMs = 30 * 86_400_000;

/** A browser is forgotten this long after somebody last signed in with it, ms: as long as its cookie lives. */
const forgetMs = 400 * 86_400_000;

/** A browser on which somebody has signed in before. */
export interface KnownDevice {
	id: string;
	trustedUntil: number | null;
}

/** What the client's device cookie is to this person; undefined when they never signed in with it. */
export async function deviceOf(
	db: Kysely<Tables>,
	client: Client,
	who: { personId: string } | { login: string }
): Promise<KnownDevice | undefined> {
	const token = deviceValue(client.cookie);
	// Asked also without a cookie, so that a login takes as long to look at as any other.
	let asked = db
		.selectFrom('sign_in_devices')
		.innerJoin('people', 'people.id', 'sign_in_devices.person_id')
		.select(['sign_in_devices.id', 'sign_in_devices.trusted_until'])
		.where('sign_in_devices.token_hash', '=', fingerprint(token ?? ''));
	asked =
		'personId' in who
			? asked.where('people.id', '=', who.personId)
			: asked.where('people.login', '=', foldLogin(who.login));
	const found = await asked.executeTakeFirst();
	return found && { id: found.id, trustedUntil: found.trusted_until };
}

/**
 * Notes that the person has signed in with this browser. Its token is made anew each time, for everybody who uses it,
 * so that one that was planted there before is worth nothing. Answers the device and its Set-Cookie.
 */
export async function noteDevice(
	db: Kysely<Tables>,
	client: Client,
	personId: string,
	now: number,
	trust: boolean
): Promise<{ id: string; cookie: string }> {
	const given = deviceValue(client.cookie);
	const token = newToken();
	const token_hash = fingerprint(token);
	if (given)
		await db
			.updateTable('sign_in_devices')
			.set({ token_hash })
			.where('token_hash', '=', fingerprint(given))
			.execute();
	const about = { device_kind: client.kind, last_at: now };
	const trusted = trust ? { trusted_until: now + trustMs } : {};
	const { id } = await db
		.insertInto('sign_in_devices')
		.values({
			id: randomUUID(),
			token_hash,
			person_id: personId,
			...about,
			trusted_until: trust ? now + trustMs : null
		})
		.onConflict((c) => c.columns(['token_hash', 'person_id']).doUpdateSet({ ...about, ...trusted }))
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.deleteFrom('sign_in_devices')
		.where('last_at', '<', now - forgetMs)
		.execute();
	return { id, cookie: deviceCookie(token, client.secure) };
}

/** Asks for the second factor again on the person's devices: on this one, or on all but that one. */
export async function endTrust(
	db: Kysely<Tables>,
	personId: string,
	which: { only: string } | { but: string | null }
): Promise<void> {
	let update = db
		.updateTable('sign_in_devices')
		.set({ trusted_until: null })
		.where('person_id', '=', personId);
	if ('only' in which) update = update.where('id', '=', which.only);
	else if (which.but !== null) update = update.where('id', '!=', which.but);
	await update.execute();
}
