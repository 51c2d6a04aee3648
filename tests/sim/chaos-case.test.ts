import { test } from 'vitest';
import { runSeed } from './chaos/run';

// Worlds in which cases are mediated, and little else happens.
test.each(Array.from({ length: 8 }, (_, i) => i * 5 + 1))(
	'five worlds with cases from %i keep every promise',
	async (from) => {
		for (let seed = from; seed < from + 5; seed++) await runSeed(seed, { kind: 'case' });
	}
);
