import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import util from 'node:util';
import { root } from './run.mjs';
import { Trouble } from './say.mjs';
import { checkIsSecure, isLoopback } from './tls-files.mjs';

/** What `npm start -- --help` prints. */
export const help = `邻里 Linli

npm start [-- 选项 options]

  --port N     端口，默认 3000。  Port. (PORT)
  --host H     监听地址，默认 127.0.0.1，只有本机可以打开。  Address to listen on. (HOST)
  --data DIR   数据文件夹，默认 ./data；演示时是 ./data-demo。  Folder for the data. (LINLI_DATA)
  --demo       用演示社区的数据，只在本机。  The demonstration community, on this machine only. (LINLI_DEMO=1)
  --demo small 800 户的演示，电脑旧也不慢；数据在 ./data-demo-small。  One of 800 households, for old computers.
               (LINLI_DEMO=small)
  --tls-cert F --tls-key F
               证书（含中间证书）和私钥，PEM 格式；其他设备要用就必须有。  Certificate with its chain, and key, in PEM;
               needed for other devices. (LINLI_TLS_CERT, LINLI_TLS_KEY)
  --metrics-port N
               给 Prometheus 的数字，只在本机。  Figures for Prometheus, on this machine only. (LINLI_METRICS_PORT)
  --help       显示这些说明。  These lines.

环境变量 Environment: DATABASE_URL (PostgreSQL), ORIGIN (https://…，反向代理之后 behind a proxy)
`;

const startOptions = {
	port: { type: 'string' },
	host: { type: 'string' },
	data: { type: 'string' },
	demo: { type: 'string' },
	'tls-cert': { type: 'string' },
	'tls-key': { type: 'string' },
	'metrics-port': { type: 'string' },
	help: { type: 'boolean', short: 'h' }
};

/** As `util.parseArgs`, with a `Trouble` for what cannot be meant. */
export function parseOptions(args, options, allowPositionals = false) {
	try {
		return util.parseArgs({ args, allowPositionals, options });
	} catch (error) {
		const name = /'([^' ]+)/.exec(error.message)?.[1] ?? args.join(' ');
		if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
			throw new Trouble(`选项 ${name} 的写法不对。`, `Option ${name} is not written like that.`);
		throw new Trouble(
			`没有 ${name} 这个选项，用 --help 看有哪些。`,
			`There is no option ${name}; --help lists them.`
		);
	}
}

function portOf(text) {
	const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
	if (port < 1 || port > 65_535)
		throw new Trouble(
			`端口要是 1 到 65535 之间的数，“${text}”不是。`,
			`A port is a number from 1 to 65535, "${text}" is not.`
		);
	return port;
}

/** `--demo` by itself means the full one; for `parseArgs` an option takes a word always or never. */
const sayFull = (args) =>
	args.map((arg, i) =>
		arg === '--demo' && (args[i + 1] ?? '-').startsWith('-') ? '--demo=full' : arg
	);

/** What `LINLI_DEMO` can say; the server reads it by the same words. */
const demos = new Map([
	...['', '0', 'false'].map((word) => [word, false]),
	...['1', 'true', 'full'].map((word) => [word, 'full']),
	['small', 'small']
]);

/** The demonstration that was asked for, `full` or `small`; false without one. */
function demoOf(given, env) {
	const word = given ?? env.LINLI_DEMO ?? '';
	const demo = given === '' ? undefined : demos.get(word);
	if (demo === undefined)
		throw new Trouble(
			`演示（--demo）只有 full 和 small 两种，“${word}”不是。`,
			`A demonstration (--demo) is full or small, "${word}" is neither.`
		);
	return demo;
}

/** The files of the certificate and its key; undefined without either. */
function tlsOf(given, env) {
	const cert = given['tls-cert'] ?? env.LINLI_TLS_CERT;
	const key = given['tls-key'] ?? env.LINLI_TLS_KEY;
	if (!cert && !key) return undefined;
	if (!cert || !key)
		throw new Trouble(
			`${cert ? '--tls-cert' : '--tls-key'} 还缺 ${cert ? '--tls-key' : '--tls-cert'}。`,
			`${cert ? '--tls-cert' : '--tls-key'} needs ${cert ? '--tls-key' : '--tls-cert'} beside it.`
		);
	return { cert: resolve(cert), key: resolve(key) };
}

/**
 * What was asked for, by options first and environment second: `{port, host, data, demo, loopback, tls, metricsPort}`, or
 * `{help: true}`; `demo` is `full`, `small` or false. Throws a `Trouble` for everything that cannot be meant. Reads no
 * file.
 */
export function readOptions(args, env) {
	// `npm start --demo` keeps the option to itself, and a real register would be opened instead.
	if (env.npm_config_demo)
		throw new Trouble(
			'请写成 npm start -- --demo，前面多一个 --。',
			'Please write npm start -- --demo, with another -- in front.'
		);
	const given = parseOptions(sayFull(args), startOptions).values;
	if (given.help) return { help: true };
	const demo = demoOf(given.demo, env);
	const host = given.host ?? (env.HOST || '127.0.0.1');
	const own = { full: 'data-demo', small: 'data-demo-small' };
	const data = given.data ?? (env.LINLI_DATA || join(root, demo ? own[demo] : 'data'));
	if (host === '' || data === '')
		throw new Trouble(
			`选项 ${host === '' ? '--host' : '--data'} 后面要写内容。`,
			`Option ${host === '' ? '--host' : '--data'} needs a value.`
		);
	if (demo && !isLoopback(host))
		throw new Trouble(
			`演示不设密码，只能在本机打开，不能用地址 ${host}。`,
			`A demonstration has no passwords and listens on loopback only, not on ${host}.`
		);
	const tls = tlsOf(given, env);
	checkIsSecure(host, tls, env);
	const port = portOf(given.port ?? (env.PORT || '3000'));
	const metrics = given['metrics-port'] ?? env.LINLI_METRICS_PORT;
	const metricsPort = metrics ? portOf(metrics) : undefined;
	if (metricsPort === port)
		throw new Trouble(
			`--metrics-port 要和 --port 不同，这里都是 ${port}。`,
			`--metrics-port must differ from --port; both are ${port}.`
		);
	return { port, host, data: resolve(data), demo, loopback: isLoopback(host), tls, metricsPort };
}

/** `mkdir -p`, step by step: Node's own `recursive` never returns where the system answers ENOENT, as /proc does. */
function makeFolder(folder) {
	if (existsSync(folder)) return;
	if (dirname(folder) !== folder) makeFolder(dirname(folder));
	mkdirSync(folder, { mode: 0o700 });
}

/**
 * Makes a folder, closed to other accounts, and proves that a file can be written there. `zh` and `en` name it for the
 * person: the data folder unless said otherwise.
 */
export function prepareFolder(folder, zh = '数据文件夹', en = 'the data folder') {
	const probe = join(folder, `.probe-${process.pid}`);
	try {
		makeFolder(folder);
		accessSync(folder, constants.R_OK | constants.W_OK);
		// Access rights say nothing of a read-only or a full disk.
		writeFileSync(probe, 'linli');
		rmSync(probe);
	} catch (error) {
		throw new Trouble(
			`${zh} ${folder} 不能写入（${error.code}）。`,
			`Cannot write to ${en} ${folder} (${error.code}).`
		);
	}
}

/** Proves that the port can be had, before minutes go into a build. */
export function checkPort(port, host) {
	return new Promise((done, failed) => {
		const server = createServer();
		server.once('error', ({ code }) => {
			const troubles = {
				EADDRINUSE: [
					`端口 ${port} 已被占用，请用 --port 换一个。`,
					`Port ${port} is taken; choose another one with --port.`
				],
				EACCES: [
					`没有权限使用端口 ${port}，请用 --port 换一个大于 1023 的。`,
					`Port ${port} is not allowed for this account; choose one above 1023 with --port.`
				]
			};
			failed(
				new Trouble(
					...(troubles[code] ?? [
						`不能在地址 ${host} 上监听（${code}）。`,
						`Cannot listen on address ${host} (${code}).`
					])
				)
			);
		});
		server.listen({ port, host, exclusive: true }, () => server.close(() => done()));
	});
}
