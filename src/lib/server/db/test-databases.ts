import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateToLatest } from './migrate';
import { openDatabase, type Where } from './open';
import { startTestPostgres } from './test-postgres';

// The same tests on both databases: `describe.each(testDatabases)`.

/** One kind of database, with as many of it as a test file wants: in the newest shape, and with nothing in them. */
export interface TestDatabases {
	name: string;
	/** Before all tests of the file. */
	begin(): Promise<void>;
	fresh(): Promise<Where>;
	/** After all of them; connections are closed by then. */
	end(): Promise<void>;
}

/** Brings an empty one into its newest shape. */
async function shaped<W extends Where>(where: W): Promise<W> {
	const db = await openDatabase(where);
	await migrateToLatest(db);
	await db.destroy();
	return where;
}

const sqlite = (): TestDatabases => {
	const folders: string[] = [];
	const fileOfItsOwn = () => {
		const folder = mkdtempSync(join(tmpdir(), 'linli-sqlite-'));
		folders.push(folder);
		return { kind: 'sqlite' as const, file: join(folder, 'linli.db') };
	};
	let model: { file: string };
	return {
		name: 'SQLite',
		async begin() {
			model = await shaped(fileOfItsOwn());
		},
		fresh() {
			const where = fileOfItsOwn();
			copyFileSync(model.file, where.file);
			return Promise.resolve(where);
		},
		end() {
			for (const folder of folders) rmSync(folder, { recursive: true, force: true });
			return Promise.resolve();
		}
	};
};

const postgres = (): TestDatabases => {
	let server: Awaited<ReturnType<typeof startTestPostgres>> | undefined;
	let model: { url: string };
	return {
		name: 'PostgreSQL',
		async begin() {
			server = await startTestPostgres();
			model = await shaped({ kind: 'postgres' as const, url: await server.freshUrl() });
		},
		// A copy is there in a tenth of the time that all migrations take.
		fresh: async () => ({ kind: 'postgres', url: await server!.freshUrl(model.url) }),
		end: async () => server?.stop()
	};
};

/** SQLite in a file, and a real PostgreSQL. */
export const testDatabases: TestDatabases[] = [sqlite(), postgres()];
