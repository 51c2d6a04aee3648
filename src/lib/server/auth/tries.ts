import { sql, type Kysely } from 'kysely';
import { networkOf } from '../http/network';
import { ProblemError } from '../http/problem';
import { foldLogin } from './login-name';
import { TooBusy } from './password';
import type { Tables } from '../db/tables';
import { fingerprint } from './token';

/**
 * Failures that cost nothing, the delay after the next one, which doubles with every further failure, and the longest.
 * An address has many people behind it (the office's router, a carrier), hence more patience. A device on which the
 * person has signed in before is counted by itself: whoever keeps a login blocked by guessing keeps its owner out of
 * new devices only, and a one-time link opens those.
 */
const patience = {
	login: { free: 5, firstMs: 60_000, longestMs: 3_600_000 },
	device: { free: 5, firstMs: 60_000, longestMs: 3_600_000 },
	address: { free: 30, firstMs: 60_000, longestMs: 900_000 },
	code: { free: 5, firstMs: 60_000, longestMs: 3_600_000 },
	link: { free: 5, firstMs: 60_000, longestMs: 3_600_000 },
	share: { free: 5, firstMs: 60_000, longestMs: 3_600_000 }
} as const;
type Side = keyof typeof patience;

/** What failures are counted for. */
export interface Counted {
	side: Side;
	key: string;
}

/** Failures are forgotten after a day without one. */
const forgetMs = 86_400_000;

/** How long to wait after that many failures in a row (ms). */
export function delayAfter(side: Side, failures: number): number {
	const { free, firstMs, longestMs } = patience[side];
	const over = failures - free;
	return over <= 0 ? 0 : Math.min(longestMs, firstMs * 2 ** Math.min(over - 1, 20));
}

/** What is counted for a login wherever somebody tries it. */
export const countedForLogin = (login: string): Counted[] => [
	{ side: 'login', key: `l:${fingerprint(foldLogin(login))}` }
];

/** What a password typed for this login is counted for: the known device alone, or the login and the address. */
export const countedForPassword = (login: string, address: string, deviceId?: string): Counted[] =>
	deviceId
		? [{ side: 'device', key: `d:${deviceId}` }]
		: [{ side: 'address', key: `a:${fingerprint(networkOf(address))}` }, ...countedForLogin(login)];

/** What a passkey is counted for. Nobody guesses a signature; what is counted is whoever goes on trying all the same. */
export const countedForPasskey = (address: string): Counted[] => [
	{ side: 'address', key: `a:${fingerprint(networkOf(address))}` }
];

/** What a code of the second factor is counted for. */
export const countedForCode = (personId: string, deviceId?: string): Counted[] => [
	{ side: 'code', key: deviceId ? `c:${deviceId}` : `c:${personId}` }
];

/** What taken login names are counted for, which whoever holds a link could otherwise ask through. */
export const countedForLink = (token: string): Counted[] => [
	{ side: 'link', key: `k:${fingerprint(token)}` }
];

/** What passwords for the share of a phone's key are counted for: whoever asks is signed in already, wherever they are. */
export const countedForShare = (personId: string): Counted[] => [
	{ side: 'share', key: `s:${personId}` }
];

/** Seconds until it may be tried again; 0 when it may be tried now. */
async function waitFor(
	db: Kysely<Tables>,
	counted: readonly Counted[],
	now: number
): Promise<number> {
	const rows = await db
		.selectFrom('sign_in_tries')
		.select('blocked_until')
		.where(
			'key',
			'in',
			counted.map(({ key }) => key)
		)
		.execute();
	const until = Math.max(0, ...rows.map((row) => Number(row.blocked_until)));
	return Math.max(0, Math.ceil((until - now) / 1000));
}

/** `before` is done first, then too. */
async function refuseWhileBlocked(
	db: Kysely<Tables>,
	counted: readonly Counted[],
	now: number,
	before?: () => Promise<unknown>
): Promise<void> {
	const waitS = await waitFor(db, counted, now);
	if (waitS === 0) return;
	await before?.();
	throw new ProblemError(429, 'tooManyTries', undefined, waitS);
}

/**
 * Counts a try as failed before it is looked at, so that a hundred tries at the same moment do not all pass as the
 * first.
 */
async function countTry(
	db: Kysely<Tables>,
	counted: readonly Counted[],
	now: number
): Promise<void> {
	for (const { side, key } of counted) {
		const { failures } = await db
			.insertInto('sign_in_tries')
			.values({ key, failures: 1, last_at: now, blocked_until: 0 })
			.onConflict((c) =>
				c.column('key').doUpdateSet({
					failures: sql<number>`case when sign_in_tries.last_at < ${now - forgetMs} then 1 else sign_in_tries.failures + 1 end`,
					last_at: now
				})
			)
			.returning('failures')
			.executeTakeFirstOrThrow();
		const delayMs = delayAfter(side, failures);
		if (delayMs > 0)
			await db
				.updateTable('sign_in_tries')
				.set({ blocked_until: now + delayMs })
				.where('key', '=', key)
				.execute();
	}
}

/** After a success: all start afresh but an address, which gets its one try back. Drops what is forgotten anyway. */
export async function clearTries(
	db: Kysely<Tables>,
	counted: readonly Counted[],
	now: number
): Promise<void> {
	const ofAddress = counted.filter(({ side }) => side === 'address').map(({ key }) => key);
	const others = counted.filter(({ side }) => side !== 'address').map(({ key }) => key);
	if (ofAddress.length > 0)
		await db
			.updateTable('sign_in_tries')
			.set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: 0 }))
			.where('key', 'in', ofAddress)
			.execute();
	await db
		.deleteFrom('sign_in_tries')
		.where((eb) =>
			eb.or([
				...(others.length > 0 ? [eb('key', 'in', others)] : []),
				eb('failures', '<=', 0),
				eb('last_at', '<', now - forgetMs)
			])
		)
		.execute();
}

/** A try that nobody could look at is none: whoever was told to come again shall not wait for having come. */
async function takeBack(
	db: Kysely<Tables>,
	counted: readonly Counted[],
	now: number
): Promise<void> {
	for (const { side, key } of counted) {
		const row = await db
			.updateTable('sign_in_tries')
			.set((eb) => ({ failures: eb('failures', '-', 1) }))
			.where('key', '=', key)
			.returning('failures')
			.executeTakeFirst();
		// What the others who came at the same moment cost still holds.
		const delayMs = row ? delayAfter(side, row.failures) : 0;
		await db
			.updateTable('sign_in_tries')
			.set({ blocked_until: delayMs > 0 ? now + delayMs : 0 })
			.where('key', '=', key)
			.execute();
	}
}

/**
 * Looks at something that could be guessed. What `look` throws stays counted, unless the server was too busy to look;
 * what it answers clears the count. Throws `tooManyTries` (429) with the seconds to wait while it may not be tried, after
 * the work of `inVain` where time must tell nothing.
 */
export async function tryCounted<T>(
	db: Kysely<Tables>,
	counted: readonly Counted[],
	now: number,
	look: () => Promise<T>,
	inVain?: () => Promise<unknown>
): Promise<T> {
	await refuseWhileBlocked(db, counted, now, inVain);
	await countTry(db, counted, now);
	let seen: T;
	try {
		seen = await look();
	} catch (error) {
		if (error instanceof TooBusy) await takeBack(db, counted, now);
		throw error;
	}
	await clearTries(db, counted, now);
	return seen;
}
