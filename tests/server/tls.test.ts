// The built server over https, as other devices in the office reach it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get as getPlain } from 'node:http';
import { get, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../../src/launch/server.mjs';
import { buildOnce } from './build-once';

const fixture = (name: string) =>
	fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

let folder: string;
let files: { cert: string; key: string };
let server: ReturnType<typeof startServer>;

beforeAll(async () => {
	await buildOnce();
	folder = mkdtempSync(join(tmpdir(), 'linli-tls-'));
	files = { cert: join(folder, 'server.crt'), key: join(folder, 'server.key') };
	copyFileSync(fixture('server.crt'), files.cert);
	copyFileSync(fixture('server.key'), files.key);
	server = startServer({ host: '127.0.0.1', port: 0, data: folder, demo: false, tls: files });
	expect(await server.ready).toBe(true);
}, 300_000);
afterAll(async () => {
	server.stop();
	await server.ended;
	rmSync(folder, { recursive: true, force: true });
});

/** Asks as a browser does that trusts this certificate only. */
const ask = (path: string, trusted: string, options: RequestOptions = {}) =>
	new Promise<{ response: IncomingMessage; fingerprint: string }>((done, failed) => {
		const where = { host: 'localhost', port: server.port(), path, agent: false as const };
		get({ ...where, ca: readFileSync(fixture(trusted)), ...options }, (response) => {
			const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate();
			response.resume().on('end', () => done({ response, fingerprint: fingerprint256 }));
		}).on('error', failed);
	});

describe('the server over https', () => {
	test('answers, tells browsers never to come without it, and takes a request from its own page', async () => {
		const { response } = await ask('/sign-in', 'server.crt');
		expect(response.statusCode).toBe(200);
		expect(response.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
		const origin = `https://localhost:${server.port()}`;
		const own = { method: 'POST', headers: { origin, 'content-type': 'application/json' } };
		// Nobody is signed in: that is known only after the origin was found to be the server's own.
		const { response: answer } = await ask('/api/sync/heads', 'server.crt', own);
		expect(answer.statusCode).toBe(401);
		const foreign = {
			...own,
			headers: { ...own.headers, origin: origin.replace('https', 'http') }
		};
		expect((await ask('/api/sync/heads', 'server.crt', foreign)).response.statusCode).toBe(403);
	});

	test('does not answer in clear', async () => {
		const plain = new Promise((done, failed) => {
			getPlain({ host: '127.0.0.1', port: server.port(), path: '/healthz' }, done).on(
				'error',
				failed
			);
		});
		await expect(plain).rejects.toThrow();
	});

	test('takes a renewed certificate on without a new start, and keeps the old one as long as the files do not fit', async () => {
		const { fingerprint: before } = await ask('/healthz', 'server.crt');
		const renewed = () => readFileSync(join(folder, 'server.log'), 'utf8');
		copyFileSync(fixture('renewed.crt'), files.cert);
		process.kill(server.pid!, 'SIGHUP');
		await expect.poll(renewed).toContain('certificate not renewed');
		expect((await ask('/healthz', 'server.crt')).fingerprint).toBe(before);
		copyFileSync(fixture('renewed.key'), files.key);
		process.kill(server.pid!, 'SIGHUP');
		await expect.poll(renewed).toContain('certificate renewed');
		const { fingerprint: after } = await ask('/healthz', 'renewed.crt');
		expect(after).not.toBe(before);
	});
});
