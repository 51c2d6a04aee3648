import { spawn, type ChildProcess } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { root, run } from '../../src/launch/run.mjs';

const source = join(root, 'tests/bench/peers');
/** Where they are installed: outside of our own sources, which are checked line by line. */
const folder = join(root, '.cache/peers');

/** Who else can bring a register into a browser: two libraries, and the browser's own database without any. */
export type Peer = 'pouch' | 'rxdb' | 'raw';

/** A row as it lies in the phone's table of rows, with its indexed labels. */
export interface PeerRow {
	key: string;
	kind: string;
	id: string;
	home: string;
	seq: number;
	at: number;
	body: unknown;
	todo?: string;
	about?: string;
}

/** The peers' servers and pages, with these rows behind them. */
export interface Peers {
	/** Opens the peer's page: `/pouch`, `/rxdb` or `/raw` behind it. */
	url: string;
	end(): void;
}

/** Installs the peers from their own lock file, unless that very lock is installed already. */
async function ensurePeers(): Promise<void> {
	mkdirSync(folder, { recursive: true });
	cpSync(source, folder, { recursive: true });
	const marker = join(folder, 'node_modules', '.installed');
	const lock = readFileSync(join(source, 'package-lock.json'), 'utf8');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
	// Started by npm, this inherits our own strictness about Node's version; see the folder's .npmrc.
	const flags = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund'];
	const args = ['ci', ...flags, '--prefix', folder];
	const { code, output } = await run('npm', args, { shell: process.platform === 'win32' });
	if (code !== 0) throw new Error(`The peers could not be installed:\n${output}`);
	writeFileSync(marker, lock);
}

/** Each page is a bundle of its own: RxDB brings another Dexie, which refuses to be loaded beside ours. */
async function buildPages(into: string): Promise<void> {
	for (const name of ['pouch', 'rxdb', 'raw'])
		await build({
			configFile: false,
			root: folder,
			mode: 'production',
			logLevel: 'error',
			define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
			build: {
				outDir: into,
				emptyOutDir: false,
				lib: {
					entry: join(folder, 'pages', `${name}.js`),
					formats: ['iife'],
					name: 'peer',
					fileName: () => `${name}.js`
				}
			}
		});
}

/** Builds the pages and starts the servers. Rejects with the process's last words when they do not come up. */
export async function startPeers(rows: readonly PeerRow[]): Promise<Peers> {
	await ensurePeers();
	const work = mkdtempSync(join(tmpdir(), 'linli-peers-'));
	await buildPages(work);
	const file = join(work, 'rows.json');
	writeFileSync(file, JSON.stringify(rows));
	const child = spawn(process.execPath, [join(folder, 'serve.mjs'), file, work], {
		cwd: work,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	const end = () => {
		child.kill('SIGKILL');
		rmSync(work, { recursive: true, force: true, maxRetries: 5 });
	};
	try {
		return { url: `http://127.0.0.1:${await portOf(child)}`, end };
	} catch (error) {
		end();
		throw error;
	}
}

function portOf(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		let said = '';
		child.stderr?.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-2_000)));
		createInterface({ input: child.stdout! }).on('line', (line) => {
			const told = /^\{"port":(\d+)\}$/.exec(line);
			if (told) resolve(Number(told[1]));
		});
		child.on('exit', (code) => reject(new Error(`The peers' server ended with ${code}: ${said}`)));
	});
}
