// Two built server processes on one PostgreSQL, behind a balancer that asks them in turn: they behave as one.
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocolVersion, type PullReply, type PushReply } from '../../src/lib/protocol/envelope';
import type { SessionReply } from '../../src/lib/protocol/session';
import { startTestPostgres, type TestPostgres } from '../../src/lib/server/db/test-postgres';
import { household, id, phone, visit } from '../../src/lib/server/engine/test-town';
import type { ImportStatus } from '../../src/lib/server/imports/engine';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { asCsv, registerFixture } from '../fixtures/register';
import { buildOnce } from './build-once';
import { openBrowser, openHttpPhone, type Browser } from './http-phone';

const password = 'eight chars';
let postgres: TestPostgres;
let servers: ServerProcess[] = [];
let balancer: Server;
let url = '';
let setupTokens: string[] = [];

/** Every request goes to the next server, whoever asks. */
function startBalancer(): Promise<Server> {
	let turn = 0;
	const server = createServer((asked, answer) => {
		const { port } = new URL(servers[turn++ % servers.length]!.url);
		const { method, url: path, headers } = asked;
		const passed = request({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
			answer.writeHead(reply.statusCode ?? 502, reply.headers);
			reply.pipe(answer);
		});
		passed.on('error', () => answer.writeHead(502).end());
		asked.pipe(passed);
	});
	return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

beforeAll(async () => {
	await buildOnce();
	postgres = await startTestPostgres();
	process.env.DATABASE_URL = await postgres.freshUrl();
	process.env.LINLI_SECRET = 'the same thirty-two characters or more';
	// At the same moment, on an empty database.
	servers = await Promise.all([startServerProcess('nothing'), startServerProcess('nothing')]);
	setupTokens = servers.flatMap((server) => server.setupToken() ?? []);
	balancer = await startBalancer();
	url = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`;
}, 300_000);
afterAll(async () => {
	balancer?.closeAllConnections();
	balancer?.close();
	await Promise.all(servers.map((server) => server.end()));
	delete process.env.DATABASE_URL;
	delete process.env.LINLI_SECRET;
	await postgres.stop();
});

/** The same cookie at each server, past the balancer. */
const atEach = (browser: Browser) => servers.map((one) => openBrowser(one.url, browser.cookie));
const statuses = (replies: Response[]) => replies.map((one) => one.status).sort();

let office: Browser;
let admin: SessionReply;
let worker: Browser;
let unit = '';
const desk = phone();
const homes: string[] = [];
const push = async (browser: Browser, device: ReturnType<typeof phone>, operations: object[]) => {
	const reply = await browser.ask('/api/sync/push', device.push(operations));
	expect(reply.status).toBe(200);
	return (await reply.json()) as PushReply;
};
const applied = (count: number) => Array<string>(count).fill('applied');
const results = (reply: PushReply) => reply.receipts.map((one) => one.result);
const act = (device: ReturnType<typeof phone>, name: string, args: object) =>
	device.operation(name, args, { at: Date.now() });
const appoint = (areaId: string, personId: string) => {
	const post = { id: id(), personId, name: '某人', role: 'gridWorker', areaId };
	return act(desk, 'appointment.make', { ...post, from: '2020-01-01', to: null });
};
const joinAs = async (personId: string, login: string) => {
	const invited = await office.ask('/api/invite', { personId });
	const { token } = (await invited.json()) as { token: string };
	const tries = await Promise.all(
		atEach(openBrowser(url)).map(async (browser) => ({
			browser,
			status: (await browser.ask('/api/join', { token, login, password })).status
		}))
	);
	// One link, two servers, the same moment: it is used once.
	expect(tries.map((one) => one.status).sort()).toEqual([200, 410]);
	return openBrowser(url, tries.find((one) => one.status === 200)!.browser.cookie);
};

describe('several servers on one PostgreSQL', () => {
	test('are founded once, by one link, however many ask at once', async () => {
		const setup = {
			subdistrict: { name: '万青路街道', code: '150204003' },
			admin: { name: '某某', login: 'first', password }
		};
		const tries = await Promise.all(
			setupTokens
				.flatMap((token) => servers.map((server) => ({ token, browser: openBrowser(server.url) })))
				.map(async ({ token, browser }) => ({
					browser,
					status: (await browser.ask('/api/setup', { ...setup, token })).status
				}))
		);
		const [founded, ...others] = tries.filter((one) => one.status === 200);
		expect(others).toEqual([]);
		for (const { status } of tries) expect([200, 409, 410]).toContain(status);
		office = openBrowser(url, founded!.browser.cookie);
		// The session counts at every server at once.
		for (const browser of atEach(office))
			expect((await browser.ask('/api/session')).status).toBe(200);
		admin = (await (await office.ask('/api/session')).json()) as SessionReply;
	});

	test('let an area that was added through one be used through the other at once', async () => {
		const [one, two] = atEach(office);
		const area = (kind: string, parentId: string, code: string | null, doors: object[] = []) => {
			const args = { id: id(), kind, name: kind, code, parentId, doors };
			return { args, operation: act(desk, 'area.add', args) };
		};
		const community = area('community', admin.posts[0]!.areaId, '150204003099');
		expect(results(await push(one!, desk, [community.operation]))).toEqual(applied(1));
		const grid = area('grid', community.args.id, '15020400309901');
		expect(results(await push(two!, desk, [grid.operation]))).toEqual(applied(1));
		const building = area('building', grid.args.id, null);
		expect(results(await push(one!, desk, [building.operation]))).toEqual(applied(1));
		const doors = ['101', '201', '301'].map((no) => ({ no, floor: Number(no[0]), use: 'home' }));
		const stairs = area('unit', building.args.id, null, doors);
		expect(results(await push(two!, desk, [stairs.operation]))).toEqual(applied(1));
		unit = stairs.args.id;
		const households = doors.map(({ no }) => household(unit, no));
		homes.push(...households.map((one) => one.id));
		const registered = households.map((args) => act(desk, 'household.register', args));
		const personId = id();
		const appointed = appoint(grid.args.id, personId);
		expect(results(await push(one!, desk, [...registered, appointed]))).toEqual(applied(4));
		worker = await joinAs(personId, 'worker');
	});

	test('apply an operation once that reaches both at the same moment, with equal receipts', async () => {
		const [one, two] = atEach(worker);
		for (let round = 0; round < 10; round++) {
			const device = phone();
			const operations = homes.map((to) => act(device, 'visit.log', visit(to)));
			const [a, b] = await Promise.all([
				push(one!, device, operations),
				push(two!, device, operations)
			]);
			expect(results(a)).toEqual(applied(3));
			expect(b.receipts).toEqual(a.receipts);
			// The rows that a phone is told are the same as well: one number for one record.
			expect(b.rows).toEqual(a.rows);
		}
	});

	test('never let a reader miss a row, with eight writers over both', async () => {
		const before = await openHttpPhone(openBrowser(url, worker.cookie));
		expect(await before.sync()).toEqual({ problem: null, complete: true });
		const visits = `${unit}:visit`;
		let isWriting = true;
		const written: string[] = [];
		const write = async () => {
			const device = phone();
			for (let round = 0; round < 8; round++) {
				const args = homes.map((to) => visit(to));
				const operations = args.map((one) => act(device, 'visit.log', one));
				expect(results(await push(worker, device, operations))).toEqual(applied(3));
				written.push(...args.map((one) => one.id));
			}
		};
		const { deviceId } = phone();
		const seen = new Set<string>();
		const read = async () => {
			let cursor = 0;
			for (let isLast = false; ;) {
				const wasWriting = isWriting;
				const from = [[visits, cursor]];
				const asked = { protocol: protocolVersion, deviceId, from, limit: 7 };
				const page = (await (await worker.ask('/api/sync/pull', asked)).json()) as PullReply;
				for (const row of page.rows) seen.add(row.id);
				for (const [, seq] of page.cursors) cursor = Math.max(cursor, seq);
				if (isLast && !page.more) return;
				isLast = !wasWriting;
			}
		};
		const reading = read();
		await Promise.all(Array.from({ length: 8 }, write));
		isWriting = false;
		await reading;
		expect(written.filter((one) => !seen.has(one))).toEqual([]);
		expect(await before.sync()).toEqual({ problem: null, complete: true });
		for (const one of written) expect(await before.db.rows.get(`visit:${one}`)).toBeDefined();
	}, 60_000);

	test('let an import be started, watched, confirmed and cancelled through whichever answers', async () => {
		const fixture = registerFixture('several', { grids: 1, households: 60 });
		const start = async () => {
			const begun = await fetch(`${url}/api/import`, {
				method: 'POST',
				headers: { origin: url, cookie: office.cookie, 'content-type': 'application/octet-stream' },
				body: new Uint8Array(asCsv(fixture))
			});
			expect(begun.status).toBe(202);
			return ((await begun.json()) as { jobId: string }).jobId;
		};
		const both = atEach(office);
		const statusAt = async (browser: Browser, jobId: string) =>
			(await (await browser.ask(`/api/import/${jobId}`)).json()) as ImportStatus;
		/** Until both servers say so; what they say in between is the same or a moment older, never unknown. */
		const until = async (jobId: string, phase: string) => {
			for (;;) {
				const said = await Promise.all(both.map((one) => statusAt(one, jobId)));
				for (const one of said) expect(one.jobId).toBe(jobId);
				if (said.every((one) => one.phase === phase)) return said;
				expect(said.map((one) => one.phase)).not.toContain('failed');
				await wait(20);
			}
		};
		for (const confirming of both) {
			const first = await start();
			await until(first, 'ready');
			// Another file of the same person puts the first one away, whichever server has it.
			const second = await start();
			for (const one of both)
				for (;;) {
					const said = await one.ask(`/api/import/${first}`);
					if (said.status === 404) break;
					if (((await said.json()) as ImportStatus).phase === 'cancelled') break;
					await wait(20);
				}
			const [ready] = await until(second, 'ready');
			expect(ready!.problems).toEqual([]);
			const cancelled = await confirming.ask(`/api/import/${second}/cancel`, {});
			expect(cancelled.status).toBe(200);
			await until(second, 'cancelled');
			expect((await confirming.ask(`/api/import/${second}/confirm`, {})).status).toBe(409);
		}
		const jobId = await start();
		await until(jobId, 'ready');
		const words = both.map((one) => one.ask(`/api/import/${jobId}/confirm`, {}));
		expect(statuses(await Promise.all(words))).toContain(200);
		const [done] = await until(jobId, 'done');
		expect(done!.counts).toMatchObject({ households: { new: fixture.households } });
		for (const one of both)
			expect(await (await one.ask(`/api/import/${jobId}/problems`)).json()).toEqual([]);
		expect((await worker.ask(`/api/import/${jobId}`)).status).toBe(404);
	}, 60_000);

	test('end a session, and an appointment, everywhere at once', async () => {
		const [one, two] = atEach(worker);
		const login = { login: 'worker', password };
		const other = openBrowser(url);
		expect((await other.ask('/api/sign-in', login)).status).toBe(200);
		const ended = atEach(other);
		expect((await other.ask('/api/sign-out', {})).status).toBe(200);
		expect(statuses(await Promise.all(ended.map((each) => each.ask('/api/session'))))).toEqual([
			204, 204
		]);

		const { posts } = (await (await one!.ask('/api/session')).json()) as SessionReply;
		const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
		const end = act(desk, 'appointment.end', { id: posts[0]!.appointmentId, on: yesterday });
		expect(results(await push(atEach(office)[0]!, desk, [end]))).toEqual(applied(1));
		for (const browser of [two!, one!]) {
			const heads = { protocol: protocolVersion, deviceId: id(), token: null };
			const reply = await browser.ask('/api/sync/heads', heads);
			const { heads: homesNow } = (await reply.json()) as { heads: unknown[] };
			expect(homesNow).toEqual([]);
		}
	});

	test('count wrong passwords together', async () => {
		const wrong = { login: 'first', password: 'a wrong one' };
		const counted: number[] = [];
		for (let i = 0; i < 7; i++)
			counted.push((await openBrowser(url).ask('/api/sign-in', wrong)).status);
		expect(counted).toEqual([401, 401, 401, 401, 401, 401, 429]);
		const right = { login: 'first', password };
		const replies = await Promise.all(
			atEach(openBrowser(url)).map((one) => one.ask('/api/sign-in', right))
		);
		expect(statuses(replies)).toEqual([429, 429]);
	});
});
