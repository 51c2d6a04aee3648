import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { id, townNow } from '../engine/test-town';
import { dropOldEvents } from './drop';
import type { Head } from './seal';
import { openTrail, type Trail } from './test-trail';

const tables = ['operations', 'audit_events', 'audit_blocks'];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe.each(testDatabases)('the chain of the audit trail on $name', (databases) => {
	let trail: Trail;
	/** How many lines the town has from its foundation. */
	let founded: number;
	beforeAll(async () => {
		await databases.begin();
		trail = await openTrail(await databases.fresh());
		const { n } = await trail.town.db
			.selectFrom('operations')
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
		founded = Number(n);
		for (const table of tables)
			await sql`create table ${sql.table(`kept_${table}`)} as select * from ${sql.table(table)}`.execute(
				trail.town.db
			);
	});
	// Every test begins in the town as it was founded, whatever the last one has done to its trail.
	beforeEach(async () => {
		for (const table of tables) {
			await sql`delete from ${sql.table(table)}`.execute(trail.town.db);
			await sql`insert into ${sql.table(table)} select * from ${sql.table(`kept_${table}`)}`.execute(
				trail.town.db
			);
		}
		trail.town.clock.now = townNow;
		trail.sealer = trail.anotherSealer();
	});
	afterAll(async () => {
		await trail.town.close();
		await databases.end();
	});

	const signIn = () => trail.journal.noted({ action: 'signIn', result: 'ok' });
	const later = (ms: number) => (trail.town.clock.now += ms);

	/** Three blocks: the foundation, then twice a visit and a sign-in. */
	async function threeBlocks(): Promise<Head[]> {
		const heads = await trail.sealer.pass();
		for (let i = 0; i < 2; i++) {
			later(2 * hourMs);
			await trail.visits(1);
			await signIn();
			heads.push(...(await trail.sealer.pass()));
		}
		expect(heads.map((head) => head.number)).toEqual([1, 2, 3]);
		return heads;
	}

	test('seals what is there, once, and says what still waits', async () => {
		expect(await trail.check()).toBe(`0 blocks, 0 lines, 0 dropped, ${founded} open`);
		await threeBlocks();
		expect(await trail.sealer.pass()).toEqual([]);
		expect(await trail.check()).toBe(`3 blocks, ${founded + 4} lines, 0 dropped, 0 open`);
		await signIn();
		expect(await trail.check()).toBe(`3 blocks, ${founded + 4} lines, 0 dropped, 1 open`);
	});

	test('makes several blocks of many lines', async () => {
		for (let i = 0; i < 4; i++) await trail.visits(200);
		expect((await trail.sealer.pass()).map((head) => head.number)).toEqual([1, 2]);
		expect(await trail.check()).toBe(`2 blocks, ${founded + 800} lines, 0 dropped, 0 open`);
	});

	test('seals a line that is committed late, behind lines of a later time', async () => {
		await trail.sealer.pass();
		later(hourMs / 2);
		await signIn();
		await trail.sealer.pass();
		later(-hourMs / 4);
		await trail.visits(1);
		later(hourMs / 4);
		expect(await trail.sealer.pass()).toHaveLength(1);
		// A sealer that starts anew knows what the others have sealed.
		expect(await trail.anotherSealer().pass()).toEqual([]);
		expect(await trail.check()).toBe(`3 blocks, ${founded + 2} lines, 0 dropped, 0 open`);
	});

	test('goes on when a clock that ran ahead for years is set right', async () => {
		await trail.sealer.pass();
		later(2_000 * dayMs);
		await signIn();
		await trail.sealer.pass();
		later(-1_999 * dayMs);
		await trail.visits(1);
		await trail.sealer.pass();
		later(2 * hourMs);
		await signIn();
		await trail.sealer.pass();
		expect(await trail.check()).toBe(`4 blocks, ${founded + 3} lines, 0 dropped, 0 open`);
	});

	test('is one chain when several servers seal at the same moment', async () => {
		const sealers = [trail.sealer, trail.anotherSealer(), trail.anotherSealer()];
		for (let round = 0; round < 5; round++) {
			await trail.visits(20);
			await signIn();
			later(60_000);
			await Promise.all(sealers.map((one) => one.pass()));
		}
		expect(await trail.check()).toMatch(new RegExp(`, ${founded + 105} lines, 0 dropped, 0 open$`));
	});

	/** Makes the change with everything that the database's owner may do. */
	const tamper = (text: string) => sql.raw(text).execute(trail.town.db);

	test.each([
		[
			'a changed result',
			`update operations set result = 'held' where command = 'visit.log'`,
			/^lineChanged 2 operations /
		],
		[
			'a changed author',
			`update operations set person_id = '${id()}' where command = 'visit.log'`,
			/^lineChanged 2 operations /
		],
		['a changed time', 'update audit_events set at = at + 1', /^lineChanged 2 audit_events - /],
		[
			'changed words',
			`update operations set args = '{}' where command = 'visit.log'`,
			/^lineChanged 2 operations /
		],
		[
			'a carrier added',
			`update operations set carried_by = person_id where command = 'visit.log'`,
			/^lineChanged 2 operations /
		],
		[
			'a changed refusal',
			`update audit_events set result = 'wrongLogin'`,
			/^lineChanged 2 audit_events - /
		],
		[
			'a deleted operation',
			`delete from operations where command = 'visit.log'`,
			/^lineMissing 2 operations /
		],
		['a deleted event', 'delete from audit_events', /^lineMissing 2 audit_events - /],
		[
			'an event deleted as if its time were over',
			'delete from audit_events; update audit_blocks set dropped_at = 1',
			/^lineMissing 2 audit_events - /
		],
		[
			'an inserted event',
			`insert into audit_events (community, id, at, action, result) values ('', '${id()}', ${townNow}, 'signIn', 'ok')`,
			/^lineInserted audit_events - /
		],
		['a deleted first block', 'delete from audit_blocks where number = 1', /^blockMissing 1$/],
		['a deleted block', 'delete from audit_blocks where number = 2', /^blockMissing 2$/],
		[
			'a deleted block, the gap closed',
			'delete from audit_blocks where number = 2; update audit_blocks set number = 2 where number = 3',
			/^blockMoved 2$/
		],
		[
			'swapped blocks',
			'update audit_blocks set number = -2 where number = 2; update audit_blocks set number = 2 where number = 3; update audit_blocks set number = 3 where number = -2',
			/^blockMoved 2$/
		],
		[
			'a block of another time',
			'update audit_blocks set sealed_at = 1 where number = 2',
			/^blockChanged 2$/
		],
		[
			'a line taken off a list',
			`update audit_blocks set count = 1, list = substr(list, 1, 146) where number = 2`,
			/^blockChanged 2$/
		],
		[
			'a changed list',
			`update audit_blocks set list = replace(list, '0', '1') where number = 2`,
			/^blockChanged 2$/
		]
	])('%s is found, with its place', async (_, statements, found) => {
		await threeBlocks();
		expect(await trail.check()).toMatch(/0 open$/);
		for (const one of statements.split('; ')) await tamper(one);
		expect(await trail.check()).toMatch(found);
	});

	test('an operation slipped in is found, and no sealer takes it in', async () => {
		await threeBlocks();
		const slipped = id();
		await tamper(
			`insert into operations select community, '${slipped}', person_id, device_id, seq, command, version, args, claimed_at, ${townNow}, clock, scope, base, supersedes, result, refusal, events, carried_by, redacted from operations where command = 'visit.log' limit 1`
		);
		const found = `lineInserted operations ${trail.town.community} ${slipped}`;
		expect(await trail.check()).toBe(found);
		expect(await trail.sealer.pass()).toEqual([]);
		expect(await trail.anotherSealer().pass()).toEqual([]);
		expect(await trail.check()).toBe(found);
	});

	test('an end that was cut off is found by whoever knows a head', async () => {
		const heads = await threeBlocks();
		expect(await trail.check(heads)).toMatch(/^3 blocks/);
		await tamper('delete from audit_blocks where number = 3');
		await tamper(`delete from audit_events where at = ${trail.town.clock.now}`);
		// By itself a shorter chain is a whole one.
		expect(await trail.check()).toMatch(/^2 blocks/);
		expect(await trail.check([heads[2]!])).toBe(`headUnknown 3 ${heads[2]!.hash}`);
		// Nor does it help to seal the rest anew.
		await trail.anotherSealer().pass();
		expect(await trail.check(heads.slice(0, 2))).toMatch(/^3 blocks/);
		expect(await trail.check(heads)).toContain('headUnknown');
	});

	test('events whose time is over go, from the beginning, and the chain stays whole', async () => {
		await threeBlocks();
		later(400 * dayMs);
		await signIn();
		await trail.sealer.pass();
		const now = trail.town.clock.now;
		expect(await dropOldEvents(trail.town.db, { now, days: 401 })).toBeNull();
		expect(await dropOldEvents(trail.town.db, { now, days: 399 })).toBe(3);
		expect(await dropOldEvents(trail.town.db, { now, days: 399 })).toBeNull();
		const left = await trail.town.db.selectFrom('audit_events').select('at').execute();
		expect(left).toEqual([{ at: now }]);
		expect(await trail.check()).toBe(`4 blocks, ${founded + 3} lines, 2 dropped, 0 open`);
		// What must not go is missed all the same.
		await tamper(`delete from operations where command = 'visit.log'`);
		expect(await trail.check()).toMatch(/^lineMissing 2 operations/);
	});
});
