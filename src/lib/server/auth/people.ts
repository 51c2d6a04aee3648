import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { foldLogin } from './login-name';
import type { Tables } from '../db/tables';

/** Whether anybody can sign in at all; until then the installation waits for its setup. */
export async function hasAccounts(db: Kysely<Tables>): Promise<boolean> {
	const row = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst();
	return row !== undefined;
}

/** The login name a person has, null if none. */
export async function loginOf(db: Kysely<Tables>, personId: string): Promise<string | null> {
	const row = await db
		.selectFrom('people')
		.select('login')
		.where('id', '=', personId)
		.executeTakeFirst();
	return row?.login ?? null;
}

/** The hash of the person's password; null for somebody without one (demonstration). */
export async function passwordHashOf(db: Kysely<Tables>, personId: string): Promise<string | null> {
	const row = await db
		.selectFrom('accounts')
		.select('password')
		.where('person_id', '=', personId)
		.where('provider_id', '=', 'credential')
		.executeTakeFirst();
	return row?.password ?? null;
}

/**
 * Gives a person this login and password, in the caller's transaction: a new account, or the old one with what is new.
 * Whoever was signed in as them is signed out. False, and nothing written, when somebody else has the login.
 */
export async function writeAccount(
	db: Kysely<Tables>,
	person: { id: string; name: string; login: string; passwordHash: string },
	now: number
): Promise<boolean> {
	const at = new Date(now).toISOString();
	const login = foldLogin(person.login);
	const holder = await db
		.selectFrom('people')
		.select('id')
		.where('login', '=', login)
		.executeTakeFirst();
	if (holder && holder.id !== person.id) return false;
	// The look above is for the usual case; two people choosing one name at the same moment meet at the unique index,
	// where `do nothing` tells them apart on both databases.
	const written = await db
		.insertInto('people')
		.values({
			id: person.id,
			name: person.name,
			login,
			email: null,
			image: null,
			created_at: at,
			updated_at: at
		})
		.onConflict((c) => c.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!written) {
		const renamed = await db
			.updateTable('people')
			.set({ name: person.name, login, updated_at: at })
			.where('id', '=', person.id)
			.returning('id')
			.executeTakeFirst();
		if (!renamed) return false;
	}
	await db.deleteFrom('sessions').where('person_id', '=', person.id).execute();
	await db.deleteFrom('accounts').where('person_id', '=', person.id).execute();
	await db
		.insertInto('accounts')
		.values({
			id: randomUUID(),
			account_id: person.id,
			provider_id: 'credential',
			person_id: person.id,
			password: person.passwordHash,
			created_at: at,
			updated_at: at
		})
		.execute();
	return true;
}

/** Another password for a person who has one; whoever else was signed in as them is signed out. */
export async function changePassword(
	db: Kysely<Tables>,
	personId: string,
	passwordHash: string,
	now: number
): Promise<void> {
	await db.deleteFrom('sessions').where('person_id', '=', personId).execute();
	await db
		.updateTable('accounts')
		.set({ password: passwordHash, updated_at: new Date(now).toISOString() })
		.where('person_id', '=', personId)
		.where('provider_id', '=', 'credential')
		.execute();
}

/** Makes sure that a person stands in `people`, without login or password (demonstration servers). */
export async function ensurePerson(
	db: Kysely<Tables>,
	person: { id: string; name: string },
	now: number
): Promise<void> {
	const at = new Date(now).toISOString();
	await db
		.insertInto('people')
		.values({
			...person,
			login: null,
			email: null,
			image: null,
			created_at: at,
			updated_at: at
		})
		.onConflict((c) => c.column('id').doNothing())
		.execute();
}
