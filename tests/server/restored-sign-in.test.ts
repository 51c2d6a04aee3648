// What a restore does with second factors: they are taken over, or undone where nobody could open them any more.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFile } from '../../src/launch/database-file.mjs';
import { keepSignIns, voidFactors } from '../../src/launch/epoch.mjs';
import { migrateToLatest } from '../../src/lib/server/db/migrate';
import { openDatabase } from '../../src/lib/server/db/open';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'linli-restored-sign-in-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string) => join(folder, `${name}.db`);

/** A database in today's shape, open as a restore opens it. */
async function fresh(name: string) {
	const db = await openDatabase({ kind: 'sqlite', file: fileOf(name) });
	await migrateToLatest(db);
	await db.destroy();
	return openFile(fileOf(name));
}

const withFactor = `
	insert into second_factors (person_id, secret, since, last_step) values ('a', 'sealed', 1, 2);
	insert into second_factors (person_id, last_step, put_off_until) values ('b', 0, 9);
	insert into recovery_codes (person_id, code_hash) values ('a', 'hash');
	insert into key_shares (person_id, ring_id, share, kept_at) values ('a', 'ring', 'share', 1);
	insert into sign_in_devices (id, token_hash, person_id, device_kind, last_at, trusted_until)
	values ('d', 'hash', 'a', 'chrome/android', 1, 2);
	insert into installation (key, value) values ('secondFactor', 'compulsory')`;

const tables = ['second_factors', 'recovery_codes', 'key_shares', 'sign_in_devices'];
const countsIn = (connection: Awaited<ReturnType<typeof fresh>>) =>
	tables.map((name) => {
		const { n } = connection.prepare(`select count(*) as n from ${name}`).get() as { n: number };
		return n;
	});

test('second factors, shares of keys and what is demanded come from the replaced database', async () => {
	const old = await fresh('old');
	old.exec(withFactor);
	old.close();
	const backup = await fresh('backup');
	backup.exec(`insert into installation (key, value) values ('secondFactor', 'offered')`);
	expect(keepSignIns(backup, fileOf('old'))).toBe(true);
	expect(countsIn(backup)).toEqual([2, 1, 1, 1]);
	const demanded = backup.prepare(`select value from installation where key = 'secondFactor'`);
	expect(demanded.get()).toMatchObject({ value: 'compulsory' });
	backup.close();
});

test('without the secret they are undone, nobody is trusted instead, and it is said how many', async () => {
	const lost = await fresh('lost');
	lost.exec(withFactor);
	expect(voidFactors(lost)).toBe(1);
	expect(countsIn(lost)).toEqual([0, 0, 1, 1]);
	expect(lost.prepare('select trusted_until from sign_in_devices').get()).toMatchObject({
		trusted_until: null
	});
	expect(voidFactors(lost)).toBe(0);
	lost.close();
});

test('a backup from before there were any is left as it is', async () => {
	const early = await fresh('early');
	for (const name of ['second_factors', 'recovery_codes', 'sign_in_devices'])
		early.exec(`drop table ${name}`);
	expect(voidFactors(early)).toBe(0);
	early.close();
});
