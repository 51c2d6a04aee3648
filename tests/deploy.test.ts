// What can be said of the deployment files without a container: names, versions, and what is closed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../src/launch/run.mjs';
import { grace } from '../src/launch/stop-gently.mjs';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = read('deploy/Dockerfile');
const compose = read('deploy/compose.yaml');
const caddyfile = read('deploy/Caddyfile');
const unit = read('deploy/linli.service');

/** The part of the text below a line, as far as it is indented more than that line. */
function below(text: string, heading: string): string {
	const lines = text.split('\n');
	const at = lines.indexOf(heading);
	if (at < 0) throw new Error(`deploy: no line "${heading}"`);
	const depth = heading.search(/\S/);
	const end = lines.findIndex((line, i) => i > at && line !== '' && line.search(/\S/) <= depth);
	return lines.slice(at + 1, end < 0 ? undefined : end).join('\n');
}

const services = ['proxy', 'linli', 'database'] as const;
const serviceOf = (name: (typeof services)[number]) => below(compose, `  ${name}:`);
const namesIn = (environment: string) =>
	[...environment.matchAll(/^\s*([A-Z_]+):/gm)].map(([, name]) => name!);

/** The names of the environment that our server and the framework's part of it ask for. */
function readByServer(): Set<string> {
	const own = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('.test.'))
		.map((name) => read(join('src', name)));
	const adapter = readdirSync(join(root, 'node_modules/@sveltejs/adapter-node/files'))
		.filter((name) => name.endsWith('.js'))
		.map((name) => read(join('node_modules/@sveltejs/adapter-node/files', name)));
	const asked = [...own.join('\n').matchAll(/\benv\.([A-Z_]+)\b/g)];
	const unpacked = [...own.join('\n').matchAll(/\{([^{}]+)\}\s*=\s*process\.env/g)].flatMap(
		([, names]) => [...names!.matchAll(/([A-Z_]{2,})\s*:/g)]
	);
	const framework = [...adapter.join('\n').matchAll(/\benv\('([A-Z_]+)'/g)];
	return new Set([...asked, ...unpacked, ...framework].map(([, name]) => name!));
}

/** The longest a server takes to stop, seconds. */
const stopSeconds = (grace.arriving + grace.accepted + grace.engine) / 1_000;
/** The first number that a pattern finds. */
const numberIn = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]);

describe('every name of the environment is one that is read', () => {
	const known = readByServer();
	const bySystem = new Set(['NODE_ENV']);

	test('the sources are understood', () => {
		for (const name of ['LINLI_DATA', 'PORT', 'ADDRESS_HEADER', 'DATABASE_URL'])
			expect(known).toContain(name);
		expect(known).not.toContain('LINLI_SITE');
	});

	test.each<[string, () => string[]]>([
		['Dockerfile', () => [...dockerfile.matchAll(/\b([A-Z_]+)=\S/g)].map(([, name]) => name!)],
		['compose.yaml', () => namesIn(below(serviceOf('linli'), '    environment:'))],
		[
			'compose.yaml, what its command adds',
			() => [...serviceOf('linli').matchAll(/\b([A-Z_]+)="/g)].map(([, name]) => name!)
		],
		[
			'linli.service',
			() =>
				[...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line]) =>
					[...line!.matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name!)
				)
		]
	])('%s', (_, names) => {
		const found = names().filter((name) => name !== 'NODE');
		expect(found.length).toBeGreaterThan(1);
		expect(found.filter((name) => !known.has(name) && !bySystem.has(name))).toEqual([]);
	});

	test('the proxy is told only what its file asks for, and names what there is', () => {
		const proxy = below(serviceOf('proxy'), '    environment:');
		const asked = new Set([...caddyfile.matchAll(/\{\$([A-Z_]+)\}/g)].map(([, name]) => name));
		expect(namesIn(proxy).length).toBeGreaterThan(1);
		expect(namesIn(proxy).filter((name) => !asked.has(name))).toEqual([]);
		const upstream = /LINLI_UPSTREAM: (\w+)/.exec(proxy)![1];
		expect(caddyfile).toContain(`(upstream-${upstream}) {`);
	});
});

describe('the image', () => {
	const [building, serving] = dockerfile.split(/^FROM .*$/m).slice(1) as [string, string];

	test('stands on one exact version of a Node that Linli runs on', () => {
		const [, major, minor] = /^ARG NODE=node:(\d+)\.(\d+)\.\d+-bookworm-slim$/m.exec(dockerfile)!;
		expect(dockerfile.match(/^FROM .*$/gm)).toEqual(['FROM ${NODE} AS build', 'FROM ${NODE}']);
		const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
		const [, least] = /^>=20\.(\d+)$/.exec(engines.node)!;
		expect([major, Number(minor) >= Number(least)]).toEqual(['20', true]);
	});

	test('runs as somebody who owns nothing but the data, and is asked whether it is ready', () => {
		const lines = serving.split('\n').map((line) => line.trim());
		const user = lines.indexOf('USER node');
		expect(user).toBeGreaterThan(0);
		expect(lines.findLastIndex((line) => /^(RUN|COPY)/.test(line))).toBeLessThan(user);
		expect(serving).not.toContain('--chown');
		const healthcheck = /HEALTHCHECK[^]*?(?=\n\S)/.exec(serving)![0];
		expect(healthcheck).toContain('/readyz');
		expect(existsSync(join(root, 'src/routes/readyz/+server.ts'))).toBe(true);
		expect(building).toContain('npm ci');
	});

	test('holds every file that the launcher and its commands import', () => {
		const copied = [...serving.matchAll(/COPY --from=build \/src\/(\S+)/g)].map(
			([, path]) => path!
		);
		const launch = readdirSync(join(root, 'src/launch'))
			.filter((name) => name.endsWith('.mjs'))
			.map((name) => join('src/launch', name));
		const wanted = launch.flatMap((file) =>
			[...read(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, spec]) =>
				relative(root, join(root, dirname(file), spec!))
			)
		);
		expect(wanted.length).toBeGreaterThan(20);
		const isCopied = (path: string) =>
			copied.some((one) => path === one || path.startsWith(`${one}/`));
		expect(wanted.filter((path) => !isCopied(path))).toEqual([]);
	});

	test('never takes data, secrets or the history along', () => {
		const ignored = read('.dockerignore').split('\n');
		for (const name of ['.git', 'data', 'data-demo', 'deploy/secrets', 'node_modules'])
			expect(ignored).toContain(name);
	});
});

describe('the services', () => {
	test.each(services)('%s: an exact version, nothing to write on, no privileges', (name) => {
		const service = serviceOf(name);
		if (name !== 'linli') expect(service).toMatch(/^ {4}image: \w+:\d+\.\d+(\.\d+)?(-\w+)?$/m);
		expect(service).toMatch(/^ {4}read_only: true$/m);
		expect(service).toMatch(/^ {4}cap_drop: \[ALL\]$/m);
		expect(service).toMatch(/^ {4}security_opt: \['no-new-privileges:true'\]$/m);
	});

	test('only the proxy can be reached from outside', () => {
		for (const name of services)
			expect([name, /^ {4}ports:/m.test(serviceOf(name))]).toEqual([name, name === 'proxy']);
		for (const name of ['linli', 'database'] as const)
			expect(serviceOf(name)).toMatch(/^ {4}networks: \[inside\]$/m);
		expect(below(compose, '  inside:').trim()).toBe('internal: true');
	});

	test('no secret stands in it', () => {
		expect(compose).not.toMatch(/PASSWORD: |SECRET: /);
		expect(serviceOf('database')).toContain('POSTGRES_PASSWORD_FILE: /run/secrets/');
	});

	test('the server is given the time that it takes to stop', () => {
		expect(numberIn(serviceOf('linli'), /stop_grace_period: (\d+)s/)).toBeGreaterThan(stopSeconds);
		expect(numberIn(unit, /^TimeoutStopSec=(\d+)$/m)).toBeGreaterThan(stopSeconds);
	});
});

describe('the unit', () => {
	test('listens for the proxy on this machine alone, and starts a file that is there', () => {
		expect(unit).toMatch(/^Environment=.*\bHOST=127\.0\.0\.1\b/m);
		expect(unit).toMatch(/^Environment=.*\bORIGIN=https:.*\bADDRESS_HEADER=x-forwarded-for$/m);
		const [, script] = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(unit)!;
		expect(existsSync(join(root, script!))).toBe(true);
	});
});
