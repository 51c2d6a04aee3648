import { join, resolve } from 'node:path';
import { logError } from '../http/log';
import { demoFrom } from '../demo/setting';
import { countCalls } from '../http/metrics';
import { ProblemError } from '../http/problem';
import type { Engine } from './engine';
import { keepThread } from './keep';
import type { EnginePlace, RunningEngine } from './start';
import { startThread } from './thread';

/** Methods that only read: with SQLite they run on a thread of their own and never wait for a write. */
const readMethods: ReadonlySet<string> = new Set<keyof Engine>([
	'heads',
	'pullText',
	'compare',
	'health',
	'figures',
	'caseFigures',
	'copyOf',
	'devices',
	'auditPage',
	'auditExportPage',
	'sessionOf',
	'sessionReply',
	'joinLook',
	'access',
	'photosKnown',
	'checkPhotoCarrier',
	'photoFor',
	'demoPeople',
	'publicAccounts',
	'slipKeys',
	'slipState'
]);

/**
 * Where this process keeps its data, by its environment: DATABASE_URL, LINLI_DATA (a folder), LINLI_DEMO. Throws for a
 * LINLI_DEMO that cannot be meant.
 */
export function placeFromEnvironment(env: NodeJS.ProcessEnv = process.env): EnginePlace {
	const folder = resolve(env.LINLI_DATA || 'data');
	const where = env.DATABASE_URL
		? ({ kind: 'postgres', url: env.DATABASE_URL } as const)
		: ({ kind: 'sqlite', file: join(folder, 'linli.db') } as const);
	return { where, demo: demoFrom(env.LINLI_DEMO), folder };
}

// Kept outside the module: under `vite dev` modules are loaded again at every change, the database is not.
const held = globalThis as typeof globalThis & { linliEngine?: Promise<RunningEngine> };

/** The one engine of this process, started at the first call. Rejects while the database cannot be opened. */
export async function getEngine(): Promise<Engine> {
	held.linliEngine ??= start(placeFromEnvironment()).then((running) => ({
		...running,
		engine: countCalls(running.engine)
	}));
	try {
		return (await held.linliEngine).engine;
	} catch (error) {
		held.linliEngine = undefined; // the next call tries again
		throw error;
	}
}

/** Finishes what was accepted and closes the database; does nothing when no engine was started. */
export async function stopEngine(): Promise<void> {
	const running = held.linliEngine;
	held.linliEngine = undefined;
	if (running) await (await running).stop();
}

/** Starts the engine where it belongs: SQLite behind threads, PostgreSQL (and sources not built) in this thread. */
export async function start(place: EnginePlace): Promise<RunningEngine> {
	// Imported late, so that the build makes a file of its own of it: that file is what the threads run.
	const { workerUrl } = await import('./worker');
	const canThread = place.where.kind === 'sqlite' && !new URL(workerUrl).pathname.endsWith('.ts');
	if (canThread) return startThreads(place, new URL(workerUrl));
	const { startEngine } = await import('./start');
	return startEngine(place, 'writer', { onError: logError });
}

/** Ends the process with a line that says why: whoever started it (a launcher, systemd) starts another. */
function giveUp(error: Error): void {
	logError(error, { route: 'engine' });
	process.stderr.write(`The database thread cannot be kept running: ${error.message}\n`);
	process.exit(1);
}

async function startThreads(place: EnginePlace, url: URL): Promise<RunningEngine> {
	let isStopping = false;
	const open = (role: 'writer' | 'reader') =>
		keepThread((onLost) => startThread(url, { place, role }, { onError: logError, onLost }), {
			onLost: logError,
			onGivenUp: giveUp
		});
	// The reader opens what the writer has brought to the newest shape.
	const threads = { writer: await open('writer'), reader: await open('reader') };

	const call = async (method: string, args: unknown[]): Promise<unknown> => {
		const role = readMethods.has(method) ? 'reader' : 'writer';
		if (isStopping) throw new ProblemError(503, 'busy');
		return threads[role].call(method, args);
	};
	const engine = Object.fromEntries(
		threads.writer.methods.map((method) => [method, (...args: unknown[]) => call(method, args)])
	) as unknown as Engine;
	return {
		engine,
		async stop() {
			isStopping = true;
			await Promise.all([threads.writer.stop(), threads.reader.stop()]);
		}
	};
}
