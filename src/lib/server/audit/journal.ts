import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { AuditAction } from '$lib/domain/audit';
import { uuid7 } from '$lib/domain/kernel/uuid';
import { foldLogin } from '../auth/login-name';
import { fingerprint } from '../auth/token';
import { actorsOf } from '../db/actor';
import { communityOfActor, type TreeSource } from '../db/areas';
import { cleanText, insertMany, type Bulk } from '../db/bulk';
import type { AuditEventsTable, Tables } from '../db/tables';
import { originOf } from './origin';

/** Something to be noted. `login` and `token` only serve to find out whose they are; neither is kept. */
export interface AuditNote {
	action: AuditAction;
	/** `ok`, or the code of the refusal. */
	result: string;
	personId?: string | null;
	deviceId?: string | null;
	/** An id, never words. */
	about?: string | null;
	/** The network address, of which only a mark is kept. */
	address?: string;
	/** What was typed as a login name, when nobody is signed in. */
	login?: string;
	/** A one-time link's token. */
	token?: string;
}

/** The way into the table of events. */
export interface Journal {
	/** Notes it soon, in one transaction with whatever else is noted then. Never rejects: failures go to `onError`. */
	note(note: AuditNote): void;
	/** Notes it and resolves when it is on the disk; rejects when it cannot be written. */
	noted(note: AuditNote): Promise<void>;
	/** Resolves when nothing waits any more. */
	settle(): Promise<void>;
}

const events: Bulk<'audit_events'> = {
	table: 'audit_events',
	columns: [
		['community', 'text'],
		['id', 'text'],
		['at', 'bigint'],
		['person_id', 'text'],
		['device_id', 'text'],
		['action', 'text'],
		['result', 'text'],
		['about', 'text'],
		['origin', 'text']
	]
};

/** Builds the journal over an open, migrated database that can be written. `now`: epoch ms. */
export function createJournal(
	db: Kysely<Tables>,
	trees: TreeSource,
	options: { secret: string; now(): number; onError(error: unknown): void }
): Journal {
	interface Waiting {
		note: AuditNote;
		at: number;
		resolve(): void;
		reject(error: unknown): void;
	}
	const waiting: Waiting[] = [];
	let draining: Promise<void> | undefined;

	async function write(part: readonly Waiting[]): Promise<void> {
		await db.transaction().execute(async (trx) => {
			const people = await Promise.all(part.map(({ note }) => personOf(trx, note)));
			const known = [...new Set(people.flatMap((id) => id ?? []))];
			const actors = await actorsOf(trx, known.length > 0 ? known : ['']);
			const tree = await trees(trx);
			const rows = part.map(({ note, at }, i): AuditEventsTable => {
				const person = people[i] ?? null;
				const actor = person === null ? undefined : actors.get(person);
				return {
					community: actor ? communityOfActor(tree, actor) : '',
					id: uuid7(at, randomBytes(10)),
					at,
					person_id: person,
					device_id: note.deviceId ?? null,
					action: note.action,
					result: note.result,
					about: note.about ?? null,
					origin: note.address === undefined ? null : originOf(note.address, options.secret)
				};
			});
			await insertMany(
				trx,
				events,
				rows.map((row) => events.columns.map(([name]) => row[name]))
			);
		});
	}

	async function tryWrite(part: readonly Waiting[]): Promise<void> {
		await write(part);
		for (const { resolve } of part) resolve();
	}

	async function drain(): Promise<void> {
		// Whoever is answered meanwhile does not wait for this; so neither can the answer's time tell whether an account exists.
		await setImmediate();
		while (waiting.length > 0) {
			const part = waiting.splice(0, 200);
			// What cannot be written is found out by trying each alone, so that one never takes its neighbours down.
			await tryWrite(part).catch(async () => {
				for (const one of part) await tryWrite([one]).catch(one.reject);
			});
		}
		draining = undefined;
	}

	const noted = (note: AuditNote) =>
		new Promise<void>((resolve, reject) => {
			waiting.push({ note, at: options.now(), resolve, reject });
			draining ??= drain();
		});
	return {
		noted,
		note(note) {
			noted(note).catch(options.onError);
		},
		settle: async () => draining
	};
}

/** Whose it is, as far as anybody can tell. */
async function personOf(trx: Kysely<Tables>, note: AuditNote): Promise<string | null> {
	if (note.personId) return note.personId;
	if (note.token !== undefined) {
		const link = await trx
			.selectFrom('invitations')
			.select('person_id')
			.where('token_hash', '=', fingerprint(note.token))
			.executeTakeFirst();
		return link?.person_id ?? null;
	}
	if (note.login === undefined) return null;
	const person = await trx
		.selectFrom('people')
		.select('id')
		.where('login', '=', cleanText(foldLogin(note.login)))
		.executeTakeFirst();
	return person?.id ?? null;
}
