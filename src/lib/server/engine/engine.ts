import type { Kysely } from 'kysely';
import { createAccounts, type AccountsEngine } from '../accounts/engine';
import { createObjections, type ObjectionEngine } from '../accounts/objecting';
import { createAccept } from '../accept/run';
import { createAudit, type AuditEngine } from '../audit/engine';
import { createJournal, type Journal } from '../audit/journal';
import { notedImports, notedSync } from '../audit/noting';
import { notedAuth } from '../audit/noting-auth';
import { createAuth, type AuthEngine } from '../auth/engine';
import { installationSecret } from '../auth/secret';
import { createCopies, type CopyEngine } from '../copy/engine';
import { createDevices, type DeviceEngine } from '../devices/engine';
import { createTreeSource } from '../db/areas';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import { createImports, type ImportEngine } from '../imports/engine';
import { shareImports } from '../imports/several-servers';
import { createPhotos, type PhotoEngine } from '../photos/engine';
import { createReports, type ReportEngine } from '../reports/engine';
import { createSlips, type SlipEngine } from '../slips/engine';
import { createSync, type SyncEngine } from './sync';

/** How an engine is made. */
export interface EngineOptions {
	/** True on a demonstration server: an empty database is filled, sign-in takes one tap. */
	demo: boolean;
	/** A folder of the engine's own for files besides the database (the installation's secret); null in tests. */
	folder: string | null;
	/** How many days a phone may be read without contact; see `leaseFrom`. */
	lease?: number;
	/** Epoch ms; the machine's clock unless a test brings its own. */
	now?: () => number;
	/** Told of errors that no rule foresaw; never with a person's data. */
	onError?: (error: unknown) => void;
}

/**
 * Everything that touches the database, as flat asynchronous methods whose arguments and results can be cloned, so
 * that the whole may live behind a thread. Expected failures are thrown as `ProblemError`.
 */
export type Engine = SyncEngine &
	AuthEngine &
	ImportEngine &
	ReportEngine &
	PhotoEngine &
	DeviceEngine &
	CopyEngine &
	SlipEngine &
	AccountsEngine &
	ObjectionEngine &
	AuditEngine;

/** Assembles the engine from its rooms over an open, migrated database, and the journal that they write to. */
export function createEngine(
	db: Kysely<Tables>,
	options: EngineOptions
): { engine: Engine; journal: Journal } {
	const now = options.now ?? Date.now;
	const onError = options.onError ?? (() => undefined);
	const trees = createTreeSource();
	const secret = installationSecret(options.folder);
	const journal = createJournal(db, trees, { secret, now, onError });
	const { lease } = options;
	const sync = createSync(db, { trees, now, onError, ...(lease ? { lease } : {}) });
	const accept = createAccept(db, trees, now);
	const auth = createAuth(db, accept, { secret, demo: options.demo, now });
	const own = createImports(db, accept, {
		now,
		onError,
		onEnd: (personId, jobId, result) =>
			journal.note({ action: 'importEnded', result, personId, about: jobId })
	});
	const imports = isPostgres(db) ? shareImports(db, own, { now, onError }) : own;
	const engine = {
		...notedSync(sync, journal),
		...notedAuth(auth, journal),
		...notedImports(imports, journal),
		...createReports(db, now),
		...createPhotos(db, trees, now),
		...createCopies(db, trees, now),
		...createDevices(db, trees, { secret, now, journal }),
		...createAccounts(db, trees, now),
		...createObjections(db, trees, { accept, now }),
		...createSlips(db, trees, { secret, now, journal }),
		...createAudit(db, trees, { now, journal }),
		settle: async () => {
			await sync.settle();
			await journal.settle();
		}
	};
	return { engine, journal };
}
