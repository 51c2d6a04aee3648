import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './run.mjs';
import { say, secondsSince, Trouble } from './say.mjs';
import { sourceVersion } from './source-version.mjs';

// Inside `build/`, which every build empties first: a build that broke off leaves no marker behind.
const marker = join(root, 'build', '.linli-built');

/** Whether `build/` was made from the sources as they are now. */
function isBuilt(version = sourceVersion()) {
	try {
		return readFileSync(marker, 'utf8') === version;
	} catch {
		return false; // never built, or broken off
	}
}

// A build is the same whoever asks for it: a test runner's or a person's own settings would make it a slower, larger one.
const buildEnv = { NODE_ENV: 'production', VITEST: undefined, MODE: undefined, DEV: undefined };

/** Builds unless that has been done for these sources. Answers what Vite said, for whoever has to explain a failure. */
export async function build() {
	const version = sourceVersion();
	if (isBuilt(version)) return { ok: true, output: '' };
	const { code, output } = await runTool('vite', ['build'], { env: buildEnv });
	if (code === 0) writeFileSync(marker, version);
	return { ok: code === 0, output };
}

/** As `build`, with a line for the person, and an error when it fails. */
export async function ensureBuilt() {
	if (isBuilt()) return;
	const since = Date.now();
	say('正在生成…', 'Building …');
	const { ok, output } = await build();
	if (!ok) {
		process.stderr.write(output);
		throw new Trouble('生成没有成功，原因见上。', 'Building failed; Vite says why above.', 1);
	}
	say(`已生成（${secondsSince(since)}）`, `Built (${secondsSince(since)})`);
}
