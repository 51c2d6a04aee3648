import { test } from 'vitest';
import { runSeed } from './chaos/run';

// The first 180 of the 500 seeds of every test run, 40 each in chaos-money.test.ts and chaos-case.test.ts among them; the
// others lie in a file of their own, for the second core.
test.each(Array.from({ length: 18 }, (_, i) => i * 10 + 1))(
	'ten worlds from %i keep every promise',
	async (from) => {
		for (let seed = from; seed < from + 10; seed++) await runSeed(seed);
	}
);
