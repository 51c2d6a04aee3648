import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables';

/**
 * The epoch of this database: it changes when a backup is restored, and phones then send their archives again.
 * Reading it is also the shortest proof that the database answers.
 */
export async function epochOf(db: Kysely<Tables>): Promise<string> {
	const { value } = await db
		.selectFrom('installation')
		.select('value')
		.where('key', '=', 'epoch')
		.executeTakeFirstOrThrow();
	return value;
}

/** Gives a new database its epoch; an old one keeps it. */
export async function ensureEpoch(db: Kysely<Tables>): Promise<void> {
	await db
		.insertInto('installation')
		.values({ key: 'epoch', value: randomUUID() })
		.onConflict((conflict) => conflict.column('key').doNothing())
		.execute();
}
