import { test } from 'vitest';
import { runSeed, type RunOptions } from './chaos/run';

/** One world, ms. Far more than any takes: one that is cut off goes on behind the next and spoils it. */
const patienceMs = 30_000;

/** A test for each handful of worlds: `count` seeds from `from` on. `named`: what `%i`, the first of them, stands in. */
export function playWorlds(
	named: string,
	{ from, count, each = 10 }: { from: number; count: number; each?: number },
	options: RunOptions = {}
): void {
	test.each(Array.from({ length: count / each }, (_, i) => i * each + from))(
		named,
		async (first) => {
			for (let seed = first; seed < first + each; seed++) await runSeed(seed, options);
		},
		each * patienceMs
	);
}
