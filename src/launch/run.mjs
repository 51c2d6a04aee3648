import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The checkout's own folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The script of a package's command, to be run by this very Node: no shell, the same on every system. */
export const tool = {
	vite: 'node_modules/vite/bin/vite.js',
	vitest: 'node_modules/vitest/vitest.mjs',
	playwright: 'node_modules/@playwright/test/cli.js',
	prettier: 'node_modules/prettier/bin/prettier.cjs',
	eslint: 'node_modules/eslint/bin/eslint.js',
	knip: 'node_modules/knip/bin/knip.js',
	svelteKit: 'node_modules/@sveltejs/kit/svelte-kit.js',
	svelteCheck: 'node_modules/svelte-check/bin/svelte-check'
};

// An `npm ci` that outlived its launcher would fight the next one over the same files.
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => {
		if (running.size === 0) return;
		for (const child of running) child.kill(signal);
		process.exit(130);
	});

/**
 * Runs a program in the checkout and waits for its end. `code` is null when it could not be started or was killed;
 * `output` holds both its streams. With `show`, the person sees them as they come, and `output` stays empty.
 */
export function run(program, args, { show = false, env = {}, shell = false } = {}) {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
			shell
		});
		running.add(child);
		let output = '';
		child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
		child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
		const end = (code) => {
			running.delete(child);
			resolve({ code, output });
		};
		child.on('error', (error) => {
			output += `${error.message}\n`;
			end(null);
		});
		child.on('close', end);
	});
}

/** Runs one of the tools above. */
export const runTool = (name, args = [], options = {}) =>
	run(process.execPath, [tool[name], ...args], options);
