import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { createEraser, type EraserOptions } from './eraser';

/** How long a request waits at most until visits and photos are cleared, while a server runs, ms. */
const everyMs = 60_000;

/** What erasing needs besides. */
export interface ErasingOptions extends Omit<EraserOptions, 'rest'> {
	onError(error: unknown): void;
	everyMs?: number;
}

/** Carries out requests for deletion for as long as a server runs, beginning at once. The answer ends it at the next safe point. */
export function startErasing(db: Kysely<Tables>, options: ErasingOptions): () => Promise<void> {
	const stopping = new AbortController();
	const { signal } = stopping;
	// Whoever waits for a server to stop waits for no rest.
	const rest = (ms: number) =>
		wait(ms, undefined, { ref: false, signal }).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	const eraser = createEraser(db, { ...options, rest });
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();

	function next(delayMs: number): void {
		if (signal.aborted) return;
		timer = setTimeout(() => {
			// The next pass tries again: nothing is lost by waiting.
			running = eraser
				.pass(() => signal.aborted)
				.catch(options.onError)
				.finally(() => next(options.everyMs ?? everyMs));
		}, delayMs);
		timer.unref();
	}

	next(0);
	return async () => {
		stopping.abort();
		clearTimeout(timer);
		await running;
	};
}
