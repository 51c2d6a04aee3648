// Every role on every command, every home and every route, against one table written by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '../../src/lib/domain/kernel/actor';
import { reachTable, type Reach } from '../../src/lib/domain/kernel/reach';
import { rights } from '../../src/lib/domain/kernel/rights';
import { commandByName } from '../../src/lib/domain/registry';
import { testDatabases, type TestDatabases } from '../../src/lib/server/db/test-databases';
import { stopEngine } from '../../src/lib/server/engine/get';
import { mayOpen } from '../../src/lib/views/shell/ways';
import { actsWithoutRow, tryAct } from './matrix/acts';
import { acts, ending, homes, open, people, requests, type Who } from './matrix/expected';
import { pageOf } from './matrix/page';
import { openBodies } from './matrix/own-access';
import { requestsWithoutRow, tryRequest } from './matrix/requests';
import { allHomes, homesWithoutRow, trySeeing } from './matrix/seen-homes';
import { routes } from './matrix/asking';
import { foundMatrix, type MatrixWorld } from './matrix/world';

// Whoever asks so much would be told to slow down. The door reads this when it is built.
vi.hoisted(() => (process.env.LINLI_RATE_FACTOR = '1000000'));

const folder = mkdtempSync(join(tmpdir(), 'linli-matrix-'));
process.env.LINLI_DATA = folder;
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
	delete process.env.LINLI_DATA;
	delete process.env.LINLI_RATE_FACTOR;
});

const everybody = Object.keys(people) as Who[];
type Rows = Map<string, Record<Who, string>>;

async function fill(
	rows: Iterable<string>,
	answer: (row: string, who: Who) => Promise<string>,
	asked = everybody
): Promise<Rows> {
	const found: Rows = new Map();
	for (const row of rows) {
		const cells = {} as Record<Who, string>;
		for (const who of asked) cells[who] = await answer(row, who);
		found.set(row, cells);
	}
	return found;
}

async function seen(world: MatrixWorld, asked = everybody): Promise<Rows> {
	const all = await allHomes(world);
	const byPerson = new Map<Who, Map<string, string>>();
	for (const who of asked) byPerson.set(who, await trySeeing(world, all, who));
	const answer = (row: string, who: Who) => byPerson.get(who)!.get(row) ?? 'none';
	return fill(homes.keys(), (row, who) => Promise.resolve(answer(row, who)), asked);
}

/** Cells of what was found in which it differs from what is expected, in words. */
const differences = (found: Rows, expected: ReadonlyMap<string, Record<Who, string>>): string[] =>
	[...found].flatMap(([row, cells]) =>
		(Object.keys(cells) as Who[])
			.filter((who) => cells[who] !== expected.get(row)![who])
			.map((who) => `${row}, ${people[who]}: ${cells[who]}, not ${expected.get(row)![who]}`)
	);

describe('the matrix is about everything there is', () => {
	test('every command has a row', () => expect(actsWithoutRow()).toEqual([]));
	test('every route has a row', () => {
		expect(routes.length).toBeGreaterThan(20);
		expect(requestsWithoutRow()).toEqual([]);
	});
	test('every command has its roles from the list of rights', () => {
		for (const [name, def] of commandByName) expect(def.roles).toBe(rights[name as 'area.add']);
	});
	test('pages bring nothing along that the server would have to judge: what they show is asked for by the routes above', () =>
		expect(Object.keys(import.meta.glob('/src/routes/**/+{page,layout}.server.{ts,js}'))).toEqual(
			[]
		));
	test('pages of the office open for those who work there, others for whoever is signed in', () => {
		const pages = Object.keys(import.meta.glob('/src/routes/**/+page.svelte')).map(
			(file) => file.slice('/src/routes'.length, -'/+page.svelte'.length) || '/'
		);
		const opened = (page: string) =>
			[undefined, ...Object.keys(reachTable)].filter((role) =>
				mayOpen(page.replace(/\/\([^)]*\)/g, '') || '/', role !== undefined, role as Role)
			);
		const all = Object.keys(reachTable);
		for (const page of pages)
			expect([page, opened(page)]).toEqual([
				page,
				page.startsWith('/(office)')
					? ['office', 'subdistrict']
					: page.startsWith('/(public)') || page === '/'
						? [undefined, ...all]
						: all
			]);
	});
});

/** A world before all tests of a suite; gone after them. */
function useWorld(databases: TestDatabases): () => MatrixWorld {
	let world: MatrixWorld | undefined;
	beforeAll(async () => {
		await databases.begin();
		world = await foundMatrix(await databases.fresh(), folder);
	}, 180_000);
	afterAll(async () => {
		await stopEngine();
		await databases.end();
	});
	return () => world!;
}

// Rules are the same code on both databases. What SQL decides is who reads what; of the rest PostgreSQL is asked for one
// of each kind, which keeps this file quick.
const [sqlite, postgres] = testDatabases as [TestDatabases, TestDatabases];
describe.each([
	{ name: sqlite.name, databases: sqlite, asked: everybody },
	{
		name: postgres.name,
		databases: postgres,
		asked: ['leader', 'office', 'farOffice', 'exOffice'] satisfies Who[] as Who[]
	}
])('who may do and see what on $name', ({ databases, asked }) => {
	const world = useWorld(databases);

	test('every home is seen by those who may hold it, and is nothing to others', async () => {
		expect(homesWithoutRow(world(), await allHomes(world()))).toEqual([]);
		expect(differences(await seen(world()), homes)).toEqual([]);
	}, 120_000);

	test('every command is carried out for those who may give it', async () => {
		const found = await fill(acts.keys(), (row, who) => tryAct(world(), row, who), asked);
		expect(differences(found, acts)).toEqual([]);
	}, 180_000);

	test('every route answers those whom it is for', async () => {
		const found = await fill(requests.keys(), (row, who) => tryRequest(world(), row, who), asked);
		expect(differences(found, requests)).toEqual([]);
	}, 180_000);

	test('the open routes answer everybody alike', async () => {
		for (const [way, status] of Object.entries(open))
			for (const who of ['nobody', 'stranger', 'office'] as const) {
				const [method, path] = way.split(' ') as [string, string];
				const response = await world().ask(who, path, { method, body: openBodies[way] });
				expect([way, who, response.status]).toEqual([way, who, status]);
			}
	});

	test('whoever signs out is nobody', async () => {
		for (const who of everybody) {
			const [method, path] = ending.split(' ') as [string, string];
			expect((await world().ask(who, path, { method })).status).toBe(200);
			expect((await world().ask(who, '/api/session')).status).toBe(204);
		}
	});
});

test('docs/AUTHORISATION.md says the same as the table', async () => {
	const tables = {
		'What travels to a phone': homes,
		Commands: acts,
		'Other requests': requests
	};
	await expect(await pageOf(tables)).toMatchFileSnapshot('../../docs/AUTHORISATION.md');
}, 120_000);

describe('the matrix finds a hole', () => {
	const world = useWorld(sqlite);
	const inRole = (role: Role) => everybody.filter((who) => world().roleOf(who) === role);

	test.each<[string, Role, DataClass, Reach]>([
		['visits of all leaders on a leader’s phone', 'unitLeader', 'visit', 'tree'],
		['the register on a mediator’s phone', 'mediator', 'register', 'tree'],
		['the register on the sub-district’s devices', 'subdistrict', 'register', 'tree'],
		['staff on a grid worker’s phone', 'gridWorker', 'staff', 'tree'],
		['no visits on a party group’s phone', 'gridParty', 'visit', 'none']
	])(
		'in what is seen: %s',
		async (_, role, dataClass, reach) => {
			const mend = plant(role, dataClass, reach);
			try {
				const now = await seen(world(), inRole(role));
				expect(differences(now, homes).length).toBeGreaterThan(0);
			} finally {
				mend();
			}
		},
		120_000
	);

	test.each<[string, string, Role]>([
		['a grid worker who reviews', 'visit.accept', 'gridWorker'],
		['a leader who strikes households off', 'household.remove', 'unitLeader'],
		['a party group that merges households', 'household.merge', 'gridParty'],
		['a mediator who visits', 'visit.log', 'mediator']
	])(
		'in what is done: %s',
		async (_, command, role) => {
			const def = commandByName.get(command)!;
			const { roles } = def;
			def.roles = [...roles, role];
			try {
				const rows = [...acts.keys()].filter((row) => row.startsWith(command));
				const now = await fill(rows, (row, who) => tryAct(world(), row, who), inRole(role));
				expect(differences(now, acts).length).toBeGreaterThan(0);
			} finally {
				def.roles = roles;
			}
		},
		120_000
	);

	test('in power that is passed on after its end', async () => {
		const def = commandByName.get('appointment.make')!;
		def.passesPower = false;
		try {
			const row = 'appointment.make: a grid worker, dated back';
			const now = await fill([row], (one, who) => tryAct(world(), one, who), ['exOffice']);
			expect(differences(now, acts)).toEqual([
				`${row}, in the office until last week: yes, not no`
			]);
		} finally {
			def.passesPower = true;
		}
	});
});

type DataClass = keyof (typeof reachTable)['office'];

/** Plants a reach; the answer takes it away again. */
function plant(role: Role, dataClass: DataClass, reach: Reach): () => void {
	const before = reachTable[role][dataClass];
	reachTable[role][dataClass] = reach;
	return () => void (reachTable[role][dataClass] = before);
}
