// A PostgreSQL that its operator put back to yesterday, with a real server and a real phone.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../../src/lib/server/db/test-postgres';
import { household } from '../../src/lib/server/engine/test-town';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { run } from './copies';
import { buildOnce } from './build-once';
import { id, openBrowser, openHttpPhone } from './http-phone';

let postgres: TestPostgres;
let url: string;
let server: ServerProcess;

beforeAll(async () => {
	await buildOnce();
	postgres = await startTestPostgres();
	url = await postgres.freshUrl();
	server = await startServerProcess('nothing', { databaseUrl: url });
}, 300_000);
afterAll(async () => {
	await server?.end();
	await postgres?.stop();
});

async function ask<T extends object>(query: string, on = url): Promise<T[]> {
	const client = new pg.Client({ connectionString: on });
	await client.connect();
	try {
		return (await client.query<T>(query)).rows;
	} finally {
		await client.end();
	}
}
const nameOf = (address: string) => new URL(address).pathname.slice(1);
const householdsHere = async () =>
	(await ask<{ id: string }>("select id from rows where kind = 'household'")).map((row) => row.id);
const epoch = async () =>
	(await ask<{ value: string }>("select value from installation where key = 'epoch'"))[0]!.value;

test('with a new epoch, phones bring back what the restored PostgreSQL has forgotten, and old links are void', async () => {
	const desk = openBrowser(server.url);
	const founded = await desk.ask('/api/setup', {
		token: server.setupToken(),
		subdistrict: { name: '某街道', code: '150204003' },
		admin: { name: '某某', login: 'first', password: 'eight chars' }
	});
	expect(founded.status).toBe(200);
	const office = await openHttpPhone(desk);
	const whole = { problem: null, complete: true };
	expect(await office.sync()).toEqual(whole);
	let parentId = (await office.db.rows.all()).find((row) => row.kind === 'area')!.id;
	const doors = ['101', '201'].map((no) => ({ no, floor: Number(no[0]), use: 'home' }));
	for (const [kind, code] of [
		['community', '150204003001'],
		['grid', '15020400300101'],
		['building', null],
		['unit', null]
	] as const) {
		const area = {
			id: id(),
			kind,
			name: kind,
			code,
			parentId,
			doors: kind === 'unit' ? doors : []
		};
		expect(await office.act('area.add', area)).toBe('ok');
		parentId = area.id;
	}
	const first = household(parentId, '101');
	expect(await office.act('household.register', first)).toBe('ok');
	const personId = id();
	const post = { id: id(), personId, name: '某人', role: 'unitLeader', areaId: parentId };
	expect(await office.act('appointment.make', { ...post, from: '2020-01-01', to: null })).toBe(
		'ok'
	);
	expect(await office.sync()).toEqual(whole);
	const invited = await desk.ask('/api/invite', { personId });
	const { token } = (await invited.json()) as { token: string };

	// Yesterday's copy, made by PostgreSQL itself.
	const admin = await postgres.freshUrl();
	await server.stop();
	await ask(`create database yesterday template ${nameOf(url)}`, admin);
	await server.start();

	const second = household(parentId, '201');
	expect(await office.act('household.register', second)).toBe('ok');
	expect(await office.sync()).toEqual(whole);
	expect((await householdsHere()).sort()).toEqual([first.id, second.id].sort());

	await server.stop();
	const before = await epoch();
	await ask(`drop database ${nameOf(url)}`, admin);
	await ask(`create database ${nameOf(url)} template yesterday`, admin);
	expect(await householdsHere()).toEqual([first.id]);
	const { code, err } = await run('restore', ['--epoch'], { DATABASE_URL: url });
	expect([code, err]).toEqual([0, '']);
	expect(await epoch()).not.toBe(before);
	await server.start();

	expect(await office.sync()).toEqual(whole);
	expect((await office.done()).unsettled).toEqual([]);
	expect((await householdsHere()).sort()).toEqual([first.id, second.id].sort());
	const taken = { token, login: 'late', password: 'eight chars' };
	expect((await openBrowser(server.url).ask('/api/join', taken)).status).toBe(410);
}, 180_000);

test('a PostgreSQL that cannot be reached gets one clear line and exit code 2', async () => {
	const nowhere = 'postgres://linli:linli@127.0.0.1:9/none';
	const { code, out, err } = await run('restore', ['--epoch'], { DATABASE_URL: nowhere });
	expect([code, out]).toEqual([2, '']);
	expect(err.trimEnd().split('\n')).toHaveLength(1);
	expect(err).toContain('PostgreSQL');
});
