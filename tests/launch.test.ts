// The launcher as a person meets it: what cannot be meant is answered in one line and exit code 2.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOptions } from '../src/launch/options.mjs';
import { countPlaywright, countRun, countVitest } from '../src/launch/results.mjs';
import { filesNeeded, nodesOf } from '../src/launch/size.mjs';

const script = fileURLToPath(new URL('../src/launch/start.mjs', import.meta.url));
const serve = fileURLToPath(new URL('../src/launch/serve.mjs', import.meta.url));
let folder: string;

const tls = (name: string) => fileURLToPath(new URL(`fixtures/tls/${name}`, import.meta.url));
const secured = (cert: string, key: string) => ['--tls-cert', tls(cert), '--tls-key', tls(key)];

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'linli-launch-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The environment without anything that would choose for the launcher. */
const environment = (more: Record<string, string> = {}) => {
	const { PATH = '', SystemRoot = '' } = process.env;
	return { PATH, SystemRoot, ...more };
};

const start = (args: string[], env: Record<string, string> = {}) =>
	spawnSync(process.execPath, [script, ...args], {
		encoding: 'utf8',
		env: environment(env),
		timeout: 20_000
	});

describe('npm start', () => {
	test.each([
		['an unknown option', ['--dmeo'], {}, '--dmeo'],
		['a stray word', ['demo'], {}, 'demo'],
		['a port that is no number', ['--port', 'web'], {}, 'web'],
		['a port out of range', ['--port', '70000'], {}, '70000'],
		['port 0', ['--port', '0'], {}, '"0"'],
		['an option without its value', ['--port'], {}, '--port'],
		['a port in the environment that is no number', [], { PORT: 'x1' }, 'x1'],
		['an empty data folder name', ['--data='], {}, '--data'],
		['a demonstration for everyone', ['--demo', '--host', '0.0.0.0'], {}, '0.0.0.0'],
		['the same by environment', [], { LINLI_DEMO: '1', HOST: '::' }, '::'],
		['a demonstration that npm kept to itself', [], { npm_config_demo: 'true' }, '-- --demo'],
		['the same, of a size', ['small'], { npm_config_demo: 'true' }, '-- --demo'],
		['the same with its size', [], { npm_config_demo: 'small' }, '-- --demo'],
		['a demonstration of no size there is', ['--demo', 'smal'], {}, '"smal"'],
		['a demonstration whose size is empty', ['--demo='], {}, '--demo'],
		['the same by environment', [], { LINLI_DEMO: 'tiny' }, '"tiny"'],
		['a small demonstration for everyone', ['--demo', 'small', '--host', '::'], {}, '::'],
		['plain http for other devices', ['--host', '192.0.2.1'], {}, '--tls-cert'],
		['the same by environment', [], { HOST: '0.0.0.0', ORIGIN: 'http://office' }, 'ORIGIN=https'],
		['a certificate without its key', ['--tls-cert', tls('server.crt')], {}, '--tls-key'],
		['a key without its certificate', [], { LINLI_TLS_KEY: tls('server.key') }, '--tls-cert'],
		['a certificate that is not there', secured('none.crt', 'server.key'), {}, 'none.crt'],
		['a certificate that is none', secured('server.key', 'server.key'), {}, '--tls-cert'],
		['a key that is none', secured('server.crt', 'server.crt'), {}, '--tls-key'],
		['a key of another certificate', secured('server.crt', 'renewed.key'), {}, 'renewed.key'],
		['a certificate that has run out', secured('expired.crt', 'server.key'), {}, '2020']
	])('refuses %s in one line', (_, args, env, named) => {
		const { status, stderr, stdout } = start(args, env);
		expect(status).toBe(2);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(stderr).toContain(named);
		expect(stdout).toBe('');
	});

	test.each([
		['every address', '0.0.0.0', {}],
		['an address that is empty, which means every one', '', {}],
		['an address of the office, with a plain ORIGIN', '192.0.2.1', { ORIGIN: 'http://office' }]
	])('refuses plain http on %s, also without the launcher, as in a container', (_, HOST, more) => {
		const { status, stderr } = spawnSync(process.execPath, [serve], {
			encoding: 'utf8',
			env: environment({ HOST, PORT: '0', LINLI_DATA: folder, ...more }),
			timeout: 20_000
		});
		expect([status, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
		expect(stderr).toContain('ORIGIN=https');
	});

	test('refuses a data folder that cannot be made', () => {
		const file = join(folder, 'a-file');
		writeFileSync(file, '');
		const { status, stderr } = start(['--data', join(file, 'below')]);
		expect(status).toBe(2);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(stderr).toContain(file);
	});

	test('refuses a port that somebody else has', async () => {
		const other = createServer();
		await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
		const { port } = other.address() as AddressInfo;
		const child = spawn(process.execPath, [script, '--port', String(port), '--data', folder], {
			env: environment()
		});
		let stderr = '';
		child.stderr.on('data', (text) => (stderr += text));
		const code = await new Promise((done) => child.on('close', done));
		other.close();
		expect(code).toBe(2);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(stderr).toContain(String(port));
	});

	test('--help explains every option and starts nothing', () => {
		const { status, stdout } = start(['--help']);
		expect(status).toBe(0);
		for (const option of ['--port', '--host', '--data', '--demo', '--tls-cert', 'DATABASE_URL'])
			expect(stdout).toContain(option);
	});
});

describe('options', () => {
	test('without any, the server listens on this machine alone and keeps its data in ./data', () => {
		const options = readOptions([], {});
		expect(options).toMatchObject({ port: 3000, host: '127.0.0.1', demo: false });
		expect(options.data).toMatch(/[\\/]data$/);
	});

	test('a demonstration has a folder of its own', () => {
		expect(readOptions(['--demo'], {}).data).toMatch(/[\\/]data-demo$/);
		expect(readOptions([], { LINLI_DEMO: '1' }).data).toMatch(/[\\/]data-demo$/);
		expect(readOptions(['--demo', 'small'], {}).data).toMatch(/[\\/]data-demo-small$/);
	});

	test.each([
		[[], {}, false],
		[[], { LINLI_DEMO: '0' }, false],
		[[], { LINLI_DEMO: 'false' }, false],
		[['--demo'], {}, 'full'],
		[['--demo', '--port', '4000'], {}, 'full'],
		[['--demo', 'full'], { LINLI_DEMO: 'small' }, 'full'],
		[['--demo', 'small'], {}, 'small'],
		[['--demo=small', '--port', '4000'], {}, 'small'],
		[[], { LINLI_DEMO: 'true' }, 'full'],
		[[], { LINLI_DEMO: 'small' }, 'small']
	] as const)('%j with %j means the demonstration %j', (args, env, demo) => {
		expect(readOptions([...args], env).demo).toBe(demo);
	});

	test('an option wins over the environment', () => {
		const env = { PORT: '4000', HOST: '0.0.0.0', LINLI_DATA: folder, ORIGIN: 'https://office' };
		expect(readOptions([], env)).toMatchObject({ port: 4000, host: '0.0.0.0', data: folder });
		const given = readOptions(['--port', '5000', '--host=127.0.0.2'], env);
		expect(given).toMatchObject({ port: 5000, host: '127.0.0.2' });
	});

	test('other devices are let in with a certificate, or by a proxy that has one', () => {
		const host = ['--host', '0.0.0.0'];
		const own = readOptions([...host, ...secured('server.crt', 'server.key')], {});
		expect(own.tls).toEqual({ cert: tls('server.crt'), key: tls('server.key') });
		expect(readOptions(host, { ORIGIN: 'https://office' }).tls).toBeUndefined();
	});

	test('reading options touches no disk', () => {
		const data = join(folder, 'not-yet');
		readOptions(['--data', data], {});
		expect(existsSync(data)).toBe(false);
	});
});

describe('the sum at the end of npm test', () => {
	test('counts a file that could not be loaded, and a test that did not run, as failures', () => {
		const report = {
			testResults: [
				{ status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'pending' }] },
				{ status: 'failed', assertionResults: [] },
				{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
			]
		};
		expect(countVitest(report)).toEqual({ passed: 2, failed: 3 });
	});

	test('counts errors outside of browser tests', () => {
		const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 2 };
		expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 4 });
	});

	test.each([
		['crashed without a report', null, undefined, { passed: 0, failed: 1 }],
		['crashed after passing', 1, { passed: 3, failed: 0 }, { passed: 3, failed: 1 }],
		['found no test at all', 0, { passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
		['failed and said so', 1, { passed: 3, failed: 2 }, { passed: 3, failed: 2 }],
		['passed', 0, { passed: 3, failed: 0 }, { passed: 3, failed: 0 }]
	])('of a runner that %s is true', (_, code, count, sum) => {
		expect(countRun(code, count)).toEqual(sum);
	});
});

describe('the size check', () => {
	const app =
		'export const dictionary = {\n\t"/": [4],\n\t"/(field)/today": [9,[2,3]],\n\t"/x": [~7]\n};';

	test('weighs a page with its layouts and the root', () => {
		expect(nodesOf('/(field)/today', app)).toEqual([0, 1, 2, 3, 9]);
		expect(nodesOf('/x', app)).toEqual([0, 1, 7]);
		expect(() => nodesOf('/nowhere', app)).toThrow('/nowhere');
	});

	test('follows static imports once each and leaves dynamic ones alone', () => {
		const manifest = {
			a: { file: 'a.js', imports: ['b'], dynamicImports: ['later'] },
			b: { file: 'b.js', imports: ['a'] },
			later: { file: 'later.js' }
		};
		expect(filesNeeded(manifest, ['a'])).toEqual(['a.js', 'b.js']);
	});
});
