import type { Kysely } from 'kysely';
import type { PasskeyLine } from '$lib/protocol/passkey';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { lastDayThatCounts } from './session';

/** Passkeys of one person; the one that was not used for longest gives way. */
const mostPasskeys = 20;

/** What the server keeps of a passkey: nothing of it is secret. */
export interface Passkey {
	/** Made up by the authenticator, base64url. */
	id: string;
	personId: string;
	/** COSE, base64url. */
	publicKey: string;
	/** How often it has signed, where its authenticator counts; 0 where it does not. */
	counter: number;
	/** How browsers reach it: `internal`, `hybrid`, `usb`. */
	transports: string[];
}

/** The person's passkeys as they see them, the newest first. */
export async function passkeysOf(db: Kysely<Tables>, personId: string): Promise<PasskeyLine[]> {
	const rows = await db
		.selectFrom('passkeys')
		.select(['id', 'device_kind as device', 'created_at', 'last_at'])
		.where('person_id', '=', personId)
		.orderBy('created_at', 'desc')
		.execute();
	return rows.map(({ id, device, created_at, last_at }) => ({
		id,
		device,
		since: Number(created_at),
		lastAt: last_at === null ? null : Number(last_at)
	}));
}

/** Keeps a new passkey. False when its id is taken, by whomever: an authenticator's own ids never are. */
export async function keepPasskey(
	db: Kysely<Tables>,
	{ id, personId, publicKey, counter, transports }: Passkey,
	deviceKind: string,
	now: number
): Promise<boolean> {
	const kept = await db
		.insertInto('passkeys')
		.values({
			id,
			person_id: personId,
			public_key: publicKey,
			counter,
			transports: transports.join(' '),
			device_kind: deviceKind,
			created_at: now,
			last_at: null
		})
		.onConflict((c) => c.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!kept) return false;
	const lines = await passkeysOf(db, personId);
	const usedAt = ({ since, lastAt }: PasskeyLine) => lastAt ?? since;
	const over = lines.sort((a, b) => usedAt(b) - usedAt(a)).slice(mostPasskeys);
	for (const one of over) await db.deleteFrom('passkeys').where('id', '=', one.id).execute();
	return true;
}

/** A passkey by its id, and whether its person still has any business here; undefined for an unknown one. */
export async function findPasskey(
	db: Kysely<Tables>,
	id: string,
	now: number
): Promise<(Passkey & { isActive: boolean }) | undefined> {
	const row = await db
		.selectFrom('passkeys')
		.select(['id', 'person_id', 'public_key', 'counter', 'transports'])
		.select((eb) =>
			eb
				.selectFrom('posts')
				.select((posts) => posts.fn.countAll<number>().as('count'))
				.whereRef('posts.person_id', '=', 'passkeys.person_id')
				.where((or) =>
					or.or([or('posts.to_day', 'is', null), or('posts.to_day', '>=', lastDayThatCounts(now))])
				)
				.as('posts')
		)
		.where('id', '=', id)
		.executeTakeFirst();
	return (
		row && {
			id: row.id,
			personId: row.person_id,
			publicKey: row.public_key,
			counter: Number(row.counter),
			transports: row.transports.split(' ').filter(Boolean),
			isActive: Number(row.posts) > 0
		}
	);
}

/** Notes that it was used. False when somebody used it since it was read: of two with one count one is a copy. */
export async function notePasskeyUse(
	db: Kysely<Tables>,
	{ id, counter }: Pick<Passkey, 'id' | 'counter'>,
	newCounter: number,
	now: number
): Promise<boolean> {
	const noted = await db
		.updateTable('passkeys')
		.set({ counter: newCounter, last_at: now })
		.where('id', '=', id)
		.where('counter', '=', counter)
		.returning('id')
		.executeTakeFirst();
	return noted !== undefined;
}

/** Removes one of the person's passkeys. Throws `notFound` (404) for one that is not theirs. */
export async function removePasskey(
	db: Kysely<Tables>,
	personId: string,
	id: string
): Promise<void> {
	const gone = await db
		.deleteFrom('passkeys')
		.where('id', '=', id)
		.where('person_id', '=', personId)
		.returning('id')
		.executeTakeFirst();
	if (!gone) throw new ProblemError(404, 'notFound', 'id');
}

/** Has the person without any passkey, as on their first day. */
export async function dropPasskeys(db: Kysely<Tables>, personId: string): Promise<void> {
	await db.deleteFrom('passkeys').where('person_id', '=', personId).execute();
}
