// What the built server does about those who wait too long, send too much, or are not meant to be answered.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPatientServer } from '../../src/launch/patience.mjs';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { buildOnce } from './build-once';

let server: ServerProcess;

beforeAll(async () => {
	await buildOnce();
	// A fiftieth of everything, or the flood below would take long.
	process.env.LINLI_RATE_FACTOR = '0.02';
	server = await startServerProcess('nothing');
	delete process.env.LINLI_RATE_FACTOR;
}, 600_000);
afterAll(() => server.end());

/** A connection, what it was told so far, and when it was closed. */
function dial(
	port: number
): Promise<{ socket: Socket; heard: () => string; closed: Promise<number> }> {
	return new Promise((done, failed) => {
		let said = '';
		const socket = connect(port, '127.0.0.1', () => done({ socket, heard: () => said, closed }));
		const began = Date.now();
		const closed = new Promise<number>((end) => socket.on('close', () => end(Date.now() - began)));
		socket.on('data', (part) => (said += part.toString()));
		socket.on('error', failed);
	});
}

const portOf = () => Number(new URL(server.url).port);

describe('whoever sends slowly', () => {
	const short = { headers: 300, request: 700, idle: 400, check: 50, handshake: 300 };

	async function onShortServer(play: (port: number) => Promise<void>): Promise<void> {
		const quick = createPatientServer(
			undefined,
			(request: IncomingMessage, response: ServerResponse) => {
				request.resume().on('end', () => response.end('ok'));
			},
			short
		);
		await new Promise<void>((done) => quick.listen(0, '127.0.0.1', done));
		try {
			await play((quick.address() as { port: number }).port);
		} finally {
			quick.close();
			quick.closeAllConnections();
		}
	}

	test('is cut off in the headers, letter by letter', () =>
		onShortServer(async (port) => {
			const { socket, heard, closed } = await dial(port);
			socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
			const drip = setInterval(() => socket.writable && socket.write('X-a: b\r\n'), 50);
			const took = await closed;
			clearInterval(drip);
			expect(heard()).toContain('408');
			expect(took).toBeLessThan(5_000);
		}));

	test('is cut off in the body', () =>
		onShortServer(async (port) => {
			const { socket, closed } = await dial(port);
			socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n');
			const drip = setInterval(() => socket.writable && socket.write('a'), 50);
			const took = await closed;
			clearInterval(drip);
			expect(took).toBeGreaterThan(500);
			expect(took).toBeLessThan(5_000);
		}));

	test('is not waited for between two requests', () =>
		onShortServer(async (port) => {
			const { socket, heard, closed } = await dial(port);
			socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
			expect(await closed).toBeLessThan(6_000);
			expect(heard()).toContain('200 OK');
		}));

	test('does not keep the built server either, which meanwhile answers others', async () => {
		const slow = await Promise.all(Array.from({ length: 100 }, () => dial(portOf())));
		for (const { socket } of slow) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-a:');
		const began = Date.now();
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
		expect(Date.now() - began).toBeLessThan(5_000);
		const took = await Promise.all(slow.map(({ closed }) => closed));
		expect(Math.max(...took)).toBeLessThan(25_000);
	}, 60_000);
});

describe('every answer', () => {
	test('of a page, a file, data and an error carries the policy, and no page has a script or a style in itself', async () => {
		const paths = [
			'/',
			'/boot.js',
			'/sign-in',
			'/nowhere',
			'/healthz',
			'/api/nowhere',
			'/service-worker.js'
		];
		for (const path of paths) {
			const response = await fetch(server.url + path);
			const policy = response.headers.get('content-security-policy') ?? '';
			expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
			expect(policy).toContain("require-trusted-types-for 'script'");
			expect(policy).toMatch(/(^|; )script-src 'self' 'wasm-unsafe-eval';/);
			expect(policy).toMatch(/(^|; )style-src 'self';/);
			expect(policy).not.toContain("'unsafe-inline'");
			const text = await response.text();
			if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
			expect(text).toContain('<script src="/boot.js"></script>');
			expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
		}
	});

	test('is asked for again, unless its name says what is in it', async () => {
		const page = await (await fetch(server.url)).text();
		const [file] = /\/_app\/immutable\/[^"]+\.js/.exec(page) ?? [];
		const said = async (path: string) =>
			(await fetch(server.url + path)).headers.get('cache-control');
		expect(await said(file!)).toContain('immutable');
		for (const path of ['/', '/boot.js', '/service-worker.js'])
			expect([path, await said(path)]).toEqual([path, 'no-cache']);
		expect(await said('/healthz')).toBe('no-store');
	});
});

test('a body that is longer than its kind of route takes is refused by its announcement', async () => {
	const { socket, heard } = await dial(portOf());
	socket.write(
		`POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1:${portOf()}\r\nOrigin: ${server.url}\r\n` +
			'Content-Type: application/json\r\nContent-Length: 24000000\r\n\r\n{'
	);
	await expect.poll(heard).toContain('413');
	expect(heard()).toContain('{"code":"tooLarge"}');
	socket.destroy();
});

test('too many tries from one address are answered with how long to wait', async () => {
	const body = JSON.stringify({ token: 'x'.repeat(43) });
	const headers = { origin: server.url, 'content-type': 'application/json' };
	let last = await fetch(`${server.url}/api/join/look`, { method: 'POST', headers, body });
	for (let i = 0; i < 100 && last.status !== 429; i++) {
		await last.arrayBuffer();
		last = await fetch(`${server.url}/api/join/look`, { method: 'POST', headers, body });
	}
	expect(last.status).toBe(429);
	const waitS = Number(last.headers.get('retry-after'));
	expect(waitS).toBeGreaterThanOrEqual(1);
	expect(await last.json()).toEqual({ code: 'tooManyTries', waitS });
}, 60_000);

test('it is ready, and says so', async () => {
	const response = await fetch(`${server.url}/readyz`);
	expect([response.status, await response.json()]).toEqual([200, { ready: true }]);
});
