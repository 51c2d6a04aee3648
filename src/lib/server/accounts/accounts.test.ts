import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Objection, RaiseObjection } from '$lib/domain/objection/schema';
import { serverItself } from '../accept/own-actor';
import { createTreeSource } from '../db/areas';
import { queryOfCampaign, rowsOfCampaign } from '../db/of-campaign';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, townNow, type Town } from '../engine/test-town';
import { createAccounts, type AccountsEngine } from './engine';
import { createObjections, mostUnanswered, type ObjectionEngine } from './objecting';

const outcome = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		({ status, code, field }: { status?: number; code?: string; field?: string }) =>
			[status, code, field].filter(Boolean).join(' ')
	);
const dayMs = 86_400_000;
const words = '换门的发票没有贴出来，请说明';
const from = '2 单元 301 王某';

describe.each(testDatabases)('public accounts, on $name', (databases) => {
	let town: Town;
	let engine: AccountsEngine & ObjectionEngine;
	let books: { campaignId: string; levyId: string };
	const devices = { office: phone(), leader: phone() };

	const push = async (by: 'office' | 'leader', name: string, args: unknown) => {
		const personId = by === 'office' ? town.people.office : town.units[0].leader;
		const one = devices[by].operation(name, args);
		const { receipts } = await town.sync.push(personId, devices[by].push([one]));
		return receipts.map(short)[0];
	};
	const must = async (...act: Parameters<typeof push>) =>
		expect(await push(...act)).toBe('applied');

	/** An open campaign whose accounts are shown this week, unless told otherwise. */
	async function opened({ isShown = true, isOpen = true } = {}) {
		const [campaignId, levyId] = [id(), id()];
		const [unit] = town.units;
		const plan = {
			...{ costFen: 90_000, method: { by: 'household' }, sources: [], exemptions: [] },
			sharers: unit.households.map((one, place) => ({
				...{ id: one, unitId: unit.id, door: `${place + 1}01`, place },
				...{ area: null, floor: null, persons: null, agreedFen: null }
			}))
		};
		const content = {
			...{ title: '换防盗门', purpose: '', offers: [], chosen: null, dueOn: null, plan },
			resolution: { matter: 'voluntary', on: null, words: '', ballots: [] }
		};
		await must('office', 'campaign.draft', {
			...{ id: campaignId, areaId: town.community, seen: 0, content }
		});
		const levies = [{ id: levyId, unitId: unit.id }];
		if (isOpen) await must('office', 'campaign.open', { id: campaignId, seen: 1, levies });
		const shown = { from: '2026-11-20', to: '2026-11-26' };
		if (isOpen && isShown)
			await must('office', 'campaign.publish', { id: campaignId, seen: 2, ...shown });
		return { campaignId, levyId };
	}
	const collect = (fen: number) =>
		must('leader', 'fee.collect', {
			...{ id: id(), levyId: books.levyId, householdId: town.units[0].households[0]! },
			paid: { fen, method: 'cash', reference: null, into: 'collector' }
		});
	const read = () => engine.publicAccounts({ campaignId: books.campaignId });
	const raise = (more: Partial<RaiseObjection> = {}) =>
		engine.objectToAccounts({ id: id(), campaignId: books.campaignId, words, from, ...more });
	const kept = async (objectionId: string) => {
		const row = await town.db
			.selectFrom('rows')
			.selectAll()
			.where('kind', '=', 'objection')
			.where('id', '=', objectionId)
			.executeTakeFirst();
		return row && { home: row.home, body: JSON.parse(row.body!) as Objection };
	};

	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		const now = () => town.clock.now;
		engine = {
			...createAccounts(town.db, createTreeSource(), now),
			...createObjections(town.db, createTreeSource(), { accept: town.accept, now })
		};
	}, 120_000);
	beforeEach(async () => {
		town.clock.now = townNow;
		books = await opened();
	});
	afterAll(async () => {
		expect(town.errors).toEqual([]);
		await town.close();
		await databases.end();
	});

	describe('reading', () => {
		test('shows sums and doors', async () => {
			await collect(30_000);
			expect(await read()).toMatchObject({
				...{ title: '换防盗门', state: 'open', costFen: 90_000, leftFen: 30_000 },
				shown: { from: '2026-11-20', to: '2026-11-26' },
				shares: { dueFen: 90_000, takenFen: 30_000, households: 3, settled: 1 },
				units: [{ doors: [{ door: '101', state: 'paid' }, {}, {}] }],
				objections: { open: 0, answered: [] }
			});
		});

		test('names no household and nobody of the office or the field', async () => {
			await collect(30_000);
			const text = JSON.stringify(await read());
			const [unit] = town.units;
			for (const secret of [
				...unit.households,
				unit.id,
				unit.leader,
				town.people.office,
				'某人',
				'住户'
			])
				expect(text).not.toContain(secret);
		});

		test.each([
			['the evening before', -1, '404 notFound campaignId'],
			['the first day', 0, 'done'],
			['the last day', 6, 'done'],
			['the day after', 7, '404 notFound campaignId']
		])('is for its days alone: %s', async (_when, days, expected) => {
			town.clock.now = townNow + days * dayMs;
			expect(await outcome(read())).toBe(expected);
		});

		test('says the same of a draft, of what was never shown, and of nothing at all', async () => {
			const drafts = [await opened({ isOpen: false }), await opened({ isShown: false })];
			for (const campaignId of [...drafts.map((one) => one.campaignId), id()])
				expect(await outcome(engine.publicAccounts({ campaignId }))).toBe(
					'404 notFound campaignId'
				);
		});

		test('is reckoned anew when something has changed, and not before', async () => {
			const first = await read();
			expect(await read()).toBe(first);
			await collect(30_000);
			const paid = await read();
			expect(paid.shares.takenFen).toBe(30_000);
			await raise();
			const asked = await read();
			expect(asked.objections.open).toBe(1);
			expect(await read()).toBe(asked);
		});
	});

	test('are found by an index, and hold nothing of another campaign of the same units', async () => {
		const first = books;
		await collect(30_000);
		books = await opened();
		await collect(10_000);
		const found = await rowsOfCampaign(town.db, town.community, first.campaignId);
		expect(found.map(({ kind }) => kind).sort()).toEqual(['booking', 'levy']);
		expect((await read()).shares.takenFen).toBe(10_000);
		const { sql, parameters } = queryOfCampaign(town.db, town.community, first.campaignId);
		const explain = databases.name === 'SQLite' ? 'explain query plan' : 'explain';
		const plan = await town.db.executeQuery(
			CompiledQuery.raw(`${explain} ${sql}`, [...parameters])
		);
		expect(JSON.stringify(plan.rows)).toContain('rows_by_campaign');
	});

	describe('objecting', () => {
		test('lies beside the campaign, in nobody’s name, and waits for the office', async () => {
			const objectionId = id();
			await raise({ id: objectionId });
			expect(await kept(objectionId)).toEqual({
				home: `${town.community}:money`,
				body: {
					...{ id: objectionId, campaignId: books.campaignId, areaId: town.community, words, from },
					...{ receivedAt: townNow, came: 'page', by: null, answers: [] }
				}
			});
			const line = await town.db
				.selectFrom('operations')
				.select(['person_id', 'command'])
				.where('device_id', '=', objectionId)
				.executeTakeFirst();
			expect(line).toEqual({ person_id: serverItself.personId, command: 'objection.receive' });
		});

		test('sent twice, or three times at once, is one', async () => {
			const one = { id: id() };
			expect(await Promise.all([1, 2, 3].map(() => outcome(raise(one))))).toEqual([
				...['done', 'done', 'done']
			]);
			expect((await read()).objections.open).toBe(1);
			expect(await outcome(raise({ ...one, words: `${words}！` }))).toBe('409 objectionExists id');
			// What came in time is confirmed afterwards, too.
			town.clock.now = townNow + 30 * dayMs;
			expect(await outcome(raise(one))).toBe('done');
		});

		test.each([
			['the evening before', -1, '404 notFound campaignId'],
			['the last day', 6, 'done'],
			['the day after', 7, '404 notFound campaignId']
		])('is possible while one can read them: %s', async (_when, days, expected) => {
			town.clock.now = townNow + days * dayMs;
			expect(await outcome(raise())).toBe(expected);
		});

		test('to what is not shown is answered like reading it', async () => {
			const { campaignId } = await opened({ isShown: false });
			for (const one of [campaignId, id()])
				expect(await outcome(raise({ campaignId: one }))).toBe('404 notFound campaignId');
		});

		test('ends where the office has enough to answer, and goes on when it has', async () => {
			const first = id();
			await raise({ id: first });
			for (let i = 1; i < mostUnanswered; i++) await raise();
			expect(await outcome(raise())).toBe('409 full campaignId');
			// Another campaign's are counted apart.
			const { campaignId } = await opened();
			expect(await outcome(raise({ campaignId }))).toBe('done');
			const answer = { id: first, seen: 0, words: '发票已经贴出来了', asked: '' };
			await must('office', 'objection.answer', answer);
			expect(await Promise.all([outcome(raise()), outcome(raise())])).toEqual([
				...['done', '409 full campaignId']
			]);
		});

		test('shows everybody the answer and the question as the office says it, and nothing else of it', async () => {
			const objectionId = id();
			await raise({ id: objectionId });
			const answer = { id: objectionId, seen: 0, words: '贴在一楼了', asked: '发票在哪里' };
			await must('office', 'objection.answer', answer);
			expect(await push('office', 'objection.answer', answer)).toBe('objectionChanged seen');
			const accounts = await read();
			expect(accounts.objections).toEqual({
				open: 0,
				answered: [{ asked: '发票在哪里', answers: [{ on: '2026-11-20', words: '贴在一楼了' }] }]
			});
			const text = JSON.stringify(accounts);
			for (const secret of [words, from, objectionId, town.people.office])
				expect(text).not.toContain(secret);
		});

		test('by what a phone says is refused: a phone writes down what it was told', async () => {
			const args = { id: id(), campaignId: books.campaignId, words, from };
			expect(await push('office', 'objection.receive', args)).toBe('notAllowed');
			expect(await push('leader', 'objection.note', args)).toBe('campaignUnknown campaignId');
			await must('office', 'objection.note', args);
			expect((await kept(args.id))?.body).toMatchObject({ came: 'told', by: { role: 'office' } });
		});
	});
});
