import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { firstScreen } from './src/launch/first-screen.mjs';

/** Tests of functions that keep nothing between two calls: their files may share what they import. */
const pure = ['src/lib/{domain,views,ui,text,protocol}/**/*.test.ts'];
/** The others start servers, open disks or plant faults, each file in a process of its own. */
const real = ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/{model,sim,server}/**/*.test.ts'];

export default defineConfig(({ command }) => ({
	plugins: [sveltekit(), firstScreen()],
	build: { target: 'es2022' },
	// Hundreds of small files otherwise, read and compiled again by every thread of the server at its start.
	ssr: { noExternal: command === 'build' ? ['kysely', 'valibot'] : [] },
	test: {
		projects: [
			{ extends: true, test: { name: 'pure', include: pure, isolate: false } },
			{
				extends: true,
				test: { name: 'real', include: real, exclude: [...pure, 'node_modules/**'] }
			}
		],
		environment: 'node',
		testTimeout: 30_000,
		hookTimeout: 60_000,
		pool: 'forks',
		// The simulated worlds throw away so much that a fifth of their time went into collecting it.
		execArgv: ['--max-semi-space-size=64'],
		// One more than the cores of the smallest machine: a file waits for a disk or a lock for a quarter of its time.
		maxWorkers: 3
	}
}));
