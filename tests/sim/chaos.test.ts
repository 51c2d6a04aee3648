import { test } from 'vitest';
import { runSeed } from './chaos/run';

/** Half of the seeds that every test run plays; the other half is in a file of its own, for the second core. */
test.each(Array.from({ length: 25 }, (_, i) => i * 10 + 1))('ten seeds from %i', async (from) => {
	for (let seed = from; seed < from + 10; seed++) await runSeed(seed);
});
