import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Place } from '$lib/app/device';
import { save } from '$lib/app/save';
import type { Area } from '$lib/domain/area/schema';
import type { Actor, Role } from '$lib/domain/kernel/actor';
import { actorOf, idOf, resident } from '$lib/domain/test-world';
import { createAccept } from '$lib/server/accept/run';
import { createTreeSource } from '$lib/server/db/areas';
import { ensureEpoch } from '$lib/server/db/epoch';
import { migrateToLatest } from '$lib/server/db/migrate';
import { openDatabase } from '$lib/server/db/open';
import type { Tables } from '$lib/server/db/tables';
import { createSync, type SyncEngine } from '$lib/server/engine/sync';
import { ProblemError } from '$lib/server/http/problem';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { allShelves, readShelves } from '$lib/store/read-shelves';
import { runCycle } from '$lib/sync/loop';
import type { CycleEnd } from '$lib/sync/phone';

// The real server core on a SQLite file, and phones with the real store and sync, joined by a network that a test can cut.

/** Ten in the morning of 2026-03-02 in China; every clock of a world starts there and moves by itself, epoch ms. */
export const start = Date.UTC(2026, 2, 2, 2, 0);

/** A generator of numbers between 0 and 1 that always runs the same way (mulberry32). */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** What happens to one request: it passes, never arrives, or its answer is lost. */
export type Fate = 'pass' | 'lost' | 'answerLost';

/** The server's side of a world. */
export interface Server {
	db: Kysely<Tables>;
	engine: SyncEngine;
	/** Runs commands as the server itself; throws when one is refused. */
	run(actor: Actor, ...commands: [name: string, args: unknown][]): Promise<void>;
	now(): number;
	close(): Promise<void>;
}

/** The sub-district's administrator. */
export const boss = actorOf('subdistrict', 'S');

/** A household behind a door, as the office registers it. */
export const household = (label: string, unit: string, door: string) => ({
	id: idOf(label),
	unitId: idOf(unit),
	door,
	no: null,
	tenure: 'owner' as const,
	needsCare: false,
	residents: [resident(`${label}-head`)],
	particulars: []
});

const area = (
	kind: Area['kind'],
	label: string,
	parent: string | null,
	code: string | null = null,
	doors: string[] = []
): [string, unknown] => [
	'area.add',
	{
		id: idOf(label),
		kind,
		name: label,
		code,
		parentId: parent && idOf(parent),
		doors: doors.map((no) => ({ no, floor: Number(no[0]), use: 'home' as const }))
	}
];

/** Appoints the person whom `actorOf(role, area)` describes. */
export const appoint = (role: Role, label: string): [string, unknown] => {
	const { personId, name, posts } = actorOf(role, label);
	const { appointmentId, areaId, from, to } = posts[0]!;
	return ['appointment.make', { id: appointmentId, personId, name, role, areaId, from, to }];
};

/**
 * A server with community C: grid G with building B, units U (households H1–H3) and U2 (H4); grid G2 with building B2,
 * unit V (H5). Appointed: a grid worker in each grid, the office, a leader for U and one for U2.
 */
export async function openServer(): Promise<Server> {
	const folder = await mkdtemp(join(tmpdir(), 'linli-sim-'));
	const db = await openDatabase({ kind: 'sqlite', file: join(folder, 'linli.db') });
	await migrateToLatest(db);
	await ensureEpoch(db);
	const trees = createTreeSource();
	let ticks = 0;
	const now = () => start + ++ticks;
	const onError = (error: unknown) => {
		throw error;
	};
	const accept = createAccept(db, trees, now);
	const server: Server = {
		db,
		engine: createSync(db, { trees, now, onError }),
		async run(actor, ...commands) {
			const done = await accept.run(
				commands.map(([name, args]) => ({ command: { name, version: 1, args } })),
				actor,
				{ at: now(), deviceId: idOf('server') }
			);
			if (!done.ok) throw new Error(`${commands[done.index]![0]}: ${done.refusal.code}`);
		},
		now,
		async close() {
			await server.engine.settle();
			await db.destroy();
			await rm(folder, { recursive: true });
		}
	};
	const doors = ['101', '102', '201', '202'];
	await server.run(boss, area('subdistrict', 'S', null, '150204003'));
	await server.run(
		boss,
		area('community', 'C', 'S', '150204003001'),
		area('grid', 'G', 'C', '15020400300101'),
		area('grid', 'G2', 'C', '15020400300102'),
		area('building', 'B', 'G'),
		area('building', 'B2', 'G2'),
		area('unit', 'U', 'B', null, doors),
		area('unit', 'U2', 'B', null, doors),
		area('unit', 'V', 'B2', null, doors),
		['household.register', household('H1', 'U', '101')],
		['household.register', household('H2', 'U', '102')],
		['household.register', household('H3', 'U', '201')],
		['household.register', household('H4', 'U2', '101')],
		['household.register', household('H5', 'V', '101')],
		appoint('gridWorker', 'G'),
		appoint('gridWorker', 'G2'),
		appoint('office', 'C'),
		appoint('unitLeader', 'U'),
		appoint('unitLeader', 'U2')
	);
	return server;
}

/** A phone in a world. */
export interface TestPhone extends Place {
	db: PersonDb;
	/** What becomes of the next requests; `pass` when the list is empty. */
	fates: Fate[];
	/** How far its clock is ahead of the world's, ms. */
	ahead: number;
	/** How many requests left the phone. */
	requests: number;
	/** Saves; yields 'ok' or the code of the failure. */
	act(name: string, args: unknown, version?: number): Promise<string>;
	sync(): Promise<CycleEnd>;
	/** The network as this phone has it now. */
	fetch: typeof fetch;
	/** What lies on the phone, in a form that can be compared: rows without local counters, tiles, trouble. */
	picture(): Promise<unknown>;
}

let devices = 0;
const opened = new Set<PersonDb>();

/** Closes the databases of all phones; call it after each test. */
export function closePhones(): void {
	for (const db of opened) db.close();
	opened.clear();
}

/** A phone of that person, new unless `db` is given (a second tab, or the same phone started again). */
export async function openPhone(
	server: Server,
	person: Actor,
	options: { db?: PersonDb; seed?: number } = {}
): Promise<TestPhone> {
	const number = ++devices;
	const db = options.db ?? new PersonDb(person.personId);
	if (!options.db) {
		for (const old of opened) if (old.name === db.name) old.close();
		await db.delete();
		await db.open();
		await setMeta(db, 'deviceId', idOf(`device-${number}`));
		await setMeta(db, 'posts', [...person.posts]);
	}
	opened.add(db);
	const roll = dice(options.seed ?? number);
	let ticks = 0;
	const phone: TestPhone = {
		db,
		person: { id: person.personId, name: person.name },
		now: () => start + 60_000 + phone.ahead + ++ticks,
		random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(roll() * 256)),
		fates: [],
		ahead: 0,
		requests: 0,
		async act(name, args, version = 1) {
			const saved = await save(phone, { name, version, args });
			return saved.ok ? 'ok' : saved.error.code;
		},
		sync: () => runCycle(phone),
		async fetch(path, init) {
			phone.requests++;
			const fate = phone.fates.shift() ?? 'pass';
			if (fate === 'lost') throw new TypeError('no network');
			const answer = await answerOf(server, person.personId, String(path), String(init?.body));
			if (fate === 'answerLost') throw new TypeError('no network');
			return answer;
		},
		picture: async () => ({
			rows: (await db.rows.all()).map(({ key, home, seq, body, gone, todo }) => ({
				key,
				home,
				seq,
				body,
				gone,
				todo
			})),
			base: await db.base.count(),
			shelves: await allShelves(db),
			homes: (await db.homes.toArray()).map(({ home, cursor, live }) => [home, cursor, live]),
			trouble: await db.outbox.where('state').notEqual('waiting').count()
		})
	};
	return phone;
}

async function answerOf(
	{ engine }: Server,
	personId: string,
	path: string,
	body: string
): Promise<Response> {
	const request = JSON.parse(body) as never;
	try {
		if (path === '/api/sync/push') return Response.json(await engine.push(personId, request));
		if (path === '/api/sync/carry') return Response.json(await engine.carry(personId, request));
		if (path === '/api/sync/heads') return Response.json(await engine.heads(personId, request));
		if (path === '/api/sync/compare') return Response.json(await engine.compare(personId, request));
		return new Response(await engine.pullText(personId, request), {
			headers: { 'content-type': 'application/json' }
		});
	} catch (error) {
		if (!(error instanceof ProblemError)) throw error;
		return Response.json({ code: error.code }, { status: error.status });
	}
}

/** Arguments of a visit to a household. */
export const visit = (label: string, to: string, more: Record<string, unknown> = {}) => ({
	id: idOf(label),
	householdId: idOf(to),
	result: 'home' as const,
	needs: [],
	words: '',
	...more
});

/** A unit's shelf as it lies on a phone. */
export async function shelfIn(db: PersonDb, unitId: string) {
	const [shelf] = await readShelves(db, [unitId]);
	return shelf!;
}
