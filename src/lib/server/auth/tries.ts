import { sql, type Kysely } from 'kysely';
import { foldLogin } from './login-name';
import type { Tables } from '../db/tables';
import { fingerprint } from './token';

/**
 * Failures that cost nothing, and the delay after the next one, which doubles with every further failure.
 * An address has many people behind it (the office's router, a carrier), hence more patience.
 */
const patience = {
	login: { free: 5, firstMs: 15_000 },
	address: { free: 30, firstMs: 15_000 }
} as const;
type Side = keyof typeof patience;

/** The longest delay; longer ones would let anybody lock out anybody by guessing. */
const longestMs = 15 * 60_000;

/** Failures are forgotten after a day without one. */
const forgetMs = 86_400_000;

/** How long to wait after that many failures in a row (ms). */
export function delayAfter(side: Side, failures: number): number {
	const over = failures - patience[side].free;
	return over <= 0 ? 0 : Math.min(longestMs, patience[side].firstMs * 2 ** Math.min(over - 1, 20));
}

const keysOf = (login: string, address: string): Record<Side, string> => ({
	login: `l:${fingerprint(foldLogin(login))}`,
	address: `a:${fingerprint(address)}`
});

/** Seconds until this login from this address may be tried again; 0 when it may be tried now. */
export async function waitFor(
	db: Kysely<Tables>,
	login: string,
	address: string,
	now: number
): Promise<number> {
	const rows = await db
		.selectFrom('sign_in_tries')
		.select('blocked_until')
		.where('key', 'in', Object.values(keysOf(login, address)))
		.execute();
	const until = Math.max(0, ...rows.map((row) => Number(row.blocked_until)));
	return Math.max(0, Math.ceil((until - now) / 1000));
}

/**
 * Counts a try as failed before its password is looked at, so that a hundred tries at the same moment do not all pass
 * as the first. `clearTries` takes it back.
 */
export async function countTry(
	db: Kysely<Tables>,
	login: string,
	address: string,
	now: number
): Promise<void> {
	const keys = keysOf(login, address);
	for (const side of ['address', 'login'] as const) {
		const { failures } = await db
			.insertInto('sign_in_tries')
			.values({ key: keys[side], failures: 1, last_at: now, blocked_until: 0 })
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
				.where('key', '=', keys[side])
				.execute();
	}
}

/** After a success: the login starts afresh, the address gets its one try back. Drops what is forgotten anyway. */
export async function clearTries(
	db: Kysely<Tables>,
	login: string,
	address: string,
	now: number
): Promise<void> {
	const keys = keysOf(login, address);
	await db
		.updateTable('sign_in_tries')
		.set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: 0 }))
		.where('key', '=', keys.address)
		.execute();
	await db
		.deleteFrom('sign_in_tries')
		.where((eb) =>
			eb.or([
				eb('key', '=', keys.login),
				eb('failures', '<=', 0),
				eb('last_at', '<', now - forgetMs)
			])
		)
		.execute();
}
