import 'fake-indexeddb/auto';
import { expect } from 'vitest';
import { withEach, type Planted } from '../faults';
import type { RunOptions } from './chaos/run';

/** How many worlds a fault may survive. */
const worlds = 100;

/** A fault, and the words by which the simulation finds it. */
export interface Fault extends Planted {
	breach: RegExp;
	/** What the worlds have in which it is looked for; everything, where it does not say. */
	kind?: RunOptions['kind'];
}

/** Plays worlds until a promise breaks; answers its words, or undefined when all of them held. */
async function firstBreach(kind: RunOptions['kind']): Promise<string | undefined> {
	const { runSeed, BrokenPromise } = await import('./chaos/run');
	for (let seed = 1; seed <= worlds; seed++)
		try {
			await runSeed(seed, kind ? { kind } : {});
		} catch (error) {
			if (!(error instanceof BrokenPromise)) throw error;
			return error.cause instanceof Error ? error.cause.message : String(error.cause);
		}
	return undefined;
}

/** For each fault, a test that the seeds find it. */
export const findsFaults = (faults: readonly Fault[]): void =>
	withEach(
		faults,
		async ({ kind, breach }) => expect(await firstBreach(kind)).toMatch(breach),
		300_000
	);
