import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Visit } from '$lib/domain/visit/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { getMeta } from '$lib/store/meta';
import { changeRows, writeRows } from '$lib/store/row-writer';
import { recountAll } from '$lib/sync/repair';
import { closePhones, openPhone, openServer, visit, type Server, type TestPhone } from './world';

const worker = actorOf('gridWorker', 'G');
const office = actorOf('office', 'C');
const whole = { problem: null, complete: true };

let server: Server;
beforeEach(async () => {
	server = await openServer();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

/** Homes with count and digest by the phone's own reckoning, and as the server says. */
async function compareHomes(phone: TestPhone) {
	const here = await phone.db.homes.toArray();
	return here.filter((home) => home.live !== home.rows || home.digest !== home.theirs);
}

/** As if the disk had lost it. */
async function loseRow({ db }: TestPhone, key: string): Promise<void> {
	await writeRows(db, [{ before: await db.rows.get(key), after: undefined }]);
}

async function withVisits(): Promise<TestPhone> {
	const phone = await openPhone(server, worker);
	await phone.sync();
	for (const label of ['v1', 'v2', 'v3']) await phone.act('visit.log', visit(label, 'H1'));
	expect(await phone.sync()).toEqual(whole);
	expect(await phone.sync()).toEqual(whole);
	return phone;
}

describe('the proof downwards', () => {
	test('holds in every home after work on both sides', async () => {
		const phone = await withVisits();
		const desk = await openPhone(server, office);
		await desk.sync();
		await desk.act('visit.accept', { id: idOf('v1'), seen: 0 });
		await desk.act('household.merge', { id: idOf('H2'), into: idOf('H1') });
		await desk.sync();
		await phone.sync();
		for (const one of [phone, desk]) {
			expect(await one.sync()).toEqual(whole);
			expect(await compareHomes(one)).toEqual([]);
			expect(await getMeta(one.db, 'repairs')).toBeUndefined();
		}
	});

	test('finds a row that the disk has lost and one that it has garbled, and mends these alone', async () => {
		const phone = await withVisits();
		const untouched = await phone.db.rows.get(`visit:${idOf('v3')}`);
		await phone.act('visit.log', visit('v4', 'H1'));
		const waiting = await phone.db.outbox.toArray();
		await loseRow(phone, `visit:${idOf('v1')}`);
		await changeRows(phone.db, (row) => {
			if (row.id === idOf('v2')) (row.body as Visit).first.words = '别的话';
		});
		await recountAll(phone.db);
		expect(await phone.db.outbox.toArray()).toEqual(waiting);
		expect(await phone.sync()).toEqual(whole);
		expect(await phone.db.rows.get(`visit:${idOf('v1')}`)).toMatchObject({ seq: 1 });
		const mended = (await phone.db.rows.get(`visit:${idOf('v2')}`))!.body as Visit;
		expect(mended.first.words).toBe('');
		expect(await phone.db.rows.get(`visit:${idOf('v3')}`)).toEqual(untouched);
		expect(await phone.db.rows.get(`visit:${idOf('v4')}`)).toMatchObject({ seq: 4 });
		expect(await getMeta(phone.db, 'repairs')).toMatchObject({ times: 1, rows: 2 });
		expect(await compareHomes(phone)).toEqual([]);
	});

	test('takes a row off the phone that the server never gave it', async () => {
		const phone = await withVisits();
		const known = (await phone.db.rows.get(`visit:${idOf('v1')}`))!;
		const id = idOf('invented');
		const after = { ...known, id, key: `visit:${id}` };
		await writeRows(phone.db, [{ before: undefined, after }]);
		await recountAll(phone.db);
		expect(await phone.sync()).toEqual(whole);
		expect(await phone.db.rows.get(`visit:${id}`)).toBeUndefined();
		expect(await compareHomes(phone)).toEqual([]);
	});

	test('is not given while the comparison does not come through', async () => {
		const phone = await withVisits();
		await loseRow(phone, `visit:${idOf('v1')}`);
		await recountAll(phone.db);
		phone.fates = ['pass', 'lost'];
		expect(await phone.sync()).toEqual({ problem: 'unreachable', complete: false });
		expect(await getMeta(phone.db, 'countsAgree')).toBeFalsy();
		expect(await phone.sync()).toEqual(whole);
	});
});

describe('the proof upwards', () => {
	test('has the phone send again what the server has lost, and only then says that all is sent', async () => {
		const phone = await withVisits();
		const lost = idOf('v2');
		const entry = (await phone.db.archive.toArray()).find(
			({ operation }) => (operation.args as { id: string }).id === lost
		)!;
		// A server that forgot one visit entirely: log, row, counts.
		await server.db.deleteFrom('operations').where('op_id', '=', entry.opId).execute();
		await server.db.deleteFrom('rows').where('id', '=', lost).execute();
		await server.db
			.updateTable('devices')
			.set({ applied: 2, sum_low: 7 })
			.where('device_id', '=', (await getMeta(phone.db, 'deviceId'))!)
			.execute();
		await phone.sync();
		const back = await server.db
			.selectFrom('rows')
			.select('id')
			.where('id', '=', lost)
			.executeTakeFirst();
		expect(back).toEqual({ id: lost });
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await phone.db.archive.count()).toBe(3);
	});

	test('counts anew before it sends anything, when only its own count is wrong', async () => {
		const phone = await withVisits();
		const right = await getMeta(phone.db, 'work');
		await phone.db.meta.put({ name: 'work', value: { ...right!, applied: 1 } });
		const before = phone.requests;
		expect(await phone.sync()).toEqual(whole);
		expect(phone.requests - before).toBe(1);
		expect(await getMeta(phone.db, 'work')).toEqual(right);
	});

	test('waits without a word while receipts are still on their way', async () => {
		const phone = await withVisits();
		await phone.act('visit.log', visit('v5', 'H1'));
		phone.fates = ['answerLost', 'pass'];
		expect(await phone.sync()).toMatchObject({ problem: 'unreachable' });
		expect(await getMeta(phone.db, 'resentAt')).toBeUndefined();
		expect(await phone.sync()).toEqual(whole);
		expect(await getMeta(phone.db, 'workAgrees')).toBe(true);
	});
});
