// The whole engine as a server on PostgreSQL starts it: from an empty database to what a phone and an office see.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocolVersion } from '../../src/lib/protocol/envelope';
import { startTestPostgres, type TestPostgres } from '../../src/lib/server/db/test-postgres';
import { start } from '../../src/lib/server/engine/get';
import type { RunningEngine } from '../../src/lib/server/engine/start';
import { household, id, phone, visit, pullFrom } from '../../src/lib/server/engine/test-town';

const client = {
	cookie: null,
	origin: 'http://localhost',
	secure: false,
	address: '192.0.2.1',
	kind: 'chrome/linux'
};
const login = { login: 'first', password: 'eight chars' };

let postgres: TestPostgres;
let folder: string;
let running: RunningEngine;
let url: string;
const open = () => start({ where: { kind: 'postgres', url }, demo: false, folder });

beforeAll(async () => {
	postgres = await startTestPostgres();
	folder = mkdtempSync(join(tmpdir(), 'linli-engine-'));
	url = await postgres.freshUrl();
	running = await open();
});
afterAll(async () => {
	await running.stop();
	await postgres.stop();
	rmSync(folder, { recursive: true, force: true });
});

describe('an engine on PostgreSQL', () => {
	test('is set up, signs in, takes a push, and gives it back to phone and office', async () => {
		const { engine } = running;
		const token = (await engine.setupToken())!;
		const subdistrict = { name: '某街道', code: '150204003' };
		const founded = await engine.setup(
			{ token, subdistrict, admin: { name: '某某', ...login } },
			client
		);
		const admin = founded.value.person.id;
		const top = founded.value.posts[0]!.areaId;

		// Areas, a household and the people who go there, as the office's own device sends them.
		const desk = phone();
		const area = (kind: string, parentId: string, code: string | null, doors: unknown[] = []) => {
			const args = { id: id(), kind, name: kind, code, parentId, doors };
			return { args, operation: desk.operation('area.add', args, { at: Date.now() }) };
		};
		const community = area('community', top, '150204003001');
		const grid = area('grid', community.args.id, '15020400300101');
		const building = area('building', grid.args.id, null);
		const unit = area('unit', building.args.id, null, [{ no: '101', floor: 1, use: 'home' }]);
		const worker = id();
		const home = household(unit.args.id, '101');
		const appointment = {
			id: id(),
			personId: worker,
			name: '某人',
			role: 'gridWorker',
			areaId: grid.args.id,
			from: '2020-01-01',
			to: null
		};
		const at = Date.now();
		const begun = await engine.push(
			admin,
			desk.push([
				...[community, grid, building, unit].map((one) => one.operation),
				desk.operation('household.register', home, { at }),
				desk.operation('appointment.make', appointment, { at })
			])
		);
		expect(begun.receipts.map((one) => one.result)).toEqual(Array(6).fill('applied'));

		// The worker joins by link and signs in on a phone.
		const { token: link } = await engine.invite(admin, worker);
		await engine.join({ token: link, login: 'worker', password: 'eight chars' }, client);
		const signed = await engine.signIn({ login: 'worker', password: 'eight chars' }, client);
		const cookie = signed.cookies[0]!.split(';')[0]!;
		expect(await engine.sessionOf(cookie)).toMatchObject({ personId: worker, name: '某人' });

		const device = phone();
		const { deviceId } = device;
		const logged = visit(home.id, { result: 'matter', needs: ['repair'] });
		const operation = device.operation('visit.log', logged, { at: Date.now() });
		const pushed = await engine.push(worker, device.push([operation]));
		expect(pushed.receipts).toEqual([{ opId: operation.opId, result: 'applied' }]);
		expect(await engine.push(worker, device.push([operation]))).toMatchObject({
			receipts: pushed.receipts
		});

		const protocol = protocolVersion;
		const { heads, token: seen } = await engine.heads(worker, { protocol, deviceId, token: null });
		const from = heads!.map(([key]): [string, number] => [key, 0]);
		const pulled = await pullFrom(engine, worker, { protocol, deviceId, from, limit: 500 });
		expect(pulled.more).toBe(false);
		const got = (kind: string) => pulled.rows.filter((row) => row.kind === kind);
		expect(got('visit')).toMatchObject([{ id: logged.id, body: { householdId: home.id } }]);
		expect(got('household').map((row) => row.id)).toEqual([home.id]);
		expect(got('particulars')).toEqual([]);
		expect(await engine.heads(worker, { protocol, deviceId, token: seen })).toMatchObject({
			heads: null
		});

		const figures = await engine.figures(admin);
		expect(JSON.stringify(figures)).toContain(community.args.id);
	});

	test('knows everybody again after a new start', async () => {
		await running.stop();
		running = await open();
		expect(await running.engine.setupToken()).toBeNull();
		const { value, cookies } = await running.engine.signIn(login, client);
		if (value.step !== 'done') throw new Error('a second factor that nobody set up');
		const cookie = cookies[0]!.split(';')[0]!;
		expect(await running.engine.sessionOf(cookie)).toMatchObject({
			personId: value.session.person.id
		});
		expect(await running.engine.health()).toMatchObject({ epoch: expect.any(String) as string });
	});
});
