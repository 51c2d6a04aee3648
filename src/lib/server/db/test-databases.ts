import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Where } from './open';
import { startTestPostgres } from './test-postgres';

// The same tests on both databases: `describe.each(testDatabases)`.

/** One kind of database, with as many empty ones of it as a test file wants. */
export interface TestDatabases {
	name: string;
	/** Before all tests of the file. */
	begin(): Promise<void>;
	fresh(): Promise<Where>;
	/** After all of them; connections are closed by then. */
	end(): Promise<void>;
}

const sqlite = (): TestDatabases => {
	const folders: string[] = [];
	return {
		name: 'SQLite',
		begin: () => Promise.resolve(),
		fresh() {
			const folder = mkdtempSync(join(tmpdir(), 'linli-sqlite-'));
			folders.push(folder);
			return Promise.resolve({ kind: 'sqlite', file: join(folder, 'linli.db') });
		},
		end() {
			for (const folder of folders) rmSync(folder, { recursive: true, force: true });
			return Promise.resolve();
		}
	};
};

const postgres = (): TestDatabases => {
	let server: Awaited<ReturnType<typeof startTestPostgres>> | undefined;
	return {
		name: 'PostgreSQL',
		async begin() {
			server = await startTestPostgres();
		},
		fresh: async () => ({ kind: 'postgres', url: await server!.freshUrl() }),
		end: async () => server?.stop()
	};
};

/** SQLite in a file, and a real PostgreSQL. */
export const testDatabases: TestDatabases[] = [sqlite(), postgres()];
