import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { leaseDays } from '$lib/domain/lease';
import { createAccept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import { ensureEpoch } from '../db/epoch';
import { migrateToLatest } from '../db/migrate';
import { openDatabase, type Where } from '../db/open';
import type { DemoName } from '../demo/setting';
import { startErasing } from '../erasure/erasing';
import { openPhotoFolder } from '../photos/folder';
import { startSealing } from '../audit/sealing';
import { daysFrom, eventDays, leftDays } from './days';
import { createEngine, type Engine, type EngineOptions } from './engine';

/** Where an engine lives and how; plain data that can cross a thread. */
export interface EnginePlace {
	where: Where;
	/** The demonstration with which an empty database is filled; false on a server of real people. */
	demo: DemoName | false;
	/** The data folder. */
	folder: string;
}

/** A running engine and the way to end it. */
export interface RunningEngine {
	engine: Engine;
	/** Finishes what was accepted, then lets go of the database. */
	stop(): Promise<void>;
}

/**
 * Opens the database and the engine over it. The `writer` also brings the database to the newest shape and fills an
 * empty demonstration; a `reader` only ever reads, and is started after its writer. Throws if the database cannot
 * be opened or migrated.
 */
export async function startEngine(
	place: EnginePlace,
	role: 'writer' | 'reader',
	more: Pick<EngineOptions, 'onError' | 'now'> = {}
): Promise<RunningEngine> {
	if (place.where.kind === 'sqlite' && place.where.file !== ':memory:')
		mkdirSync(dirname(place.where.file), { recursive: true });
	const db = await openDatabase(place.where, { readOnly: role === 'reader' });
	try {
		if (role === 'writer') {
			await migrateToLatest(db);
			await ensureEpoch(db);
			if (place.demo) await fillDemo(db, place.demo, more.now ?? Date.now);
		}
		const days = daysFrom('LINLI_AUDIT_DAYS', eventDays);
		const afterLeft = daysFrom('LINLI_LEFT_DAYS', leftDays);
		const { engine, journal } = createEngine(db, {
			demo: place.demo !== false,
			folder: place.folder,
			lease: daysFrom('LINLI_LEASE_DAYS', leaseDays),
			...more
		});
		const stopSealing =
			role === 'writer'
				? startSealing(db, {
						now: more.now ?? Date.now,
						onError: more.onError ?? (() => undefined),
						journal,
						folder: place.folder,
						days
					})
				: () => Promise.resolve();
		const stopErasing =
			role === 'writer'
				? startErasing(db, {
						now: more.now ?? Date.now,
						onError: more.onError ?? (() => undefined),
						leftDays: afterLeft,
						accept: createAccept(db, createTreeSource(), more.now),
						photos: openPhotoFolder(place.folder)
					})
				: () => Promise.resolve();
		return {
			engine,
			async stop() {
				await engine.stopImports();
				await engine.settle();
				await stopErasing();
				await stopSealing();
				await db.destroy();
			}
		};
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

async function fillDemo(
	db: Awaited<ReturnType<typeof openDatabase>>,
	name: DemoName,
	now: () => number
): Promise<void> {
	const any = await db.selectFrom('operations').select('op_id').limit(1).executeTakeFirst();
	if (any) return;
	// Names and phrases of a demonstration weigh more than the server itself: fetched only where they are needed.
	const { seedDemo } = await import('../demo/seed');
	const { demoSizes } = await import('../demo/subdistrict');
	const accept = createAccept(db, createTreeSource(), now);
	await seedDemo(db, accept, {
		...{ now: now(), size: demoSizes[name] },
		// What runs on the small one wants nothing in the way of its own.
		hasAffairs: name === 'full'
	});
}
