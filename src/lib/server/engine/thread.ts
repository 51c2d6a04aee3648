import { Worker } from 'node:worker_threads';
import { ProblemError } from '../http/problem';
import { unpackError, type Call, type ThreadStart, type Word } from './calls';

/** One thread with one connection, seen from outside. */
export interface EngineThread {
	methods: readonly string[];
	/** Rejects with the method's own error; with `busy` (503) when the thread is stopping or was lost meanwhile. */
	call(method: string, args: unknown[]): Promise<unknown>;
	/** Lets running calls finish, closes the database, ends the thread. */
	stop(): Promise<void>;
}

/** Who hears what goes on inside a thread. */
export interface ThreadListener {
	/** Errors that no rule foresaw. */
	onError(error: unknown): void;
	/** The thread was ready and then ended without being asked to. */
	onLost(error: Error): void;
}

/** Starts a thread and resolves when its database is open and migrated; rejects when that fails. */
export function startThread(
	url: URL,
	start: ThreadStart,
	listener: ThreadListener
): Promise<EngineThread> {
	const worker = new Worker(url, { workerData: { linliEngine: start } });
	const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
	let lastId = 0;
	let state: 'starting' | 'ready' | 'stopping' | 'ended' = 'starting';

	const send = (method: string | null, args: unknown[]) =>
		new Promise<unknown>((resolve, reject) => {
			const id = ++lastId;
			open.set(id, { resolve, reject });
			try {
				worker.postMessage({ id, method, args } satisfies Call);
			} catch (error) {
				// Arguments that cannot be cloned: a mistake of the caller, who shall hear of it.
				open.delete(id);
				reject(error instanceof Error ? error : new Error(String(error)));
			}
		});

	const thread = {
		call: (method: string, args: unknown[]) =>
			state === 'ready' ? send(method, args) : Promise.reject(new ProblemError(503, 'busy')),
		async stop() {
			if (state !== 'ready') return;
			state = 'stopping';
			// Answered after everything that was sent before.
			await send(null, []);
			await worker.terminate();
		}
	};

	return new Promise((resolve, reject) => {
		let cause: Error | undefined;
		worker.on('error', (error) => (cause = error instanceof Error ? error : new Error('thread')));
		worker.on('exit', (code) => {
			const error = cause ?? new Error(`engine thread ended with ${code}`);
			const before = state;
			state = 'ended';
			reject(error);
			// Nobody was told that these had happened: they may be sent again.
			for (const { reject: fail } of open.values()) fail(new ProblemError(503, 'busy'));
			open.clear();
			if (before === 'ready') listener.onLost(error);
		});
		worker.on('message', (word: Word) => {
			if (word.kind === 'ready') {
				state = 'ready';
				return resolve({ ...thread, methods: word.methods });
			}
			if (word.kind === 'error') return listener.onError(unpackError(word.failure));
			const call = open.get(word.id);
			open.delete(word.id);
			if (word.kind === 'done') call?.resolve(word.value);
			else call?.reject(unpackError(word.failure));
		});
	});
}
