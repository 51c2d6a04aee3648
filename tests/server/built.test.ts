// The built server as a process of its own, threads and all: what only shows there.
import { renameSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'libsql';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateSubdistrict, smallSize } from '../../src/lib/server/demo/subdistrict';
import { root } from '../../src/launch/run.mjs';
import type { ImportStatus } from '../../src/lib/server/imports/engine';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { asCsv, registerFixture } from '../fixtures/register';
import { buildOnce } from './build-once';

let server: ServerProcess;
let cookie = '';

beforeAll(async () => {
	await buildOnce();
	server = await startServerProcess('nothing');
}, 300_000);
afterAll(() => server.end());

async function ask(method: 'GET' | 'POST', path: string, body?: Buffer | object) {
	const isFile = Buffer.isBuffer(body);
	const response = await fetch(server.url + path, {
		method,
		headers: {
			origin: server.url,
			cookie,
			'content-type': isFile ? 'application/octet-stream' : 'application/json'
		},
		...(body ? { body: isFile ? new Uint8Array(body) : JSON.stringify(body) } : {})
	});
	cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
	return response;
}

/** What it answers, and that it does. */
async function answerOf<T>(path: string): Promise<T> {
	const response = await ask('GET', path);
	expect(response.status).toBe(200);
	return (await response.json()) as T;
}

const stored = () => {
	const db = new Sqlite(join(server.folder, 'linli.db'), { readonly: true });
	try {
		return db
			.prepare('select count(*) as n, (select count(*) from operations) as o from rows')
			.all();
	} finally {
		db.close();
	}
};

describe('the built server', () => {
	test('outlives a file of its build that is missing', async () => {
		const file = join(root, 'build', 'client', '_app', 'version.json');
		const plain = { headers: { 'accept-encoding': 'identity' } };
		renameSync(file, `${file}.away`);
		try {
			await expect(fetch(`${server.url}/_app/version.json`, plain)).rejects.toThrow();
		} finally {
			renameSync(`${file}.away`, file);
		}
		expect((await ask('GET', '/healthz')).status).toBe(200);
		expect((await fetch(`${server.url}/_app/version.json`, plain)).status).toBe(200);
	});

	test('says the same about every answer, prerendered pages included', async () => {
		for (const path of ['/', '/sign-in', '/healthz', '/nowhere', '/api/nowhere']) {
			const { headers } = await ask('GET', path);
			expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
			expect(headers.get('x-frame-options')).toBe('DENY');
			expect(headers.get('referrer-policy')).toBe('no-referrer');
			expect(headers.get('permissions-policy')).toContain('geolocation=()');
			expect(headers.get('permissions-policy')).toContain('microphone=(self)');
			expect(headers.get('content-security-policy')).toContain('; media-src blob:;');
		}
	});

	test('has nothing to say about nobody', async () => {
		const response = await ask('GET', '/api/session');
		expect([response.status, await response.text()]).toEqual([204, '']);
		expect(response.headers.get('cache-control')).toBe('no-store');
	});

	test('answers while an import writes, and an import that is stopped leaves nothing', async () => {
		const fixture = registerFixture('built', { grids: 8, households: 2_500 });
		const [founding] = generateSubdistrict('built', '2026-11-20', smallSize(1, 1)).commands;
		const { name, code } = founding!.args as { name: string; code: string };
		const admin = { name: '某某', login: 'first', password: 'eight chars' };
		const setup = { token: server.setupToken(), subdistrict: { name, code }, admin };
		expect((await ask('POST', '/api/setup', setup)).status).toBe(200);
		const before = stored();

		const begun = await ask('POST', '/api/import', asCsv(fixture));
		const { jobId } = (await begun.json()) as { jobId: string };
		const path = `/api/import/${jobId}`;
		const until = async (isSo: (status: ImportStatus) => boolean) => {
			for (;;) {
				const status = (await (await ask('GET', path)).json()) as ImportStatus;
				if (isSo(status)) return status;
				await wait(10);
			}
		};
		const checked = await until(({ phase }) => phase === 'ready' || phase === 'failed');
		expect(checked.problems).toEqual([]);

		await ask('POST', `${path}/confirm`);
		await until(({ phase, done }) => phase === 'writing' && done > 0);
		// The transaction is open: who is signed in is asked of the reading thread, how far it is between two chunks.
		// Behind the transaction both would have been answered after its end, and nothing would be left to cancel.
		await answerOf('/api/session');
		expect((await answerOf<ImportStatus>(path)).phase).toBe('writing');
		await answerOf('/api/session');
		const cancelled = await ask('POST', `${path}/cancel`);
		expect(((await cancelled.json()) as ImportStatus).phase).toBe('writing');
		const ended = await until(({ phase }) => phase !== 'writing');
		expect(ended.phase).toBe('cancelled');
		expect(ended.done).toBeLessThan(ended.total);
		expect(stored()).toEqual(before);
	}, 120_000);

	test('ends by itself, frees its port and starts again on it, whoever is still connected', async () => {
		await answerOf('/api/session');
		await server.stop();
		await server.start();
		expect((await ask('GET', '/api/session')).status).toBe(200);
	}, 60_000);

	test('stops in the middle of an import without a trace of it', async () => {
		const before = stored();
		const fixture = registerFixture('built', { grids: 8, households: 2_500 });
		const begun = await ask('POST', '/api/import', asCsv(fixture));
		const { jobId } = (await begun.json()) as { jobId: string };
		const phaseNow = async () =>
			((await (await ask('GET', `/api/import/${jobId}`)).json()) as ImportStatus).phase;
		while ((await phaseNow()) !== 'ready') await wait(20);
		await ask('POST', `/api/import/${jobId}/confirm`);
		while ((await phaseNow()) === 'ready') await wait(10);
		await server.stop();
		expect(stored()).toEqual(before);
		await server.start();
	}, 120_000);
});
