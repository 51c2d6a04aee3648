import type { EngineThread } from './thread';

/** A thread that does not live this long would not live long the next time either, ms. */
const shortestLifeMs = 10_000;

/** Who hears of threads that were lost. */
export interface KeepListener {
	/** One was lost; another is started. */
	onLost(error: Error): void;
	/** One was lost right after its start, or did not start again: the process is of no more use. */
	onGivenUp(error: Error): void;
}

/**
 * Keeps one thread alive: starts another when it is lost. Calls under way then reject with `busy`, later ones wait
 * for the new thread. Rejects when the first one does not start.
 */
export async function keepThread(
	open: (onLost: (error: Error) => void) => Promise<EngineThread>,
	listener: KeepListener,
	options: { shortestLifeMs: number } = { shortestLifeMs }
): Promise<EngineThread> {
	let isStopping = false;
	const begin = () => {
		const since = Date.now();
		return open((error) => {
			if (isStopping) return;
			if (Date.now() - since < options.shortestLifeMs) return listener.onGivenUp(error);
			listener.onLost(error);
			current = begin();
			current.catch(listener.onGivenUp);
		});
	};
	let current = begin();
	const { methods } = await current;
	return {
		methods,
		call: async (method, args) => (await current).call(method, args),
		async stop() {
			isStopping = true;
			// One that does not start has nothing to finish.
			const thread = await current.catch(() => undefined);
			await thread?.stop();
		}
	};
}
