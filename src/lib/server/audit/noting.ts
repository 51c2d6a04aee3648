import type { AuditAction } from '$lib/domain/audit';
import type { AuthEngine } from '../auth/engine';
import type { Client } from '../auth/client';
import { ProblemError } from '../http/problem';
import type { ImportEngine } from '../imports/engine';
import type { SyncEngine } from '../engine/sync';
import type { AuditNote, Journal } from './journal';

type Facts = Omit<AuditNote, 'action' | 'result'>;

/**
 * Does the work and notes how it ended. A success is answered only when its line is on the disk; a refusal is answered
 * at once, so that a flood of them costs one transaction and its time tells nothing.
 */
async function noting<T>(
	journal: Journal,
	action: AuditAction,
	facts: Facts,
	work: () => Promise<T>,
	more: (value: T) => Facts = () => ({})
): Promise<T> {
	let value: T;
	try {
		value = await work();
	} catch (error) {
		const result = error instanceof ProblemError ? error.code : 'broken';
		journal.note({ action, result, ...facts });
		throw error;
	}
	await journal.noted({ action, result: 'ok', ...facts, ...more(value) });
	return value;
}

const from = ({ address }: Client): Facts => ({ address });

/** Sign-in whose every act leaves a line: what was typed does not get into it. `joinLook` only reads and is left alone. */
export function notedAuth(auth: AuthEngine, journal: Journal): AuthEngine {
	const whose = ({ value }: { value: { person: { id: string } } }): Facts => ({
		personId: value.person.id
	});
	return {
		...auth,
		async setup(request, client) {
			const done = await noting(
				journal,
				'setUp',
				from(client),
				() => auth.setup(request, client),
				whose
			);
			await journal.noted({ action: 'passwordSet', result: 'ok', ...from(client), ...whose(done) });
			return done;
		},
		invite: (personId, about) =>
			noting(journal, 'linkMade', { personId, about }, () => auth.invite(personId, about)),
		async join(request, client) {
			const hadLogin = await auth.joinLook(request.token).then(
				({ login }) => login !== null,
				() => false
			);
			const done = await noting(
				journal,
				'linkUsed',
				{ ...from(client), token: request.token },
				() => auth.join(request, client),
				whose
			);
			const action = hadLogin ? 'passwordChanged' : 'passwordSet';
			await journal.noted({ action, result: 'ok', ...from(client), ...whose(done) });
			return done;
		},
		signIn: (request, client) =>
			noting(
				journal,
				'signIn',
				{ ...from(client), login: request.login },
				() => auth.signIn(request, client),
				whose
			),
		async signOut(client) {
			const session = await auth.sessionOf(client.cookie);
			if (!session) return auth.signOut(client);
			const facts = { ...from(client), personId: session.personId };
			return noting(journal, 'signOut', facts, () => auth.signOut(client));
		},
		// The phone's own id lies sealed under the very key that is asked for: the ring stands for it.
		giveShare: (personId, request, client) =>
			noting(journal, 'shareGiven', { ...from(client), personId, about: request.ringId }, () =>
				auth.giveShare(personId, request, client)
			),
		demoSignIn: (personId, client) =>
			noting(journal, 'signIn', { ...from(client), personId }, () =>
				auth.demoSignIn(personId, client)
			)
	};
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
