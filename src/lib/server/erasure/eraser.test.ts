import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logDays } from '$lib/domain/erasure/schema';
import type { Erasure } from '$lib/domain/erasure/schema';
import type { Visit } from '$lib/domain/visit/schema';
import { openTrail, type Trail } from '../audit/test-trail';
import { testDatabases } from '../db/test-databases';
import type { Where } from '../db/open';
import {
	command,
	household,
	id,
	phone,
	pullFrom,
	short,
	townNow,
	visit
} from '../engine/test-town';
import { draftArgs, feePlan } from '$lib/domain/campaign/test-campaigns';
import { protocolVersion } from '$lib/protocol/envelope';
import { writeRedaction } from '../audit/canonical.mjs';
import { createEraser, type Eraser } from './eraser';

const dayMs = 86_400_000;

/** Words that nobody uses elsewhere, to be looked for. */
const secrets = {
	name: '欧阳测试甲',
	phone: '13911112222',
	number: '11010519491231002X',
	note: '这户甲的门铃坏了',
	comment: '请问清门铃是哪天坏的',
	late: '一年以后才传上来的话',
	asked: '这户甲的事问一下办公室'
};

describe.each(testDatabases)('deletion on request on $name', (databases) => {
	let where: Where;
	let trail: Trail;
	let eraser: Eraser;
	const removed: string[] = [];
	const photo = { sha256: 'a'.repeat(64), type: 'image/jpeg', bytes: 10, width: 1, height: 1 };
	const offered = { ...photo, sha256: 'b'.repeat(64) };
	const ids = { household: id(), visit: id(), erasure: id(), question: id() };
	const office = phone();
	const leader = phone();
	let opened: unknown[] = [];

	beforeAll(async () => {
		await databases.begin();
		where = await databases.fresh();
		trail = await openTrail(where);
		const { town } = trail;
		eraser = createEraser(town.db, {
			now: () => town.clock.now,
			accept: town.accept,
			leftDays: 731,
			photos: { remove: (sha256) => Promise.resolve(void removed.push(sha256)) },
			rest: () => Promise.resolve()
		});
		const [unit] = town.units;
		const family = household(unit.id, '101', { id: ids.household });
		const [head] = family.residents;
		const full = {
			...family,
			residents: [{ ...head, name: secrets.name, phone: secrets.phone }],
			particulars: [
				{
					...{ residentId: head!.id, idNumber: secrets.number, birth: null },
					...{ ethnicity: null, hardship: '' }
				}
			]
		};
		const register = [office.operation('household.register', full)];
		expect(await push(town.people.office, office, register)).toEqual(['applied']);
		// The second is the office's, too: it stays with the offer that names it.
		const photos = [photo, offered];
		opened = [
			leader.operation('visit.log', {
				...visit(ids.household, { words: secrets.note, photos }),
				id: ids.visit
			})
		];
		expect(await push(unit.leader, leader, opened)).toEqual(['applied']);
		const more = [
			office.operation('visit.return', { id: ids.visit, seen: 0, comment: secrets.comment })
		];
		expect(await push(town.people.office, office, more)).toEqual(['applied']);
		const draft = draftArgs({
			...{ chosen: null, plan: feePlan({ sharers: [] }) },
			offers: [{ id: id(), supplier: '门厂', fen: 1, words: '', photos: [offered] }]
		} as object);
		const written = { ...draft, id: id(), areaId: town.community };
		expect(
			await push(town.people.office, office, [office.operation('campaign.draft', written)])
		).toEqual(['applied']);
		const entry = {
			...{ state: 'conflict', subject: ids.household, command: 'household.amend' },
			...{ at: townNow, code: null, said: null }
		};
		const question = { id: ids.question, areaId: unit.id, entry, words: secrets.asked };
		expect(await push(unit.leader, leader, [leader.operation('question.ask', question)])).toEqual([
			'applied'
		]);
		await town.db
			.insertInto('photos')
			.values({
				...{ community: town.community, person_id: unit.leader, uploaded_at: townNow },
				...{ ...photo, type: 'image/jpeg' as const }
			})
			.execute();
	});
	afterAll(async () => {
		await trail.town.close();
		await databases.end();
	});

	const push = async (personId: string, by: ReturnType<typeof phone>, operations: unknown[]) =>
		(await trail.town.sync.push(personId, by.push(operations))).receipts.map(short);
	const body = async <T>(kind: string, one: string): Promise<T | null> => {
		const row = await trail.town.db
			.selectFrom('rows')
			.select('body')
			.where('kind', '=', kind as 'visit')
			.where('id', '=', one)
			.executeTakeFirst();
		return row?.body ? (JSON.parse(row.body) as T) : null;
	};
	/** Which of the words stand anywhere in the tables. */
	async function found(): Promise<string[]> {
		const { db } = trail.town;
		const log = await db.selectFrom('operations').select(['args', 'refusal', 'events']).execute();
		const rows = await db.selectFrom('rows').select(['body', 'gone']).execute();
		const all = JSON.stringify([log, rows]);
		return Object.entries(secrets).flatMap(([name, word]) => (all.includes(word) ? [name] : []));
	}

	test('the rows lose everything within a pass; the log keeps it for six months', async () => {
		const { town } = trail;
		expect(await found()).toEqual(['name', 'phone', 'number', 'note', 'comment', 'asked']);
		const asked = office.operation('erasure.ask', {
			...{ id: ids.erasure, householdId: ids.household, residents: null, ground: 'asked' }
		});
		expect(await push(town.people.office, office, [asked])).toEqual(['applied']);
		await eraser.pass();
		const rows = await town.db.selectFrom('rows').select('body').execute();
		for (const word of Object.values(secrets)) expect(JSON.stringify(rows)).not.toContain(word);
		const left = await body<Visit>('visit', ids.visit);
		expect(left).toMatchObject({ cleared: ids.erasure, first: { result: 'home', words: '' } });
		expect(removed).toEqual([photo.sha256]);
		expect(await town.db.selectFrom('photos').selectAll().execute()).toEqual([]);
		expect((await body<Erasure>('erasure', ids.erasure))?.clearedAt).toBe(town.clock.now);
		const before = await town.db.selectFrom('operations').select('op_id').execute();
		await eraser.pass();
		expect(await town.db.selectFrom('operations').select('op_id').execute()).toEqual(before);
		await trail.sealer.pass();
		expect(await trail.check()).toMatch(/ 0 open$/);
	});

	test('phones hear of it with their next pull, and hold nothing of it after', async () => {
		const { town } = trail;
		const home = `${town.units[0].id}:register`;
		const page = await pullFrom(town.sync, town.people.worker, {
			...{ protocol: protocolVersion, deviceId: id(), from: [[home, 0]], limit: 500 }
		} as never);
		expect(page.rows.some((row) => row.kind === 'erasure' && row.id === ids.erasure)).toBe(true);
		for (const word of Object.values(secrets)) expect(JSON.stringify(page)).not.toContain(word);
	});

	test('what comes late is refused plainly, and its words are never kept', async () => {
		const { town } = trail;
		const late = [
			leader.operation('visit.log', visit(ids.household, { words: secrets.late })),
			leader.operation('visit.amend', {
				...{ id: ids.visit, result: 'home', needs: [], words: secrets.late }
			})
		];
		const told = await push(town.units[0].leader, leader, late);
		expect(told).toEqual(['householdErased householdId', 'recordErased id']);
		expect(await push(town.units[0].leader, leader, late)).toEqual(told);
		expect(await found()).not.toContain('late');
		town.clock.now += 2 * 3_600_000;
		await trail.sealer.pass();
		expect(await trail.check()).toMatch(/ 0 open, 2 redacted$/);
	});

	test('a line that claims to have lost its words before the day, or to no request, was changed', async () => {
		const { town } = trail;
		const line = await town.db
			.selectFrom('operations')
			.selectAll()
			.where('command', '=', 'visit.return')
			.executeTakeFirstOrThrow();
		const { contentHash } = await import('../audit/canonical.mjs');
		const content = contentHash(line as never);
		for (const erasure of [ids.erasure, id()]) {
			await town.db
				.updateTable('operations')
				.set({ args: 'null', redacted: writeRedaction({ content, erasure }) })
				.where('op_id', '=', line.op_id)
				.execute();
			if (erasure !== ids.erasure) town.clock.now += 2 * logDays * dayMs;
			expect(await trail.check()).toMatch(/^lineChanged \d+ operations /);
		}
		town.clock.now -= 2 * logDays * dayMs;
		await town.db
			.updateTable('operations')
			.set({ args: line.args, redacted: null })
			.where('op_id', '=', line.op_id)
			.execute();
		expect(await trail.check()).toMatch(/ 0 open, 2 redacted$/);
	});

	test('not a day early, and then not a word is left; the chain holds, and receipts are the same', async () => {
		const { town } = trail;
		const erasure = (await body<Erasure>('erasure', ids.erasure))!;
		town.clock.now = erasure.clearedAt! + logDays * dayMs - 1;
		await eraser.pass();
		expect(await found()).toContain('name');
		town.clock.now += 1;
		// Stopped in the middle, and begun anew.
		await eraser.pass(() => true);
		await eraser.pass();
		expect(await found()).toEqual([]);
		expect((await body<Erasure>('erasure', ids.erasure))?.forgottenAt).toBe(town.clock.now);
		await trail.sealer.pass();
		expect(await trail.check()).toMatch(/ 0 open, 6 redacted$/);
		expect(await push(town.units[0].leader, leader, opened)).toEqual(['applied']);

		const changed = sql`update operations set redacted = ${writeRedaction({ content: 'b'.repeat(64), erasure: ids.erasure })} where command = 'visit.return'`;
		await changed.execute(town.db);
		expect(await trail.check()).toMatch(/^lineChanged/);
	});

	test('other households keep their words', async () => {
		const { town } = trail;
		const { n } = await town.db
			.selectFrom('operations')
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.where('redacted', 'is', null)
			.where('command', '=', 'household.register')
			.executeTakeFirstOrThrow();
		expect(Number(n)).toBe(9);
		expect(town.errors).toEqual([]);
		const run = await town.accept.run(
			[{ command: command('household.register', household(town.units[0].id, '101')) }],
			{
				personId: town.people.office,
				name: '某人',
				posts: [
					{
						...{ appointmentId: id(), role: 'office', areaId: town.community },
						...{ from: '2026-01-05', to: null }
					}
				]
			},
			{ at: town.clock.now, deviceId: id() }
		);
		expect(run).toEqual({ ok: true });
	});

	test('not a word is left in the bytes of the database either', () => {
		// PostgreSQL keeps old rows until its own vacuum: docs/OPERATING.md.
		if (where.kind !== 'sqlite') return;
		for (const file of [where.file, `${where.file}-wal`]) {
			const bytes = readFileSync(file);
			expect(bytes.includes('欧阳测试') ? file : '').toBe('');
			for (const [name, word] of Object.entries(secrets))
				expect(bytes.includes(word) ? `${name} in ${file}` : '').toBe('');
		}
		// The search itself finds what is there.
		expect(readFileSync(where.file).includes(ids.erasure)).toBe(true);
	});
});
