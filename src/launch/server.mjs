import { spawn } from 'node:child_process';
import { createWriteStream, renameSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './run.mjs';

const maxLogBytes = 10_000_000;

/** The server's log in the data folder; one that has grown large is put aside as `server.log.1`. */
function openLog(folder) {
	const file = join(folder, 'server.log');
	const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	if (size > maxLogBytes) renameSync(file, `${file}.1`);
	return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

/** Where to knock: a server on every address is reached on this machine's own. */
const doorOf = (host) => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host);
const inUrl = (host) => (host.includes(':') ? `[${host}]` : host);

/** Addresses under which people find the server, the one to show first in front. */
export function addressesOf({ host, port, tls }, env) {
	if (env.ORIGIN) return [env.ORIGIN.replace(/\/$/, '')];
	const scheme = tls ? 'https' : 'http';
	const own = [`${scheme}://${inUrl(doorOf(host))}:${port}`];
	if (host !== '0.0.0.0' && host !== '::') return own;
	const others = Object.values(networkInterfaces())
		.flat()
		.filter((one) => one && !one.internal && one.family === 'IPv4');
	return [...own, ...others.map((one) => `${scheme}://${one.address}:${port}`)];
}

/** Whether the server says it is ready; every kind of no is `false`. */
function isReady({ host, port, tls }) {
	return new Promise((done) => {
		// The certificate names the address that people use, and this is our own process on this very machine.
		const asked = (tls ? requestTls : request)(
			{ host: doorOf(host), port, path: '/healthz', timeout: 2_000, rejectUnauthorized: false },
			(response) => {
				response.resume();
				done(response.statusCode === 200);
			}
		);
		asked.on('timeout', () => asked.destroy());
		asked.on('error', () => done(false));
		asked.end();
	});
}

/**
 * Starts the built server as a process of its own; with port 0 on one that the system chooses. Its lines go to the log,
 * except the setup token, which is kept in memory only. Answers `{pid, ready, ended, port(), token(), stop()}`: `ready`
 * resolves to true once this very process has the port and /healthz answers there, and to false when it ends before;
 * `ended` resolves to `{code, lastWords}`, the code null for one that had to be killed.
 */
export function startServer(options) {
	const log = openLog(options.data);
	const child = spawn(process.execPath, [join(root, 'src', 'launch', 'serve.mjs')], {
		cwd: root,
		env: {
			BODY_SIZE_LIMIT: '25M',
			...process.env,
			NODE_ENV: 'production',
			HOST: options.host,
			PORT: String(options.port),
			LINLI_DATA: options.data,
			LINLI_DEMO: options.demo || '',
			LINLI_TLS_CERT: options.tls?.cert ?? '',
			LINLI_TLS_KEY: options.tls?.key ?? '',
			LINLI_METRICS_PORT: String(options.metricsPort ?? ''),
			...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {})
		},
		// The channel tells the server when this process is gone, however it went.
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let token;
	const lastWords = [];
	createInterface({ input: child.stdout }).on('line', (line) => {
		const setup = /^LINLI_SETUP (\S+)$/.exec(line);
		if (setup) token = setup[1];
		else log.write(`${line}\n`);
	});
	createInterface({ input: child.stderr }).on('line', (line) => {
		log.write(`${line}\n`);
		lastWords.push(line);
		if (lastWords.length > 20) lastWords.shift();
	});
	let port = 0;
	child.on('message', ({ listening }) => (port = listening?.port ?? port));
	let isOver = false;
	const ended = new Promise((done) => {
		child.on('error', (error) => lastWords.push(error.message));
		child.on('close', (code) => {
			isOver = true;
			log.end(() => done({ code, lastWords }));
		});
	});
	const ready = (async () => {
		while (!isOver) {
			// Whoever answers before would be another server on the same port.
			if (port > 0 && (await isReady({ host: options.host, port, tls: options.tls })))
				return !isOver;
			await new Promise((done) => setTimeout(done, 50));
		}
		return false;
	})();
	return {
		pid: child.pid,
		ready,
		ended,
		port: () => port,
		token: () => token,
		stop() {
			child.kill('SIGTERM');
			// Nothing acknowledged is lost by this: what was answered is on the disk.
			setTimeout(() => child.kill('SIGKILL'), 16_000).unref();
		}
	};
}
