import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { firstScreen } from './src/launch/first-screen.mjs';

export default defineConfig(({ command }) => ({
	plugins: [sveltekit(), firstScreen()],
	build: { target: 'es2022' },
	// Hundreds of small files otherwise, read and compiled again by every thread of the server at its start.
	ssr: { noExternal: command === 'build' ? ['kysely', 'valibot'] : [] },
	test: {
		include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/{model,sim,server}/**/*.test.ts'],
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
