import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Visit } from '$lib/domain/visit/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { getMeta } from '$lib/store/meta';
import { closePhones, openPhone, openServer, visit, type Server, shelfIn } from './world';

const worker = actorOf('gridWorker', 'G');
const office = actorOf('office', 'C');
const leader = actorOf('unitLeader', 'U');
const otherLeader = actorOf('unitLeader', 'U2');

let server: Server;
beforeEach(async () => {
	server = await openServer();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

const visitsOn = async (phone: Awaited<ReturnType<typeof openPhone>>) =>
	(await phone.db.rows.between('visit:', 'visit;')).map((row) => row.body as Visit);

describe('a visit logged without signal', () => {
	test('reaches the office, comes back with a comment, is amended and accepted', async () => {
		const phone = await openPhone(server, worker);
		const desk = await openPhone(server, office);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		phone.fates = ['lost'];
		expect(
			await phone.act('visit.log', visit('v1', 'H1', { result: 'matter', needs: ['repair'] }))
		).toBe('ok');
		expect(await phone.sync()).toEqual({ problem: 'unreachable', complete: false });
		expect(await phone.db.outbox.count()).toBe(1);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await phone.db.base.count()).toBe(0);

		await desk.sync();
		const [queued] = await desk.db.rows.toDo('review');
		expect(queued?.id).toBe(idOf('v1'));
		expect(await desk.act('visit.return', { id: idOf('v1'), seen: 0, comment: '哪里坏了？' })).toBe(
			'ok'
		);
		await desk.sync();
		await phone.sync();
		const mine = `returned:${worker.personId}`;
		expect(await phone.db.rows.countToDo(mine)).toBe(1);
		expect(
			await phone.act('visit.amend', {
				id: idOf('v1'),
				result: 'matter',
				needs: ['repair'],
				words: '楼道灯'
			})
		).toBe('ok');
		await phone.sync();
		await desk.sync();
		expect(await desk.act('visit.accept', { id: idOf('v1'), seen: 1 })).toBe('ok');
		await desk.sync();
		await phone.sync();
		expect((await visitsOn(phone))[0]?.review.state).toBe('accepted');
		expect((await shelfIn(phone.db, idOf('U'))).tiles[idOf('H1')]?.last?.result).toBe('matter');
	});

	test('a cut between sending and the receipt applies it once', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await phone.act('visit.log', visit('v1', 'H1'));
		phone.fates = ['answerLost'];
		await phone.sync();
		expect(await phone.db.outbox.count()).toBe(1);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await phone.db.archive.count()).toBe(1);
		expect(await visitsOn(phone)).toHaveLength(1);
	});
});

describe('a refusal', () => {
	test('stays with its author, takes the hope back and holds nobody else up', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await server.run(office, ['household.merge', { id: idOf('H1'), into: idOf('H2') }]);
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.act('visit.amend', { id: idOf('v1'), result: 'nobody', needs: [], words: '' });
		await phone.act('visit.log', visit('v2', 'H3'));
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		const refused = await phone.db.outbox.where('state').equals('refused').toArray();
		expect(refused[0]?.receipt).toMatchObject({ refusal: { code: 'householdMerged' } });
		expect(refused[0]?.seen?.door).toBe('101');
		expect((await visitsOn(phone)).map((one) => one.id)).toEqual([idOf('v2')]);
		expect(await phone.db.base.count()).toBe(0);
		expect((await shelfIn(phone.db, idOf('U'))).tiles[idOf('H1')]).toBeUndefined();
	});

	test('restores what the office had before', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.sync();
		await server.run(office, ['visit.accept', { id: idOf('v1'), seen: 0 }]);
		await phone.act('visit.withdraw', { id: idOf('v1') });
		expect((await visitsOn(phone))[0]?.withdrawnAt).not.toBeNull();
		await phone.sync();
		const [row] = await visitsOn(phone);
		expect(row?.withdrawnAt).toBeNull();
		expect(row?.review.state).toBe('accepted');
	});
});

describe('what a person may hold', () => {
	test('a unit leader holds one unit and only their own visits', async () => {
		const phone = await openPhone(server, leader);
		const other = await openPhone(server, otherLeader);
		await phone.sync();
		await other.sync();
		await phone.act('visit.log', visit('v1', 'H1'));
		await other.act('visit.log', visit('v2', 'H4'));
		await phone.sync();
		await other.sync();
		await phone.sync();
		const homes = new Set((await phone.db.rows.all()).map((row) => row.home));
		expect([...homes].filter((home) => home.includes(':register'))).toEqual([
			`${idOf('U')}:register`
		]);
		expect((await visitsOn(phone)).map((one) => one.id)).toEqual([idOf('v1')]);
	});

	test('a scope that shrinks leaves own unsent words and nothing else', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.sync();
		await phone.act('visit.log', visit('v2', 'H2', { words: '我的话' }));
		// Before it can be sent, the office ends the appointment with the day before.
		await server.run(office, [
			'appointment.end',
			{ id: worker.posts[0]!.appointmentId, on: '2026-03-01' }
		]);
		const end = await phone.sync();
		expect(end.problem).toBeNull();
		expect((await phone.db.rows.all()).filter((row) => row.kind !== 'visit')).toEqual([]);
		const kept = await phone.db.outbox.toArray();
		expect(
			kept.map((entry) => [entry.state, (entry.operation.args as { words: string }).words])
		).toEqual([['held', '我的话']]);
		expect(await getMeta(phone.db, 'firstSyncDone')).toBe(true);
	});
});

test('everyone in a scope converges to the same rows', async () => {
	const phones = await Promise.all([worker, office].map((person) => openPhone(server, person)));
	for (const phone of phones) await phone.sync();
	await phones[0]!.act('visit.log', visit('v1', 'H1'));
	await phones[1]!.act('visit.log', visit('v2', 'H1', { result: 'nobody' }));
	for (let i = 0; i < 2; i++) for (const phone of phones) await phone.sync();
	const [mine, theirs] = await Promise.all(phones.map(visitsOn));
	expect(mine).toEqual(theirs);
	expect(mine).toHaveLength(2);
});
