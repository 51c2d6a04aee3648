// `npm run proxy`: deploy/Caddyfile as it is, before the real server. Needs Caddy (2.6 or newer) on the PATH, and is
// therefore no part of `npm test`. Two things are exchanged in the file: the ports, which other programs may have taken.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'libsql';
import { ensureBuilt } from '../../src/launch/build.mjs';
import { root } from '../../src/launch/run.mjs';
import { startServer } from '../../src/launch/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'linli-proxy-'));
const data = join(folder, 'data');
mkdirSync(data);

/** A free port. */
async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	await once(server, 'close');
	return port;
}

const ports = { https: await freePort(), http: await freePort(), linli: await freePort() };
const origin = `https://localhost:${ports.https}`;

/** The text with one place exchanged; it must be there exactly once. */
function exchange(text, from, to) {
	assert.equal(text.split(from).length, 2, `${from} is in the Caddyfile once`);
	return text.replace(from, to);
}

function startCaddy() {
	let text = readFileSync(join(root, 'deploy', 'Caddyfile'), 'utf8');
	text = exchange(text, '\tto 127.0.0.1:3000', `\tto 127.0.0.1:${ports.linli}`);
	text = exchange(text, '\tskip_install_trust', `\tskip_install_trust\n\thttp_port ${ports.http}`);
	writeFileSync(join(folder, 'Caddyfile'), text);
	const { PATH } = process.env;
	const env = { PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
	const site = { LINLI_SITE: origin, LINLI_TLS: 'internal', LINLI_UPSTREAM: '' };
	const args = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
	const caddy = spawn('caddy', args, {
		env: { ...env, ...site },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [caddy.stdout, caddy.stderr]) stream.on('data', (part) => (said += part));
	caddy.once('error', (error) => (said += error.message));
	return { caddy, said: () => said };
}

const certificate = join(folder, 'caddy', 'pki', 'authorities', 'local', 'root.crt');

/** One request; `{status, headers, text}`. `where` is `proxy`, `redirect` or `linli`. */
function ask(where, path, { method = 'GET', headers = {}, body } = {}) {
	const [make, port] = {
		proxy: [secure, ports.https],
		redirect: [plain, ports.http],
		linli: [plain, ports.linli]
	}[where];
	const ca = where === 'proxy' ? readFileSync(certificate) : undefined;
	return new Promise((done, failed) => {
		const options = { host: 'localhost', family: 4, port, path, method, headers, ca, agent: false };
		const asked = make(options, (answer) => {
			let text = '';
			answer.on('data', (part) => (text += part));
			answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
		});
		asked.once('error', failed);
		asked.end(body);
	});
}

const signIn = (where, headers) =>
	ask(where, '/api/sign-in', {
		method: 'POST',
		headers: { origin, 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ login: 'nobody-here', password: 'eight chars' })
	});

/** The marks of the addresses from which somebody has tried to sign in, oldest first. */
function marks() {
	const db = new Sqlite(join(data, 'linli.db'), { readonly: true });
	const rows = db
		.prepare("select origin from audit_events where action = 'signIn' order by id")
		.all();
	db.close();
	return rows.map((row) => row.origin);
}

/** Waits until the trail has so many lines about sign-ins: refusals are noted after their answer. */
async function marksWhen(count) {
	for (let left = 100; left > 0 && marks().length < count; left--) await wait(50);
	assert.equal(marks().length, count, 'every try is noted');
	return marks();
}

async function isThere(what, said) {
	for (let left = 300; left > 0; left--) {
		if (await what().catch(() => false)) return;
		await wait(100);
	}
	throw new Error(`It did not come up:\n${said()}`);
}

const checks = {
	async 'a request over https reaches the server'() {
		const { status, headers } = await ask('proxy', '/healthz');
		assert.equal(status, 200);
		assert.match(headers['strict-transport-security'], /max-age=\d{8}/);
		assert.equal(headers.server, undefined);
		assert.equal(headers.via, undefined);
		assert.equal((await ask('proxy', '/readyz')).status, 200);
		assert.equal((await ask('proxy', '/sign-in')).status, 200);
	},
	async 'a request in clear is sent to https'() {
		const { status, headers } = await ask('redirect', '/sign-in', {
			headers: { host: 'localhost' }
		});
		assert.equal(status, 308);
		assert.match(headers.location, /^https:\/\/localhost/);
	},
	async 'the page that people open is the server’s own, another is not'() {
		assert.equal((await signIn('proxy', {})).status, 401);
		assert.equal((await signIn('proxy', { origin: 'https://elsewhere.example' })).status, 403);
		assert.equal(
			(await signIn('proxy', { origin: `http://localhost:${ports.https}` })).status,
			403
		);
		await marksWhen(1);
	},
	async 'nobody can say of themselves where they are'() {
		for (const claimed of ['203.0.113.7', '203.0.113.8, 203.0.113.9', 'nonsense'])
			await signIn('proxy', {
				'x-forwarded-for': claimed,
				forwarded: `for=${claimed.split(',')[0]}`
			});
		assert.equal(new Set(await marksWhen(4)).size, 1, 'one address, whatever was claimed');
	},
	async 'whoever does not come through the proxy is refused'() {
		const { status, text } = await signIn('linli', {});
		assert.deepEqual([status, JSON.parse(text).field], [400, 'address']);
	},
	async 'the port behind the proxy believes what it is told, so it must be closed to others'() {
		assert.equal((await signIn('linli', { 'x-forwarded-for': '203.0.113.7' })).status, 401);
		assert.equal(new Set(await marksWhen(5)).size, 2, 'another address than the proxy’s');
	},
	async 'while the server starts anew, requests wait'() {
		server.stop();
		await server.ended;
		const waiting = ask('proxy', '/healthz');
		server = startLinli();
		assert.equal(await server.ready, true);
		assert.equal((await waiting).status, 200);
	}
};

await ensureBuilt();
Object.assign(process.env, { ORIGIN: origin, ADDRESS_HEADER: 'x-forwarded-for' });
const startLinli = () => startServer({ host: '127.0.0.1', port: ports.linli, data, demo: false });
let server = startLinli();
const { caddy, said } = startCaddy();
try {
	assert.equal(await server.ready, true, 'the server starts');
	const isUp = async () => existsSync(certificate) && (await ask('proxy', '/healthz')).status > 0;
	await isThere(isUp, said);
	for (const [name, check] of Object.entries(checks)) {
		await check();
		process.stdout.write(`ok  ${name}\n`);
	}
} finally {
	caddy.kill();
	server.stop();
	await server.ended;
	rmSync(folder, { recursive: true, force: true });
}
