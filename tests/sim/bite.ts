import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { RunOptions } from './chaos/run';

/** How many worlds a fault may survive. */
const worlds = 100;

type Fn = (...args: never[]) => unknown;
type Real = Record<string, Fn>;

/** A fault, and the words by which the simulation finds it. */
export interface Fault {
	name: string;
	/** What each module exports instead, made from what it really exports. */
	plants: Record<string, (real: Real) => Record<string, unknown>>;
	breach: RegExp;
	/** What the worlds have in which it is looked for; everything, where it does not say. */
	kind?: RunOptions['kind'];
}

/** A counter that says yes every so many times. */
export const everyNth = (n: number) => {
	let count = 0;
	return () => ++count % n === 0;
};

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
export function findsFaults(faults: readonly Fault[]): void {
	let planted: string[] = [];
	afterEach(() => {
		for (const path of planted) vi.doUnmock(path);
		planted = [];
		vi.resetModules();
	});

	test.each(faults.map((fault) => [fault.name, fault] as const))(
		'%s',
		async (_name, { plants, breach, kind }) => {
			vi.resetModules();
			for (const [path, make] of Object.entries(plants)) {
				planted.push(path);
				vi.doMock(path, async (original) => {
					const real = (await original()) as Real;
					return { ...real, ...make(real) };
				});
			}
			expect(await firstBreach(kind)).toMatch(breach);
		},
		300_000
	);
}
