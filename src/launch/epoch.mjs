import { randomUUID } from 'node:crypto';
import { noteEventOnPostgres } from './audit-notes.mjs';
import { Trouble } from './say.mjs';

// A database that was restored says so by a new epoch: every phone that hears it sends its archive again and fetches
// everything anew (`src/lib/sync/receive.ts`).

// A link that was used after the backup looks unused in it.
const voidOpenLinks = (now) =>
	`update invitations set revoked_at = ${now} where used_at is null and revoked_at is null`;

/** Gives an open SQLite database a new epoch; with `voidLinks` one-time links that look unused are void. */
export function beginEpoch(connection, { voidLinks }) {
	connection.exec('begin immediate');
	connection
		.prepare(
			`insert into installation (key, value) values ('epoch', ?)
			on conflict (key) do update set value = excluded.value`
		)
		.run(randomUUID());
	if (voidLinks) connection.exec(voidOpenLinks(Date.now()));
	connection.exec('commit');
}

/** The same on PostgreSQL, where the servers may be running. */
export async function beginEpochOnPostgres(url) {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url });
	try {
		await client.connect();
		await client.query('begin');
		await client.query(
			`insert into installation (key, value) values ('epoch', $1)
			on conflict (key) do update set value = excluded.value`,
			[randomUUID()]
		);
		await client.query(voidOpenLinks(Date.now()));
		await noteEventOnPostgres(client, 'restored');
		await client.query('commit');
	} catch (error) {
		throw new Trouble(
			`不能写入 PostgreSQL（${error.message || error.code}）。`,
			'Cannot write to PostgreSQL.'
		);
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** What phones cannot bring back, since it never was in the log: who may sign in, and who is. */
const signInTables = [
	'people',
	'sessions',
	'accounts',
	'verifications',
	'invitations',
	'setup_links',
	'sign_in_tries',
	'sign_in_devices',
	'sign_ins',
	'second_factors',
	'recovery_codes',
	'key_shares'
];

/**
 * Takes everything about devices over from the replaced database: what was asked of a lost phone since the backup is asked
 * of it still. False, and nothing taken, when the two keep it in different shapes: then it has to be asked again.
 */
export const keepDevices = (connection, oldFile) =>
	takeOver(connection, oldFile, ['device_contacts']);

/**
 * Takes everything about sign-in over from the replaced database: a session that was ended stays ended, a link that
 * was used stays used, whoever joined since the backup still can sign in. False, and nothing taken, when
 * the two databases keep it in different shapes.
 */
export const keepSignIns = (connection, oldFile) => takeOver(connection, oldFile, signInTables);

function takeOver(connection, oldFile, tables) {
	connection.prepare('attach ? as old').run(oldFile);
	try {
		const shape = (schema) => {
			const list = tables.map((name) => `'${name}'`).join();
			const found = connection
				.prepare(
					`select name, sql from ${schema}.sqlite_master where name in (${list}) order by name`
				)
				.all();
			return JSON.stringify(found.map(({ name, sql }) => [name, sql]));
		};
		if (shape('main') !== shape('old')) return false;
		connection.exec('begin immediate');
		for (const name of [...tables].reverse()) connection.exec(`delete from main.${name}`);
		for (const name of tables)
			connection.exec(`insert into main.${name} select * from old.${name}`);
		// Whether office and sub-district must have a second factor (server/auth/factor.ts).
		connection.exec(
			`insert or replace into main.installation select * from old.installation where key = 'secondFactor'`
		);
		connection.exec('commit');
		return true;
	} finally {
		connection.exec('detach old');
	}
}

/**
 * Undoes all second factors: without the installation's secret nobody can open them, and whoever has one could never
 * sign in again. Answers how many there were; a backup from before there were any has none.
 */
export function voidFactors(connection) {
	const known = connection
		.prepare(`select name from sqlite_master where name = 'second_factors'`)
		.get();
	if (!known) return 0;
	const { changes } = connection
		.prepare('delete from second_factors where since is not null')
		.run();
	connection.exec('delete from second_factors; delete from recovery_codes');
	connection.exec('update sign_in_devices set trusted_until = null');
	return changes;
}
