import { Migrator, type Kysely } from 'kysely';
import { migrations } from './migrations/all';
import type { Tables } from './tables';

/** Brings the database to the newest shape; does nothing when it is there. Throws the first error of a migration. */
export async function migrateToLatest(db: Kysely<Tables>): Promise<void> {
	const migrator = new Migrator({
		db,
		provider: { getMigrations: () => Promise.resolve(migrations) },
		allowUnorderedMigrations: true
	});
	const { error } = await migrator.migrateToLatest();
	if (error) throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}
