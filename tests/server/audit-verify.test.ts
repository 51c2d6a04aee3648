// What an operator meets who checks the audit trail, also around a backup that comes back.
import {
	appendFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../../src/lib/server/db/test-postgres';
import { startEngine, type RunningEngine } from '../../src/lib/server/engine/start';
import type { Where } from '../../src/lib/server/db/open';
import { foundTown } from '../../src/lib/server/engine/test-town';
import { ask, run } from './copies';

let folder: string;
let dataFolder: string;
const data = () => dataFolder;
const headsFile = () => join(data(), 'audit-heads.txt');
const heads = () =>
	readFileSync(headsFile(), 'utf8')
		.trimEnd()
		.split('\n')
		.map((line) => line.split(' ')[1]!);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'linli-audit-'));
	dataFolder = join(folder, 'data');
	mkdirSync(data());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sqlite = (): Where => ({ kind: 'sqlite', file: join(data(), 'linli.db') });

/** A server that runs for a moment: what it notes is sealed when it stops. */
async function serveOnce(where: Where, work: (running: RunningEngine) => Promise<void>) {
	const running = await startEngine({ where, demo: false, folder: data() }, 'writer');
	await work(running);
	await running.stop();
}
const note = ({ engine }: RunningEngine) =>
	engine.noteAudit({ action: 'auditRead', result: 'ok', personId: null });

const verify = (...args: string[]) => run('audit-verify', ['--data', data(), ...args]);

describe('npm run audit:verify', () => {
	test('says in one sentence that a trail is whole, also while a server runs', async () => {
		await (await foundTown(sqlite())).close();
		await serveOnce(sqlite(), async (running) => {
			await note(running);
			expect(await verify()).toMatchObject({ code: 0, err: '' });
		});
		const { code, out, err } = await verify();
		expect([code, err]).toEqual([0, '']);
		expect(out).toMatch(/审计记录完整：\d 块、\d+ 行，0 行待封存/);
		expect(out).toContain(heads().at(-1));
		expect(out).toMatch(new RegExp(`核对了 ${heads().length} 个链尾`));
	});

	test('compares with a head from elsewhere and with a list of heads', async () => {
		expect((await verify('--head', heads()[0]!)).code).toBe(0);
		const wrong = await verify('--head', 'f'.repeat(64));
		expect([wrong.code, wrong.out]).toEqual([1, '']);
		expect(wrong.err).toContain('f'.repeat(64));
		const list = join(folder, 'heads.txt');
		appendFileSync(list, `9 ${'e'.repeat(64)} 2026-11-20T00:00:00.000Z\n`);
		expect((await verify('--heads', list)).err).toContain('e'.repeat(64));
	});

	test('a backup and its restore are lines of the trail, and begin a new list of heads', async () => {
		const backup = join(folder, 'backup');
		expect((await run('backup', [backup, '--data', data()])).code).toBe(0);
		await serveOnce(sqlite(), note);
		const replaced = heads().at(-1)!;
		// This very process may still hold the folder that its servers ran on.
		const moved = join(folder, 'moved');
		cpSync(data(), moved, { recursive: true, filter: (path) => !path.endsWith('server.lock') });
		dataFolder = moved;
		expect(await run('restore', [backup, '--data', data()])).toMatchObject({ code: 0 });
		const events = ask<{ action: string; about: string | null }>(
			join(data(), 'linli.db'),
			"select action, about from audit_events where action in ('backedUp', 'restored')"
		);
		// The line about the backup came after it, so it went with the database that was replaced.
		expect(events).toEqual([{ action: 'restored', about: replaced }]);
		expect(readdirSync(data()).filter((name) => name.startsWith('audit-heads.txt'))).toEqual([
			expect.stringMatching(/^audit-heads\.txt\.before-restore-/)
		]);
		await serveOnce(sqlite(), note);
		expect((await verify()).code).toBe(0);
		// Whoever knows the replaced chain is told that this is another one.
		expect((await verify('--head', replaced)).code).toBe(1);
	});

	test('names the first broken block and line, in one line, with exit code 1', async () => {
		const db = new Sqlite(join(data(), 'linli.db'));
		db.exec("update operations set result = 'refused' where command = 'appointment.make'");
		db.close();
		const { code, out, err } = await verify();
		expect([code, out]).toEqual([1, '']);
		expect(err).toMatch(/^审计记录不完整：第 1 块的一行被改过（operations \S+ \S+）。.*\n$/);
	});

	test.each<[string, string[], Record<string, string>, string]>([
		['a stray word', ['now'], {}, 'now'],
		['an unknown option', ['--haed', 'x'], {}, '--haed'],
		['a head that is none', ['--head', 'abc'], {}, '--head'],
		['a list that is not there', ['--heads', 'none.txt'], {}, 'none.txt'],
		['a list that is none', ['--heads', 'package.json'], {}, 'package.json'],
		['a folder without data', ['--data', '/nowhere'], {}, '/nowhere'],
		['an option that npm kept to itself', [], { npm_config_head: 'x' }, '-- --head'],
		[
			'a database that does not answer',
			[],
			{ DATABASE_URL: 'postgres://127.0.0.1:1/x' },
			'PostgreSQL'
		]
	])('refuses %s in one line', async (_, args: string[], env, named) => {
		const where = args.includes('--data') ? args : ['--data', data(), ...args];
		const { code, out, err } = await run('audit-verify', where, env);
		expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
		expect(err).toContain(named);
	});
});

describe('on PostgreSQL', () => {
	let postgres: TestPostgres;
	beforeAll(async () => {
		postgres = await startTestPostgres();
	}, 120_000);
	afterAll(() => postgres.stop());

	test('the same, and a restored database notes that it is one', async () => {
		rmSync(headsFile(), { force: true });
		const url = await postgres.freshUrl();
		const env = { DATABASE_URL: url };
		const where: Where = { kind: 'postgres', url };
		await (await foundTown(where)).close();
		await serveOnce(where, note);
		const whole = await run('audit-verify', ['--data', data()], env);
		expect([whole.code, whole.err]).toEqual([0, '']);
		expect(whole.out).toContain(heads().at(-1));
		expect((await run('restore', ['--epoch', '--data', data()], env)).code).toBe(0);
		const again = await run('audit-verify', ['--data', data()], env);
		expect(again.out).toMatch(/，1 行待封存/);
	}, 60_000);
});
