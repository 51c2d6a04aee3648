import { test } from 'vitest';
import { runSeed } from './chaos/run';

// Worlds in which neighbours pay for something together, and little else happens.
test.each(Array.from({ length: 8 }, (_, i) => i * 5 + 1))(
	'five worlds with money from %i keep every promise',
	async (from) => {
		for (let seed = from; seed < from + 5; seed++) await runSeed(seed, { kind: 'money' });
	}
);
