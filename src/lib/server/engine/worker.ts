import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { packError, type Call, type ThreadStart, type Word } from './calls';

/**
 * The address of this very file, wherever the build has put it: the main thread imports it to learn what to start
 * a thread from. Ends with `.ts` when nothing was built, and then Node cannot start a thread from it.
 */
export const workerUrl = import.meta.url;

/** Serves one engine to the other end of the port until it is asked to stop. */
async function serve(port: MessagePort, { place, role }: ThreadStart): Promise<void> {
	const say = (word: Word) => port.postMessage(word);
	// Imported late: the main thread, which only wants the address above, shall not load an engine it never uses.
	const { startEngine } = await import('./start');
	const { engine, stop } = await startEngine(place, role, {
		onError: (error) => say({ kind: 'error', failure: packError(error) })
	});
	const methods = engine as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
	const running = new Set<Promise<void>>();
	const answer = async ({ id, method, args }: Call) => {
		try {
			const value = method === null ? await end() : await methods[method]!(...args);
			say({ kind: 'done', id, value });
		} catch (error) {
			say({ kind: 'failed', id, failure: packError(error) });
		}
		if (method === null) port.close();
	};
	const end = async () => {
		// What can be taken back does not hold up what was accepted.
		await engine.stopImports();
		await Promise.all(running);
		await stop();
	};
	port.on('message', (call: Call) => {
		const work = answer(call);
		// The end itself must not wait for itself.
		if (call.method === null) return;
		running.add(work);
		void work.finally(() => running.delete(work));
	});
	say({ kind: 'ready', methods: Object.keys(methods) });
}

const start = workerData as { linliEngine?: ThreadStart } | null;
if (!isMainThread && parentPort && start?.linliEngine) await serve(parentPort, start.linliEngine);
