import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { read, root } from './sources';

const permissive = new Set([
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'CC0-1.0',
	'ISC',
	'MIT',
	'MIT-0',
	'Python-2.0',
	'Unlicense',
	'Zlib'
]);

/** Whether an SPDX expression leaves a permissive choice: one side of an OR, both sides of an AND. */
export function isPermissive(expression: string): boolean {
	const bare = expression.replace(/[()]/g, ' ').trim();
	return bare
		.split(/\s+OR\s+/)
		.some((choice) => choice.split(/\s+AND\s+/).every((one) => permissive.has(one.trim())));
}

interface Locked {
	license?: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

/** Old packages name their licence under a heading of their readme alone. */
function readmeLicence(path: string): string | undefined {
	const file = `${path}/Readme.md`;
	return existsSync(join(root, file))
		? /^## License\s+(\S+)\s*$/m.exec(read(file))?.[1]
		: undefined;
}

/** Where Node finds a package that the one at `from` asks for: beside it, or in a folder further up. */
function locate(packages: Record<string, Locked>, from: string, name: string): string | undefined {
	for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
		const path = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
		if (packages[path]) return path;
		if (base === '') return undefined;
	}
}

/**
 * Every package that an installation runs with, and its licence as the lock file or the package itself names it.
 * Followed from our own dependencies: npm also counts what is merely offered to them (peers), like the build tools.
 */
export function licencesOfProduction(): { name: string; licence: string }[] {
	const { packages } = JSON.parse(read('package-lock.json')) as {
		packages: Record<string, Locked>;
	};
	const found = new Set<string>();
	const follow = (from: string) => {
		const { dependencies, optionalDependencies } = packages[from]!;
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
			const path = locate(packages, from, name);
			if (!path || found.has(path)) continue;
			found.add(path);
			follow(path);
		}
	};
	follow('');
	return [...found].sort().map((path) => {
		const file = `${path}/package.json`;
		const own = existsSync(join(root, file))
			? (JSON.parse(read(file)) as { license?: string }).license
			: undefined;
		return {
			name: path.replace(/^.*node_modules\//, ''),
			licence: packages[path]!.license ?? own ?? readmeLicence(path) ?? 'none'
		};
	});
}
