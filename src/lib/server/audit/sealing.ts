import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { dropOldEvents } from './drop';
import { noteHeads } from './heads';
import type { Journal } from './journal';
import { createSealer } from './seal';

/** How long a line waits for its seal at most, while a server runs and keeps up, ms. */
const everyMs = 60_000;
const dayMs = 86_400_000;
/** A server that stops seals for so long at most, ms. */
const lastPassMs = 3_000;

/** What sealing needs. */
export interface SealingOptions {
	now(): number;
	onError(error: unknown): void;
	journal: Journal;
	/** Where the heads are noted; null in tests. */
	folder: string | null;
	/** How long events are kept. */
	days: number;
	everyMs?: number;
}

/**
 * Seals the audit trail for as long as a server runs, beginning at once, and once a day drops the events whose time is
 * over. The answer ends it, after a last pass.
 */
export function startSealing(db: Kysely<Tables>, options: SealingOptions): () => Promise<void> {
	const { now, onError, folder, journal } = options;
	const stopping = new AbortController();
	// Whoever waits for a server to stop waits for no rest.
	const rest = (ms: number) =>
		wait(ms, undefined, { ref: false, signal: stopping.signal }).catch((error: unknown) => {
			if (!stopping.signal.aborted) throw error;
		});
	const sealer = createSealer(db, { now, rest });
	let stopAt = Infinity;
	let droppedAt = -Infinity;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();

	async function work(): Promise<void> {
		try {
			const heads = await sealer.pass(() => performance.now() > stopAt);
			if (folder !== null) noteHeads(folder, heads, now());
			if (stopAt < Infinity || now() - droppedAt < dayMs) return;
			droppedAt = now();
			const last = await dropOldEvents(db, { now: now(), days: options.days });
			if (last !== null)
				await journal.noted({ action: 'eventsDropped', result: 'ok', about: String(last) });
		} catch (error) {
			// The next pass tries again; nothing that is not sealed is lost by waiting.
			onError(error);
		}
	}

	function next(delayMs: number): void {
		if (stopAt < Infinity) return;
		timer = setTimeout(() => {
			running = work().finally(() => next(options.everyMs ?? everyMs));
		}, delayMs);
		timer.unref();
	}

	next(0);
	return async () => {
		stopAt = performance.now();
		stopping.abort();
		clearTimeout(timer);
		await running;
		stopAt = performance.now() + lastPassMs;
		await work();
	};
}
