import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from './database-file.mjs';

// What leaves a line in the audit trail although no server takes part: backups and restores.

const hasTable = (connection, name) =>
	connection.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !==
	undefined;

const insert = (mark) =>
	`insert into audit_events (community, id, at, action, result, about) values ('', ${mark(1)}, ${mark(2)}, ${mark(3)}, 'ok', ${mark(4)})`;
const valuesOf = (action, about) => [randomUUID(), Date.now(), action, about];

/** Notes something in an open SQLite database. One from before there was a trail is left as it is. */
export function noteEvent(connection, action, about = null) {
	if (!hasTable(connection, 'audit_events')) return;
	connection.prepare(insert(() => '?')).run(...valuesOf(action, about));
}

/** The same on PostgreSQL, in the client's transaction. */
export async function noteEventOnPostgres(client, action) {
	const { rows } = await client.query("select to_regclass('audit_events') as found");
	if (rows[0].found !== null)
		await client.query(
			insert((n) => `$${n}`),
			valuesOf(action, null)
		);
}

/** The last hash of the chain in a database file, null where there is none. */
export async function headOf(file) {
	const connection = await openFile(file, { readOnly: true });
	try {
		if (!hasTable(connection, 'audit_blocks')) return null;
		const last = connection
			.prepare('select hash from audit_blocks order by number desc limit 1')
			.get();
		return last?.hash ?? null;
	} finally {
		connection.close();
	}
}

/** The heads of the chain that was replaced are no longer those of this database: they are kept beside it. */
export function setHeadsAside(data) {
	const file = join(data, 'audit-heads.txt');
	if (!existsSync(file)) return;
	const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
	renameSync(file, `${file}.before-restore-${time}`);
}
