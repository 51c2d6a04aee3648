import type { AuditAction } from '$lib/domain/audit';
import { ProblemError } from '../http/problem';
import type { ImportEngine } from '../imports/engine';
import type { SyncEngine } from '../engine/sync';
import type { AuditNote, Journal } from './journal';

/** What is known of an act besides what it was and how it ended. */
export type Facts = Omit<AuditNote, 'action' | 'result'>;

/** What a success tells besides: perhaps that it was something else. */
type Told = Facts & { action?: AuditAction };

/**
 * Does the work and notes how it ended. A success is answered only when its line is on the disk; a refusal is answered
 * at once, so that a flood of them costs one transaction and its time tells nothing.
 */
export async function noting<T>(
	journal: Journal,
	action: AuditAction,
	facts: Facts,
	work: () => Promise<T>,
	more: (value: T) => Told | Promise<Told> = () => ({})
): Promise<T> {
	let value: T;
	try {
		value = await work();
	} catch (error) {
		const result = error instanceof ProblemError ? error.code : 'broken';
		journal.note({ action, result, ...facts });
		throw error;
	}
	await journal.noted({ action, result: 'ok', ...facts, ...(await more(value)) });
	return value;
}

/** Sync that leaves a line where the log of operations has none: work brought for somebody else, pushes turned away whole. */
export function notedSync(sync: SyncEngine, journal: Journal): SyncEngine {
	return {
		...sync,
		async push(personId, request) {
			try {
				return await sync.push(personId, request);
			} catch (error) {
				if (error instanceof ProblemError && error.status === 403)
					journal.note({
						action: 'pushRefused',
						result: error.code,
						personId,
						deviceId: request.deviceId
					});
				throw error;
			}
		},
		carry: (personId, request) =>
			noting(
				journal,
				'workCarried',
				{ personId, about: request.personId, deviceId: request.deviceId },
				() => sync.carry(personId, request)
			)
	};
}

/** Imports that leave a line when they are begun and confirmed; how they end, the import itself tells (`onEnd`). */
export function notedImports(imports: ImportEngine, journal: Journal): ImportEngine {
	return {
		...imports,
		startImport: (personId, bytes) =>
			noting(journal, 'importBegun', { personId }, () => imports.startImport(personId, bytes)),
		confirmImport: (jobId, personId) =>
			noting(journal, 'importConfirmed', { personId, about: jobId }, () =>
				imports.confirmImport(jobId, personId)
			)
	};
}
