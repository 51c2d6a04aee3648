import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { save, saveDiscard } from '$lib/app/save';
import { actorOf, idOf } from '$lib/domain/test-world';
import { PersonDb } from '$lib/store/db';
import {
	closePhones,
	openPhone,
	openServer,
	visit,
	type Server,
	type TestPhone,
	shelfIn
} from './world';

const worker = actorOf('gridWorker', 'G');
const office = actorOf('office', 'C');

let server: Server;
let phone: TestPhone;
beforeEach(async () => {
	server = await openServer();
	phone = await openPhone(server, worker);
	await phone.sync();
});
afterEach(async () => {
	vi.restoreAllMocks();
	closePhones();
	await server.close();
});

/** Everything in the database, to compare before and after. */
const everything = async (db: PersonDb) =>
	Object.fromEntries(
		await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const))
	);

describe('a save', () => {
	test('puts the operation, the row, the tile and the counters down together', async () => {
		expect(await phone.act('visit.log', visit('v1', 'H1', { result: 'nobody' }))).toBe('ok');
		const [entry] = await phone.db.outbox.toArray();
		expect(entry).toMatchObject({
			seq: 1,
			state: 'waiting',
			keys: [`visit:${idOf('v1')}`],
			operation: { command: 'visit.log', seq: 1 },
			seen: { door: '101' }
		});
		expect(entry?.operation.base).toHaveProperty(`household:${idOf('H1')}`);
		expect(await phone.db.base.get(`visit:${idOf('v1')}`)).toEqual({
			key: `visit:${idOf('v1')}`,
			row: null
		});
		expect((await shelfIn(phone.db, idOf('U'))).tiles[idOf('H1')]?.knocks).toBe(1);
		expect((await phone.db.meta.get('nextSeq'))?.value).toBe(2);
	});

	test('goes on with a shelf that an earlier version left in one piece', async () => {
		const before = await shelfIn(phone.db, idOf('U'));
		await phone.db.shelves.where('unitId').startsWith(idOf('U')).delete();
		await phone.db.shelves.put(before);
		expect(await shelfIn(phone.db, idOf('U'))).toEqual(before);
		expect(await phone.act('visit.log', visit('v1', 'H1', { result: 'nobody' }))).toBe('ok');
		const after = await shelfIn(phone.db, idOf('U'));
		expect(after.tiles[idOf('H1')]?.knocks).toBe(1);
		expect({ ...after.tiles, [idOf('H1')]: null }).toEqual({ ...before.tiles, [idOf('H1')]: null });
		expect(Object.keys(before.tiles).length).toBeGreaterThan(1);
		expect(await phone.db.shelves.get(idOf('U'))).toBeUndefined();
	});

	test('asks the browser for strict durability', () => {
		expect(
			(phone.db as unknown as { _options: { chromeTransactionDurability: string } })._options
				.chromeTransactionDurability
		).toBe('strict');
	});

	test.each([
		['a household that is not there', 'visit.log', visit('v1', 'nobody'), 'householdUnknown'],
		['a word that is not known', 'visit.sing', {}, 'unknownCommand'],
		['half a surrogate', 'visit.log', visit('v1', 'H1', { words: '\ud800' }), 'malformed'],
		[
			'an act of the office',
			'household.remove',
			{ id: idOf('H1'), reason: 'movedAway' },
			'notAllowed'
		]
	])('%s is refused at once and queues nothing', async (_what, name, args, code) => {
		const before = await everything(phone.db);
		expect(await phone.act(name, args)).toBe(code);
		expect(await everything(phone.db)).toEqual(before);
	});

	test('on a full disk changes nothing and says so', async () => {
		const before = await everything(phone.db);
		vi.spyOn(phone.db.outbox, 'add').mockImplementation(() =>
			Dexie.Promise.reject(new DOMException('full', 'QuotaExceededError'))
		);
		expect(await phone.act('visit.log', visit('v1', 'H1'))).toBe('storageFull');
		expect(await everything(phone.db)).toEqual(before);
	});

	test('on a connection that dies is repeated on a new one, once', async () => {
		const add = vi
			.spyOn(phone.db.outbox, 'add')
			.mockImplementationOnce(() =>
				Dexie.Promise.reject(
					new DOMException('The database connection is closing.', 'InvalidStateError')
				)
			);
		expect(await phone.act('visit.log', visit('v1', 'H1'))).toBe('ok');
		expect(add).toHaveBeenCalledTimes(2);
		expect(await phone.db.outbox.count()).toBe(1);
	});

	test('keeps what is sensitive off the phone’s rows', async () => {
		const desk = await openPhone(server, office);
		await desk.sync();
		const row = await desk.db.rows.get(`household:${idOf('H1')}`);
		const { id, door, no, tenure, needsCare, residents } = row!.body as never;
		const particulars = [
			{ residentId: idOf('H1-head'), idNumber: null, birth: null, ethnicity: null, hardship: '病' }
		];
		const args = { id, door, no, tenure, needsCare, residents, particulars };
		expect(await desk.act('household.amend', args)).toBe('ok');
		expect((await desk.db.rows.all()).filter((one) => one.kind === 'particulars')).toEqual([]);
		expect((await desk.sync()).complete).toBe(true);
	});
});

describe('two tabs', () => {
	test('writing at the same moment number their operations without gaps and lose none', async () => {
		const db = new PersonDb(worker.personId);
		await db.open();
		const other = await openPhone(server, worker, { db });
		await Promise.all(
			[1, 2, 3, 4, 5].flatMap((i) => [
				phone.act('visit.log', visit(`a${i}`, 'H1')),
				other.act('visit.log', visit(`b${i}`, 'H1'))
			])
		);
		const entries = await phone.db.outbox.orderBy('seq').toArray();
		expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect((await shelfIn(phone.db, idOf('U'))).tiles[idOf('H1')]?.last).not.toBeNull();
		expect(await phone.db.rows.about(idOf('H1'))).toHaveLength(10);
	});

	test('amending one visit together judge the later one by what the earlier one wrote', async () => {
		await phone.act('visit.log', visit('v1', 'H1'));
		const db = new PersonDb(worker.personId);
		await db.open();
		const other = await openPhone(server, worker, { db });
		const words = { id: idOf('v1'), result: 'nobody', needs: [], words: '' };
		const done = await Promise.all([
			phone.act('visit.amend', words),
			other.act('visit.amend', words)
		]);
		expect(done.sort()).toEqual(['nothingChanged', 'ok']);
	});

	test('syncing side by side settle every operation once', async () => {
		const db = new PersonDb(worker.personId);
		await db.open();
		const other = await openPhone(server, worker, { db });
		for (let i = 0; i < 5; i++) await phone.act('visit.log', visit(`v${i}`, 'H2'));
		await Promise.all([phone.sync(), other.sync()]);
		await phone.sync();
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await phone.db.archive.count()).toBe(5);
		expect(await phone.db.homes.filter((home) => home.live !== home.rows).count()).toBe(0);
	});
});

describe('a refused operation', () => {
	const refuseOne = async () => {
		await server.run(office, ['household.merge', { id: idOf('H1'), into: idOf('H2') }]);
		await phone.act('visit.log', visit('v1', 'H1', { words: '我的话' }));
		await phone.sync();
		return (await phone.db.outbox.toArray())[0]!;
	};

	test('is given up in so many words, and the server hears of it', async () => {
		const refused = await refuseOne();
		expect(await saveDiscard(phone, refused.opId)).toBe(true);
		expect((await phone.db.archive.get(refused.opId))?.state).toBe('discarded');
		expect((await phone.sync()).complete).toBe(true);
		expect(await phone.db.outbox.count()).toBe(0);
	});

	test('is corrected by another one that names it', async () => {
		const refused = await refuseOne();
		const command = { name: 'visit.log', version: 1, args: visit('v1', 'H2', { words: '我的话' }) };
		const saved = await save(phone, command, refused.opId);
		expect(saved.ok).toBe(true);
		expect((await phone.db.archive.get(refused.opId))?.state).toBe('corrected');
		expect((await phone.sync()).complete).toBe(true);
		expect(await phone.db.outbox.count()).toBe(0);
		expect((await shelfIn(phone.db, idOf('U'))).tiles[idOf('H2')]?.last?.result).toBe('home');
	});
});
