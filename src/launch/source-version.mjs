import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const inputs = [
	'src',
	'static',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** Tests and the launcher, but for how files are cut, are not part of what is built: touching them must not offer phones an update. */
const isOutside = (name) =>
	(name.startsWith('src/launch/') && !name.endsWith('/first-screen.mjs')) ||
	/\.test\.ts$/.test(name);

function* filesBelow(path) {
	if (!existsSync(path)) return;
	if (!statSync(path).isDirectory()) {
		yield path;
		return;
	}
	for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/**
 * The version of a build: twelve hex digits of a hash over everything a build reads.
 * The same sources give the same version, so phones are offered an update only when there is one.
 */
export function sourceVersion() {
	const hash = createHash('sha256');
	for (const input of inputs) {
		for (const file of filesBelow(join(root, input))) {
			const name = relative(root, file).split(sep).join('/');
			if (isOutside(name)) continue;
			hash.update(name).update('\0').update(readFileSync(file)).update('\0');
		}
	}
	return hash.digest('hex').slice(0, 12);
}
