// A server that is told to stop while it is at work, and what it then says and does.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	maxPushOperations,
	protocolVersion,
	type PushReply
} from '../../src/lib/protocol/envelope';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { buildOnce } from './build-once';
import { id, openBrowser, type Browser } from './http-phone';
import { rawVisit } from './raw-operation';

const pushes = 50;

let server: ServerProcess;
let browser: Browser;
let householdId: string;

beforeAll(async () => {
	await buildOnce();
	server = await startServerProcess('demo');
	browser = openBrowser(server.url);
	const one = (sql: string) => read((db) => db.prepare(sql).get() as { id: string }).id;
	const role = "role = 'gridWorker' and to_day is null";
	const personId = one(`select person_id as id from posts where ${role} limit 1`);
	householdId = one("select id from rows where kind = 'household' and body is not null limit 1");
	expect((await browser.ask('/api/demo/sign-in', { personId })).status).toBe(200);
}, 600_000);
afterAll(() => server.end());

function read<T>(ask: (db: InstanceType<typeof Sqlite>) => T): T {
	const db = new Sqlite(join(server.folder, 'linli.db'), { readonly: true });
	try {
		return ask(db);
	} finally {
		db.close();
	}
}

const known = () =>
	read(
		(db) => new Set((db.prepare('select op_id from operations').raw().all() as string[][]).flat())
	);

function push() {
	const operations = Array.from({ length: maxPushOperations }, (_, i) =>
		rawVisit(householdId, i + 1)
	);
	return { protocol: protocolVersion, deviceId: id(), operations };
}

/** Writes the beginning of a request and hands over how to go on and what came back. */
function begin(text: string) {
	let said = '';
	const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
	socket.on('data', (part) => (said += part.toString()));
	const closed = new Promise<void>((done) => socket.on('close', () => done()));
	// A server that cuts the line may do so in the middle of a word.
	socket.on('error', () => undefined);
	socket.write(text);
	return { go: (more: string) => socket.write(more), heard: () => said, closed };
}

test('every push under way is answered with receipts or was never taken, and it is not ready from the first moment', async () => {
	const host = `Host: ${new URL(server.url).host}\r\n`;
	const readyz = begin(`GET /readyz HTTP/1.1\r\n${host}`);
	const half = push();
	const halfText = JSON.stringify(half);
	const unfinished = begin(
		`POST /api/sync/push HTTP/1.1\r\n${host}Origin: ${server.url}\r\nCookie: ${browser.cookie}\r\n` +
			`Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(halfText)}\r\n\r\n` +
			halfText.slice(0, 500)
	);

	let answered = 0;
	const bodies = Array.from({ length: pushes }, push);
	const outcomes = bodies.map(async (body) => {
		try {
			const response = await browser.ask('/api/sync/push', body);
			const reply = (await response.json()) as PushReply;
			return { status: response.status, receipts: reply.receipts };
		} catch {
			return { status: 0, receipts: [] }; // never connected, or cut off
		} finally {
			answered += 1;
		}
	});
	while (answered === 0) await wait(1);
	expect(answered).toBeLessThan(pushes);
	const stopped = server.stop();
	const log = () => readFileSync(join(server.folder, 'server.log'), 'utf8');
	await expect.poll(log, { interval: 5 }).toContain('"msg":"stopping"');
	readyz.go('\r\n');
	await expect.poll(readyz.heard, { interval: 5 }).toContain('"lacking":"stopping"');
	expect(readyz.heard()).toMatch(/^HTTP\/1\.1 503 /);
	await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();

	const met = await Promise.all(outcomes);
	await unfinished.closed;
	await stopped;
	expect(unfinished.heard()).toBe('');
	const taken = known();
	for (const [i, { status, receipts }] of met.entries()) {
		const ids = bodies[i]!.operations.map(({ opId }) => opId);
		if (status === 200) {
			expect(receipts.map(({ opId }) => opId)).toEqual(ids);
			expect(ids.filter((one) => !taken.has(one))).toEqual([]);
		} else {
			expect([0, 503]).toContain(status);
			expect(ids.filter((one) => taken.has(one))).toEqual([]);
		}
	}
	expect(half.operations.filter(({ opId }) => taken.has(opId))).toEqual([]);
	// More were under way than the one whose answer started it all.
	expect(met.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
	await server.start();
	expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
}, 120_000);
