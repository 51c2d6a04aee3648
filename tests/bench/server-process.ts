import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../../src/launch/server.mjs';
import { root } from '../../src/launch/run.mjs';

/**
 * What a server starts with: nothing, so that it asks to be set up; the small demonstration, for what does not depend on
 * how much there is; or the whole one.
 */
export type StartingWith = 'nothing' | 'smallDemo' | 'demo';

/** Each as the server's setting has it. */
const settings = { nothing: false, smallDemo: 'small', demo: 'full' } as const;
type Demo = (typeof settings)[StartingWith];

/** The built server as a process of its own, with a data folder that goes when it does. */
export interface ServerProcess {
	/** `http://127.0.0.1:port`, the same one after a new start. */
	url: string;
	folder: string;
	/** The running process; undefined while it is stopped. */
	pid(): number | undefined;
	/** What opens `/setup#t=…`; undefined where there is nothing to set up. */
	setupToken(): string | undefined;
	/** Ends the process and keeps its data. Rejects when it did not end by itself and had to be killed. */
	stop(): Promise<void>;
	/** Starts it again on the same data and port; resolves when /healthz answers. */
	start(): Promise<void>;
	/** Ends the process and removes its data. */
	end(): Promise<void>;
}

/**
 * Starts the server that was built last, on an embedded database or on this PostgreSQL. Rejects with the server's last
 * words when it does not come up.
 */
export async function startServerProcess(
	startingWith: StartingWith,
	{ databaseUrl }: { databaseUrl?: string } = {}
): Promise<ServerProcess> {
	const folder = mkdtempSync(join(tmpdir(), 'linli-server-'));
	const demo = settings[startingWith];
	if (demo && !databaseUrl) cpSync(await demoFolder(demo), folder, { recursive: true });
	return serve(folder, demo, databaseUrl);
}

/** How the process ended: its exit code, null when it was killed, and its last lines on stderr. */
interface Ending {
	code: number | null;
	lastWords: string[];
}

/** Exit code of a server whose port is taken. */
const portTaken = 2;
/** While it was stopped, its port may have been lent to some passing connection. */
const portTries = 20;

async function serve(data: string, demo: Demo, databaseUrl?: string): Promise<ServerProcess> {
	const host = '127.0.0.1';
	let server: ReturnType<typeof startServer> | undefined;
	const stop = async () => {
		const running = server;
		server = undefined;
		if (!running) return;
		running.stop();
		const { code, lastWords } = (await running.ended) as Ending;
		if (code !== 0) throw new Error(`The server ended with ${code}: ${lastWords.join('\n')}`);
	};
	// The system's choice at first, and from then on the port that browsers know.
	let port = 0;
	const start = async () => {
		if (server) throw new Error('The server is running already');
		for (let left = portTries; ; left--) {
			server = startServer({ host, port, data, demo, databaseUrl });
			if (await server.ready) break;
			const { code, lastWords } = (await server.ended) as Ending;
			server = undefined;
			if (code !== portTaken || left === 0)
				throw new Error(`The server ended with ${code}: ${lastWords.join('\n')}`);
			await wait(500);
		}
		port = server.port();
	};
	await start();
	return {
		url: `http://${host}:${port}`,
		folder: data,
		pid: () => server?.pid,
		setupToken: () => server?.token(),
		stop,
		start,
		async end() {
			await stop();
			rmSync(data, { recursive: true, force: true });
		}
	};
}

/** What decides how a demonstration looks on the disk. */
const inputs = [
	'src/lib/server/audit',
	'src/lib/domain',
	'src/lib/server/accept',
	'src/lib/server/db',
	'src/lib/server/demo'
];

function demoVersion(): string {
	// Ages and visits count back from the day on which the demonstration was made.
	const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
	for (const input of inputs)
		for (const name of readdirSync(join(root, input), { recursive: true, encoding: 'utf8' }).sort())
			if (name.endsWith('.ts') && !name.endsWith('.test.ts'))
				hash.update(name).update(readFileSync(join(root, input, name)));
	return hash.digest('hex').slice(0, 12);
}

/** A server that stops seals for a few seconds; what is left over would keep every server of the tests busy. */
async function sealAll(server: ServerProcess): Promise<void> {
	const sealed = () => readFileSync(join(server.folder, 'audit-heads.txt')).length;
	let before: number;
	do {
		before = sealed();
		await server.start();
		await server.stop();
	} while (sealed() > before);
}

/** A data folder as a demonstration server fills it; filled once by a real one, then kept under `.cache`. */
async function demoFolder(demo: 'small' | 'full'): Promise<string> {
	const cache = join(root, '.cache');
	const version = demoVersion();
	const kept = join(cache, `demo-${version}-${demo}`);
	if (existsSync(kept)) return kept;
	mkdirSync(cache, { recursive: true });
	const isOld = (name: string) => name.startsWith('demo-') && !name.includes(version);
	const old = readdirSync(cache).filter(isOld);
	const fresh = mkdtempSync(join(cache, 'filling-'));
	try {
		const server = await serve(fresh, demo);
		await server.stop();
		await sealAll(server);
		// Another process may have been quicker; its folder is as good.
		if (!existsSync(kept)) renameSync(fresh, kept);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
	for (const name of old) rmSync(join(cache, name), { recursive: true, force: true });
	return kept;
}
