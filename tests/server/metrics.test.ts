// Figures for Prometheus: on a port of their own, and without anybody's data.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOptions } from '../../src/launch/options.mjs';
import { startServer } from '../../src/launch/server.mjs';
import { buildOnce } from './build-once';

let folder: string;
let metricsPort: number;
let server: ReturnType<typeof startServer>;

const freePort = () =>
	new Promise<number>((done) => {
		const probe = createServer();
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => done(port));
		});
	});

beforeAll(async () => {
	await buildOnce();
	folder = mkdtempSync(join(tmpdir(), 'linli-metrics-'));
	metricsPort = await freePort();
	server = startServer({ host: '127.0.0.1', port: 0, data: folder, demo: false, metricsPort });
	expect(await server.ready).toBe(true);
}, 600_000);
afterAll(async () => {
	server.stop();
	await server.ended;
	rmSync(folder, { recursive: true, force: true });
});

const url = () => `http://127.0.0.1:${server.port()}`;
const figures = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();

test('they tell what an operator must see', async () => {
	await fetch(`${url()}/api/session`);
	await fetch(`${url()}/sign-in`);
	const text = await figures();
	expect(text).toContain('linli_requests_total{route="/api/session",method="GET",status="204"} 1');
	for (const name of [
		'linli_request_seconds_bucket{le="0.05",route="/api/session"}',
		'linli_push_operations_count 0',
		'linli_engine_calls{method="health"} 0',
		'linli_photo_bytes_unfinished 0',
		'nodejs_eventloop_lag_p99_seconds'
	])
		expect(text).toContain(name);
	expect(text).toMatch(/^linli_connections_open [1-9]/m);
	expect(text).toContain('# TYPE linli_errors_total counter');
});

test('they name routes by their pattern, so that nothing of an address is in them', async () => {
	const secret = '0193b0a0-0000-7000-8000-00000000abcd';
	await fetch(`${url()}/api/import/${secret}?name=${secret}`);
	await fetch(`${url()}/household/${secret}`);
	await fetch(`${url()}/${secret}`);
	const text = await figures();
	expect(text).toContain('route="/api/import/[jobId]"');
	expect(text).toContain('route="/(field)/household/[id]"');
	expect(text).toContain('route="none"');
	expect(text).not.toContain('abcd');
});

test('they are not to be had on the port that people use, nor anything else on theirs', async () => {
	const page = await fetch(`${url()}/metrics`);
	expect([page.status, (await page.text()).includes('linli_requests_total')]).toEqual([404, false]);
	expect((await fetch(`http://127.0.0.1:${metricsPort}/api/session`)).status).toBe(404);
	expect((await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { method: 'POST' })).status).toBe(
		404
	);
});

test('the option takes a port, and not the one of the pages', () => {
	expect(readOptions(['--metrics-port', '9100'], {})).toMatchObject({
		port: 3000,
		metricsPort: 9100
	});
	expect(readOptions([], { LINLI_METRICS_PORT: '9100' })).toMatchObject({ metricsPort: 9100 });
	expect(readOptions([], {})).toMatchObject({ metricsPort: undefined });
	expect(() => readOptions(['--metrics-port', '3000'], {})).toThrow(/3000/);
	expect(() => readOptions(['--metrics-port', 'x'], {})).toThrow();
});
