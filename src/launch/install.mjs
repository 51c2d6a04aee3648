import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { say, secondsSince, Trouble } from './say.mjs';

const marker = join(root, 'node_modules', '.linli-installed');

const readOr = (file, otherwise) => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return otherwise; // not there yet
	}
};

/** What the installed packages must fit: the lock file, and the Node and machine they were fetched for. */
function wanted() {
	const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
	const [major] = process.versions.node.split('.');
	return `${lock.digest('hex')} node${major} ${process.platform}-${process.arch}\n`;
}

/** Whether somebody's own `npm ci` has brought everything already: npm's list of what is there fits the lock. */
function isComplete() {
	const list = readOr(join(root, 'node_modules', '.package-lock.json'));
	if (!list) return false;
	const { packages: there } = JSON.parse(list);
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
	return Object.entries(packages).every(
		([path, { version, optional, peer, link }]) =>
			path === '' ||
			link ||
			there[path]?.version === version ||
			(!there[path] && (optional || peer))
	);
}

function npm(args) {
	// Started by npm, this names its script; a bare `node src/launch/start.mjs` finds it on the path.
	const script = process.env.npm_execpath;
	if (script && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script, ...args]);
	return run('npm', args, { shell: process.platform === 'win32' });
}

/** Installs the packages of the lock file, unless they are there already for this Node. */
export async function ensureInstalled() {
	const want = wanted();
	const have = readOr(marker, '');
	if (have === want) return;
	if (have === '' && isComplete()) {
		writeFileSync(marker, want);
		return;
	}
	const since = Date.now();
	say('正在安装软件包…', 'Installing packages …');
	// `--include=dev`: the build needs them, also where NODE_ENV says production.
	const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--include=dev']);
	if (code !== 0) {
		process.stderr.write(output);
		throw new Trouble('安装没有成功，原因见上。', 'Installing failed; npm says why above.', 1);
	}
	writeFileSync(marker, want);
	say(`已安装（${secondsSince(since)}）`, `Installed (${secondsSince(since)})`);
}
