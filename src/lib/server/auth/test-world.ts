import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { uuid7 } from '$lib/domain/kernel/uuid';
import type { Id } from '$lib/domain/kernel/id';
import type { Role } from '$lib/domain/kernel/actor';
import type { SignInReply } from '$lib/protocol/access';
import type { SessionReply } from '$lib/protocol/session';
import { createAccept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import { migrateToLatest } from '../db/migrate';
import { openDatabase, type Where } from '../db/open';
import type { Tables } from '../db/tables';
import type { Client } from './client';
import { createAuth, type AuthEngine } from './engine';

// What the tests of sign-in stand on: a real database with a small town, and a clock they can turn.

/** A fresh id. */
export const id = (): Id => uuid7(Date.now(), randomBytes(10));

/** The town's areas by name. */
export const places = { town: id(), east: id(), west: id(), grid: id(), otherGrid: id() };
/** Names an area of the town. */
export type Place = keyof typeof places;

const tree: Record<Place, { kind: Tables['areas']['kind']; path: Id[] }> = {
	town: { kind: 'subdistrict', path: [places.town] },
	east: { kind: 'community', path: [places.town, places.east] },
	west: { kind: 'community', path: [places.town, places.west] },
	grid: { kind: 'grid', path: [places.town, places.east, places.grid] },
	otherGrid: { kind: 'grid', path: [places.town, places.west, places.otherGrid] }
};

/** A browser somewhere. */
export const client = (more: Partial<Client> = {}): Client => ({
	cookie: null,
	origin: 'https://linli.example',
	secure: false,
	address: '192.0.2.1',
	kind: 'chrome/android',
	...more
});

/** The cookie that a browser sends back. */
export const pair = (setCookie: string | undefined): string => (setCookie ?? '').split(';')[0]!;

/** Whoever an answer let in; throws when something else is missing. */
export function inside(reply: SignInReply): SessionReply {
	if (reply.step !== 'done') throw new Error(`not signed in: ${reply.step}`);
	return reply.session;
}

/** 'done', or the code and field of the refusal. */
export const outcome = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'done',
		(error: { code?: string; field?: string }) =>
			error.code ? [error.code, error.field].filter(Boolean).join(' ') : Promise.reject(error)
	);

/** A town with its sign-in. `clock` may be turned forward. */
export interface World {
	db: Kysely<Tables>;
	auth: AuthEngine;
	clock: number;
	/** Appoints somebody, new unless `person` is given; answers their id. */
	appointed(
		role: Role,
		place: Place,
		more?: { person?: Id; from?: string; to?: string | null }
	): Promise<Id>;
	/** Somebody, a grid worker unless said, who has joined with the password `eight chars`, and their session. */
	member(
		login: string,
		role?: Role,
		place?: Place
	): Promise<{ person: Id; boss: Id; cookie: string }>;
	end(): Promise<void>;
}

/** Opens a new world in an empty database; `empty` has no town yet. */
export async function openWorld(
	where: Where,
	options: { demo?: boolean; empty?: boolean } = {}
): Promise<World> {
	const db = await openDatabase(where);
	await migrateToLatest(db);
	if (!options.empty)
		for (const [name, { kind, path }] of Object.entries(tree) as [Place, (typeof tree)[Place]][])
			await db
				.insertInto('areas')
				.values({
					community: places.east,
					id: places[name],
					parent_id: path.at(-2) ?? null,
					kind,
					name,
					code: null,
					path: JSON.stringify(path)
				})
				.execute();
	const world: World = {
		db,
		clock: Date.now(),
		auth: createAuth(db, createAccept(db, createTreeSource()), {
			secret: randomBytes(32).toString('base64url'),
			demo: options.demo ?? false,
			now: () => world.clock
		}),
		async appointed(role, place, more = {}) {
			const person = more.person ?? id();
			await db
				.insertInto('posts')
				.values({
					community: places.east,
					person_id: person,
					appointment_id: id(),
					name: '某某',
					role,
					area_id: places[place],
					from_day: more.from ?? '2020-01-01',
					to_day: more.to ?? null
				})
				.execute();
			return person;
		},
		async member(login, role = 'gridWorker', place = 'grid') {
			const boss = await world.appointed('subdistrict', 'town');
			const person = await world.appointed(role, place);
			const { token } = await world.auth.invite(boss, person);
			const joined = await world.auth.join({ token, login, password: 'eight chars' }, client());
			return { person, boss, cookie: pair(joined.cookies[0]) };
		},
		end: () => db.destroy()
	};
	return world;
}
