// Yesterday's backup comes back, with a real server and real phones around.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectFile } from '../../src/launch/database-file.mjs';
import { household, visit } from '../../src/lib/server/engine/test-town';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { addPhoto, ask, epochOf, photoIn, run } from './copies';
import { buildOnce } from './build-once';
import { id, openBrowser, openHttpPhone, type HttpPhone } from './http-phone';

let folder: string;
let server: ServerProcess;
const at = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
	await buildOnce();
	folder = mkdtempSync(join(tmpdir(), 'linli-restored-'));
	server = await startServerProcess('nothing');
}, 300_000);
afterAll(async () => {
	await server.end();
	rmSync(folder, { recursive: true, force: true });
});

const database = () => join(server.folder, 'linli.db');
const logged = () =>
	ask<{ op_id: string }>(database(), 'select op_id from operations').map((line) => line.op_id);

/** What the server holds in the homes that the phone has, as `phone.rows()` writes it. */
async function rowsFor(phone: HttpPhone): Promise<string[]> {
	const homes = new Set((await phone.db.homes.toArray()).map(({ home }) => home));
	return ask<{ kind: string; id: string; home: string; seq: number }>(
		database(),
		'select kind, id, home, seq from rows'
	)
		.filter((row) => homes.has(row.home))
		.map((row) => `${row.kind}:${row.id} ${row.home} ${row.seq}`)
		.sort();
}

/** The neighbourhood of this file: one unit, and the people with their phones. */
async function foundNeighbourhood() {
	const desk = openBrowser(server.url);
	const admin = { name: '某某', login: 'first', password: 'eight chars' };
	const subdistrict = { name: '某街道', code: '150204003' };
	const token = server.setupToken();
	const founded = await desk.ask('/api/setup', { token, subdistrict, admin });
	expect(founded.status).toBe(200);
	const office = await openHttpPhone(desk);
	expect(await office.sync()).toEqual({ problem: null, complete: true });
	const top = (await office.db.rows.all()).find((row) => row.kind === 'area')!.id;

	const act = async (name: string, args: object) =>
		expect([name, await office.act(name, args)]).toEqual([name, 'ok']);
	const area = async (
		kind: string,
		parentId: string,
		code: string | null,
		doors: string[] = []
	) => {
		const areaId = id();
		const floors = doors.map((no) => ({ no, floor: Number(no[0]), use: 'home' }));
		await act('area.add', { id: areaId, kind, name: kind, code, parentId, doors: floors });
		return areaId;
	};
	const community = await area('community', top, '150204003001');
	const grid = await area('grid', community, '15020400300101');
	const building = await area('building', grid, null);
	const unit = await area('unit', building, null, ['101', '201', '301', '401']);
	const register = async (door: string) => {
		const args = household(unit, door);
		await act('household.register', args);
		return args.id;
	};
	const homes = [await register('101'), await register('201'), await register('301')];
	/** Appoints somebody, invites them, and opens the phone they joined with; `token` is the used link. */
	const welcome = async (role: string, areaId: string, login: string) => {
		const personId = id();
		const post = { id: id(), personId, name: '某人', role, areaId, from: '2020-01-01', to: null };
		await act('appointment.make', post);
		expect(await office.sync()).toEqual({ problem: null, complete: true });
		const invited = await desk.ask('/api/invite', { personId });
		const { token: link } = (await invited.json()) as { token: string };
		const browser = openBrowser(server.url);
		const joined = await browser.ask('/api/join', { token: link, login, password: 'eight chars' });
		expect(joined.status).toBe(200);
		const phone = await openHttpPhone(browser);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		return Object.assign(phone, { link });
	};
	return { desk, office, register, homes, grid, unit, welcome };
}

describe('backup and restore', () => {
	test('bring back, after yesterday was restored, everything that the server forgot, once', async () => {
		const { desk, office, register, homes, grid, unit, welcome } = await foundNeighbourhood();
		const worker = await welcome('gridWorker', grid, 'worker');
		const leader = await welcome('unitLeader', unit, 'leader');
		const lost = openBrowser(server.url);
		const login = { login: 'worker', password: 'eight chars' };
		expect((await lost.ask('/api/sign-in', login)).status).toBe(200);
		const found = openBrowser(server.url, lost.cookie);
		const log = async (phone: HttpPhone, to: string) =>
			expect(await phone.act('visit.log', visit(to, { result: 'home' }))).toBe('ok');
		const photo = addPhoto(server.folder, 50_000);

		// Yesterday's backup, while a phone goes on sending.
		const before = logged().length;
		const backup = run('backup', [at('yesterday'), '--data', server.folder]);
		let isOver = false;
		void backup.then(() => (isOver = true));
		do {
			await log(worker, homes[0]!);
			expect(await worker.sync()).toEqual({ problem: null, complete: true });
		} while (!isOver);
		const { code, out, err } = await backup;
		expect([code, err]).toEqual([0, '']);
		// Throws unless the copy is whole and every home agrees with its rows.
		const copy = await inspectFile(at('yesterday', 'linli.db'));
		expect(copy.operations).toBeGreaterThanOrEqual(before);
		expect(copy.operations).toBeLessThan(logged().length + 1);
		expect(out).toContain(`${copy.operations} operations`);
		expect(readFileSync(photoIn(at('yesterday'), photo))).toEqual(
			readFileSync(photoIn(server.folder, photo))
		);
		expect(statSync(at('yesterday', 'linli.db')).mode & 0o077).toBe(0);

		// Today: visits, a household that another's visit needs, a newcomer, a phone that was lost.
		await log(worker, homes[1]!);
		const newHome = await register('401');
		await office.sync();
		const newcomer = await welcome('gridWorker', grid, 'newcomer');
		await worker.sync();
		await log(worker, newHome);
		await log(newcomer, newHome);
		await Promise.all([worker.sync(), newcomer.sync()]);
		const lostDevice = { personId: worker.person.id, deviceId: id() };
		const report = { version: '1', unsent: 0, photos: 0 };
		const heads = { protocol: 1, deviceId: lostDevice.deviceId, token: null, report };
		expect((await lost.ask('/api/sync/heads', heads)).status).toBe(200);
		const order = { ...lostDevice, kind: 'wipe' };
		// The device is written down behind the answer's back.
		await expect.poll(async () => (await desk.ask('/api/devices/order', order)).status).toBe(200);
		expect((await lost.ask('/api/sign-out', {})).status).toBe(200);
		// The leader has been in a cellar all day.
		await log(leader, homes[2]!);
		const everything = new Set(logged());
		const people = [office, worker, leader, newcomer];

		// The disk is as it was yesterday.
		const running = await run('restore', [at('yesterday'), '--data', server.folder]);
		expect([running.code, running.err.trimEnd().split('\n').length]).toEqual([2, 1]);
		expect(running.err).toContain('stop it first');
		await server.stop();
		const epoch = epochOf(database());
		rmSync(join(server.folder, 'photos'), { recursive: true });
		const restored = await run('restore', [at('yesterday'), '--data', server.folder]);
		expect([restored.code, restored.err]).toEqual([0, '']);
		expect(restored.out).toContain('stays signed in');
		expect(epochOf(database())).not.toBe(epoch);
		expect(logged()).toHaveLength(copy.operations);
		expect(existsSync(photoIn(server.folder, photo))).toBe(true);
		// Beside it stands the trail's file of the same time, which is no database.
		const kept = readdirSync(server.folder).find((name) => /\.db\.before-restore-/.test(name))!;
		expect((await inspectFile(join(server.folder, kept))).operations).toBe(everything.size);
		await server.start();

		// Who may sign in is as it was a minute ago, not as it was yesterday.
		expect((await found.ask('/api/session')).status).toBe(204);
		const again = { token: newcomer.link, login: 'thief', password: 'eight chars' };
		expect((await openBrowser(server.url).ask('/api/join', again)).status).toBe(410);

		// What was asked of the lost phone is asked of it still, although yesterday knew nothing of it.
		const { deviceId } = lostDevice;
		const word = await openBrowser(server.url).ask('/api/devices/word', { deviceId });
		expect(await word.json()).toMatchObject({ order: { kind: 'wipe' } });

		// Phones come back in the worst order: what builds on others' work first.
		await newcomer.sync();
		await worker.sync();
		// What the server does not have, a phone does not show as if it had.
		expect(await worker.db.rows.get(`household:${newHome}`)).toBeUndefined();
		expect((await worker.done()).unsettled.length).toBeGreaterThan(0);
		expect(await worker.db.outbox.where('state').equals('refused').count()).toBe(0);
		await leader.sync();
		await office.sync();
		for (const phone of people) phone.ahead = 11 * 60_000;
		for (let round = 0; round < 2; round++) for (const phone of people) await phone.sync();
		for (const phone of people) {
			expect([people.indexOf(phone), await phone.sync()]).toEqual([
				people.indexOf(phone),
				{ problem: null, complete: true }
			]);
			expect((await phone.done()).unsettled).toEqual([]);
			expect(await phone.rows()).toEqual(await rowsFor(phone));
		}
		const own = (await Promise.all(people.map((phone) => phone.done()))).flatMap(({ all }) => all);
		const ids = logged();
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(ids)).toEqual(new Set([...everything, ...own]));
		await server.stop();
		await inspectFile(database());
		await server.start();
	}, 180_000);
});
