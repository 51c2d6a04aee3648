import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { LoginName } from '$lib/protocol/session';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import type { Client } from './client';
import { deviceOf } from './devices';
import { noteSignIn } from './history';
import type { Library } from './library';
import { foldLogin } from './login-name';
import { workInVain } from './password';
import { lastDayThatCounts } from './session';
import { countedForPassword, tryCounted } from './tries';

/**
 * A login that nobody can have chosen (too short). It stands for whatever could not be a login, so that such a try
 * takes as long as any other and no odd character reaches the database.
 */
const nobody = '-';

/** Who has a login, and whether its password opens anything. */
interface Holder {
	personId: string;
	/** They have a password, and an appointment that is not long over. */
	isActive: boolean;
}

async function holderOf(
	db: Kysely<Tables>,
	login: string,
	now: number
): Promise<Holder | undefined> {
	const row = await db
		.selectFrom('people')
		.leftJoin('accounts', 'accounts.person_id', 'people.id')
		.select(['people.id', 'accounts.password'])
		.select((eb) =>
			eb
				.selectFrom('posts')
				.select((posts) => posts.fn.countAll<number>().as('count'))
				.whereRef('posts.person_id', '=', 'people.id')
				.where((or) =>
					or.or([or('posts.to_day', 'is', null), or('posts.to_day', '>=', lastDayThatCounts(now))])
				)
				.as('posts')
		)
		.where('people.login', '=', login)
		.executeTakeFirst();
	return row && { personId: row.id, isActive: row.password !== null && Number(row.posts) > 0 };
}

/**
 * Whose login and password these are. Throws `wrongLogin` (401) for an unknown login, a wrong password and a person who
 * has no business here any more, told apart by nothing: the words, the lines written and the one Argon2id are the same.
 * `tooManyTries` (429) after too many of them, whatever the password, and after the same work.
 */
export async function checkPassword(
	db: Kysely<Tables>,
	library: () => Promise<Library>,
	given: { login: string; password: string },
	client: Client,
	now: number
): Promise<string> {
	const login = v.is(LoginName, given.login) ? foldLogin(given.login) : nobody;
	const device = await deviceOf(db, client, { login });
	// Counted by what was typed: what cannot be a login is blocked for itself, not for all the others.
	const counted = countedForPassword(given.login, client.address, device?.id);
	const look = () => compare(db, library, { login, password: given.password }, client, now);
	return tryCounted(db, counted, now, look, workInVain);
}

async function compare(
	db: Kysely<Tables>,
	library: () => Promise<Library>,
	{ login, password }: { login: string; password: string },
	client: Client,
	now: number
): Promise<string> {
	const holder = await holderOf(db, login, now);
	// The library would answer at once where there is no password to compare with.
	const isWorth = holder?.isActive && password !== '';
	const { api } = await library();
	// A Response rather than an exception: 401 is the expected case here.
	const response = await api.signInUsername({
		body: { username: isWorth ? login : nobody, password: password || nobody },
		asResponse: true
	});
	if (response.status === 200) {
		const { token, user } = (await response.json()) as { token: string; user: { id: string } };
		// Nobody is in yet: a session is opened when nothing else is missing.
		await db.deleteFrom('sessions').where('token', '=', token).execute();
		return user.id;
	}
	if (response.status >= 500) throw new Error(`auth: sign-in answered ${response.status}`);
	const note = { way: 'password', outcome: 'wrongPassword', kind: client.kind } as const;
	await noteSignIn(db, { personId: holder?.personId ?? null, ...note }, now);
	throw new ProblemError(401, 'wrongLogin');
}
