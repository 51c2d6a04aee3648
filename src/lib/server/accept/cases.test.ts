import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dispute } from '$lib/domain/dispute/schema';
import { clockOf } from '$lib/domain/kernel/clock';
import { protocolVersion } from '$lib/protocol/envelope';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, pullFrom, short, townNow, type Town } from '../engine/test-town';
import { homesQuery } from '../pull/homes';

const party = (side: string) => ({
	...{ id: id(), side, householdId: null, residentId: null, name: '某人', sex: 1 },
	...{ birthYear: 1970, ethnicity: '', occupation: '', phone: null, address: '' },
	...{ guardian: null, agent: null }
});

describe.each(testDatabases)('cases on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	const posts: Record<string, string> = {};
	const who: Record<string, string> = {};
	let minutes = 0;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
		for (const [label, role] of [
			['hong', 'mediator'],
			['wu', 'mediator'],
			['lead', 'mediationLead'],
			['lawyer', 'expert']
		] as const) {
			who[label] = id();
			posts[label] = id();
			const args = { id: posts[label], personId: who[label], name: label, role };
			const more = { areaId: town.community, from: '2026-01-05', to: null };
			expect(await say(town.subdistrict.admin, 'appointment.make', { ...args, ...more })).toBe(
				'applied'
			);
		}
	});
	afterAll(() => town.close());

	/** One act on a phone of its own, each a little later than the one before by the hybrid clock. */
	async function push(person: string, name: string, args: unknown, minute = ++minutes) {
		const device = phone();
		const operation = device.operation(name, args, {
			at: townNow,
			clock: clockOf(townNow - 3_600_000 + minute * 1_000, 0)
		});
		return { operation, device, ...(await town.sync.push(person, device.push([operation]))) };
	}
	const say = async (person: string, name: string, args: unknown, minute?: number) =>
		short((await push(person, name, args, minute)).receipts[0]);
	const opened = (caseId = id(), placeId = town.units[0].id) => ({
		...{ id: caseId, placeId, source: 'applied', category: 'neighbours', scale: 'ordinary' },
		...{ colour: 'blue', place: '', matter: '', demand: '', people: 2 },
		parties: [party('first'), party('second')]
	});
	async function open(person = town.people.worker): Promise<string> {
		const args = opened();
		expect(await say(person, 'dispute.open', args)).toBe('applied');
		return args.id;
	}
	const seatOf = new Map<string, string>();
	async function seat(caseId: string, label: string, part = 'helper') {
		const seatId = id();
		seatOf.set(`${caseId} ${label}`, seatId);
		const args = { id: seatId, caseId, appointmentId: posts[label], part, words: '' };
		expect(await say(who.lead!, 'dispute.assign', args)).toBe('applied');
	}
	const unseat = async (caseId: string, label: string) =>
		say(who.lead!, 'dispute.unassign', {
			...{ id: id(), caseId, seatId: seatOf.get(`${caseId} ${label}`), words: '' }
		});
	const note = (caseId: string, words = '听了两边') => ({
		...{ id: id(), caseId, fact: { kind: 'note' }, step: null, words }
	});
	const heads = (person: string) =>
		town.sync.heads(person, { protocol: protocolVersion, deviceId: id(), token: null });
	const homeOfCase = (caseId: string) => `${town.community}:case:${caseId}`;
	const holds = async (person: string, caseId: string) =>
		(await heads(person)).heads!.some(([home]) => home === homeOfCase(caseId));
	const pull = (person: string, caseId: string) =>
		pullFrom(town.sync, person, {
			...{ protocol: protocolVersion, deviceId: id(), limit: 100 },
			from: [[homeOfCase(caseId), 0]]
		});
	const bodyOf = async <B>(kind: string, recordId: string): Promise<B | undefined> => {
		const row = await town.db
			.selectFrom('rows')
			.select(['body', 'home'])
			.where('kind', '=', kind as 'dispute')
			.where('id', '=', recordId)
			.executeTakeFirst();
		return row?.body ? (JSON.parse(row.body) as B) : undefined;
	};

	test('whoever opens one gets it back at once, with its number; the lead holds it, and nobody else', async () => {
		const args = opened();
		const { receipts, rows } = await push(town.people.worker, 'dispute.open', args);
		expect(receipts).toMatchObject([{ result: 'applied' }]);
		expect(rows.map(({ kind }) => kind)).toEqual(['dispute']);
		expect((rows[0]!.body as Dispute).number?.no).toBeGreaterThan(0);
		const { people, units, subdistrict } = town;
		const all = { ...people, ...who, leader: units[0].leader, sub: subdistrict.admin };
		const holding = [];
		for (const [label, person] of Object.entries(all))
			if (await holds(person, args.id)) holding.push(label);
		expect(holding).toEqual(['worker', 'lead']);
		expect((await pull(town.people.office, args.id)).rows).toEqual([]);
	});

	test('the office has a line of it without a word', async () => {
		const caseId = await open();
		const { rows } = await pullFrom(town.sync, town.people.office, {
			...{ protocol: protocolVersion, deviceId: id(), limit: 100 },
			from: [[`${town.community}:docket`, 0]]
		});
		const line = rows.find((row) => row.kind === 'docket' && row.id === caseId);
		expect(Object.keys(line!.body as object).sort()).toEqual([
			...['areaId', 'category', 'colour', 'dueOn', 'id', 'number', 'openedOn', 'stage']
		]);
		expect(JSON.stringify(rows)).not.toContain('某人');
	});

	test('a seat brings a case to a phone, and its end takes it away; the scope’s version says so', async () => {
		const caseId = await open();
		const before = (await heads(who.hong!)).scope;
		await seat(caseId, 'hong');
		expect(await holds(who.hong!, caseId)).toBe(true);
		expect((await pull(who.hong!, caseId)).rows.map(({ kind }) => kind)).toContain('dispute');
		const during = (await heads(who.hong!)).scope;
		expect(await unseat(caseId, 'hong')).toBe('applied');
		expect(await holds(who.hong!, caseId)).toBe(false);
		expect((await pull(who.hong!, caseId)).rows).toEqual([]);
		expect(during).not.toBe(before);
		expect((await heads(who.hong!)).scope).toBe(before);
	});

	test('a lawyer who is called in sees that case and no other', async () => {
		const [one, other] = [await open(), await open()];
		await seat(one, 'lawyer', 'expert');
		expect([await holds(who.lawyer!, one), await holds(who.lawyer!, other)]).toEqual([true, false]);
		expect(await say(who.lawyer!, 'dispute.addEntry', note(one, '法律意见'))).toBe('applied');
		expect(await say(who.lawyer!, 'dispute.addEntry', note(other))).toBe('caseUnknown caseId');
	});

	test('a case that went up to a post is whoever’s has that post', async () => {
		const caseId = await open(town.units[0].leader);
		expect(await holds(town.people.worker, caseId)).toBe(false);
		const args = { id: id(), caseId, seen: [caseId, caseId], to: 'gridWorker', words: '劝不动' };
		expect(await say(town.units[0].leader, 'dispute.handUp', args)).toBe('applied');
		expect(await holds(town.people.worker, caseId)).toBe(true);
		expect(await holds(town.people.farWorker, caseId)).toBe(false);
		// The former worker of this very grid has no post to hold it by.
		expect(await holds(town.people.formerWorker, caseId)).toBe(false);
		const up = { ...args, id: id(), seen: [caseId, caseId, args.id], to: 'subdistrict' };
		expect(await say(town.people.worker, 'dispute.handUp', up)).toBe('applied');
		expect(await holds(town.subdistrict.admin, caseId)).toBe(true);
		expect(await say(town.subdistrict.admin, 'dispute.addEntry', note(caseId))).toBe('applied');
	});

	test('what was written while the seat lasted is taken in, what was written after it is held in the case', async () => {
		const caseId = await open();
		await seat(caseId, 'hong');
		const before = ++minutes;
		await unseat(caseId, 'hong');
		expect(await say(who.hong!, 'dispute.addEntry', note(caseId, '当时写的'), before)).toBe(
			'applied'
		);
		const late = await push(who.hong!, 'dispute.addEntry', note(caseId, '之后写的'));
		expect(late.receipts).toMatchObject([{ result: 'held', forWhom: '某人' }]);
		expect(late.rows).toEqual([]);
		const rows = (await pull(town.people.worker, caseId)).rows;
		expect(rows.some((row) => row.kind === 'held' && row.id === late.operation.opId)).toBe(true);
		expect((await pull(town.people.office, caseId)).rows).toEqual([]);
		const args = { opId: late.operation.opId };
		expect(await say(town.people.office, 'held.accept', args)).toBe('heldUnknown opId');
		expect(await say(town.people.worker, 'held.accept', args)).toBe('applied');
		const words = (await pull(town.people.worker, caseId)).rows.map(({ body }) => body);
		expect(JSON.stringify(words)).toContain('之后写的');
		expect(await say(who.wu!, 'dispute.addEntry', note(caseId))).toBe('caseUnknown caseId');
	});

	test('a move that a colleague was quicker with leaves its words, and its author hears of it', async () => {
		const caseId = await open();
		await seat(caseId, 'hong');
		const end = (words: string) => ({
			...{
				id: id(),
				caseId,
				seen: [caseId, caseId, seatOf.get(`${caseId} hong`)],
				how: 'failed',
				partyId: null,
				told: ['court'],
				words
			}
		});
		expect(await say(town.people.worker, 'dispute.end', end('先到'))).toBe('applied');
		const { receipts } = await push(who.hong!, 'dispute.end', end('后到'));
		expect(receipts).toMatchObject([{ result: 'applied', partly: true }]);
		const bodies = JSON.stringify((await pull(who.lead!, caseId)).rows.map(({ body }) => body));
		expect(bodies).toContain('后到');
		expect((await bodyOf<Dispute>('dispute', caseId))!.turns).toHaveLength(2);
	});

	test('numbers: in order, without gaps, the same when asked again, from several servers at once', async () => {
		const numberOf = async (caseId: string) =>
			(await bodyOf<Dispute>('dispute', caseId))!.number!.no;
		const first = await numberOf(await open());
		const servers = [town.sync, await town.anotherSync()];
		const ids = Array.from({ length: 12 }, () => id());
		const pushes = ids.map((caseId) => {
			const device = phone();
			return { device, operation: device.operation('dispute.open', opened(caseId)) };
		});
		const bad = phone();
		const wrong = bad.operation('dispute.open', { ...opened(), parties: [] });
		await town.sync.push(town.people.worker, bad.push([wrong]));
		const send = () =>
			Promise.all(
				pushes.map(({ device, operation }, i) =>
					servers[i % 2]!.push(town.people.worker, device.push([operation]))
				)
			);
		await send();
		const numbers = await Promise.all(ids.map(numberOf));
		expect([...numbers].sort((a, b) => a - b)).toEqual(ids.map((_, i) => first + 1 + i));
		await send();
		expect(await Promise.all(ids.map(numberOf))).toEqual(numbers);
	});

	test('rules of the sub-district hold for its communities', async () => {
		const args = { days: 20, followUps: [1], leadAfterDays: 1 };
		const hours = { red: 1, yellow: 2, blue: 3 };
		const of = (areaId: string) => ({ areaId, ...args, hours });
		const { admin, id: areaId } = town.subdistrict;
		expect(await say(admin, 'caseRules.set', of(areaId))).toBe('applied');
		const caseId = await open();
		const line = await bodyOf<{ dueOn: string; openedOn: string }>('docket', caseId);
		expect(line).toMatchObject({ openedOn: '2026-11-20', dueOn: '2026-12-10' });
		expect((await heads(who.hong!)).heads!.map(([home]) => home)).toContain(`${areaId}:area`);
	});

	test('whoever has no part in cases never walks over them', async () => {
		const explain = databases.name === 'SQLite' ? 'explain query plan' : 'explain';
		if (databases.name !== 'SQLite')
			await town.db.executeQuery(CompiledQuery.raw('set enable_seqscan = off'));
		for (const [which, index] of [
			['byArea', 'homes_by_area'],
			['casesByArea', 'homes_of_cases'],
			['casesByKey', databases.name === 'SQLite' ? 'sqlite_autoindex_homes' : 'homes_key']
		] as const) {
			const { sql, parameters } = homesQuery(town.db, which, [[town.community, town.community]]);
			const plan = await town.db.executeQuery(
				CompiledQuery.raw(`${explain} ${sql}`, [...parameters])
			);
			expect(JSON.stringify(plan.rows)).toContain(index);
		}
	});

	test('no rule was surprised', () => {
		expect(town.errors).toEqual([]);
	});
});
