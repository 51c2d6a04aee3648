import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrderRequest } from '$lib/domain/device/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { protocolVersion } from '$lib/protocol/envelope';
import { client, id, openWorld, outcome, pair, type World } from '../auth/test-world';
import { ensureEpoch } from '../db/epoch';
import { testDatabases } from '../db/test-databases';
import { createEngine, type Engine } from '../engine/engine';

const dayMs = 86_400_000;
const report = { version: '1.2.3-abc', unsent: 0, photos: 0 };

describe.each(testDatabases)('devices on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	let engine: Engine;
	let sub: string;
	let office: string;
	let worker: string;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
		await ensureEpoch(world.db);
		({ engine } = createEngine(world.db, { demo: false, folder: null, now: () => world.clock }));
		sub = await world.appointed('subdistrict', 'town');
		office = await world.appointed('office', 'east');
		worker = await world.appointed('gridWorker', 'grid');
	});
	afterEach(async () => {
		await engine.settle();
		await world.end();
	});

	/** A session of a person on a device that says this of itself. */
	async function arrive(personId: string, more: Partial<typeof report> = {}, deviceId = id()) {
		const { token } = await engine.invite(sub, personId);
		const login = `p${personId.slice(-8)}`;
		const joined = await engine.join({ token, login, password: 'eight chars' }, client());
		const cookie = pair(joined.cookies[0]);
		await engine.noteContact({ personId, deviceId, report: { ...report, ...more }, cookie });
		return { deviceId, cookie };
	}
	const heads = (personId: string, deviceId: string) =>
		engine.heads(personId, { protocol: protocolVersion, deviceId, token: null });
	const order = (
		by: string,
		kind: OrderRequest['kind'],
		deviceId: string,
		more: { personId?: string; lost?: number } = {}
	) => engine.orderDevice(by, { personId: worker, deviceId, kind, ...more });
	const shown = async (by: string) => (await engine.devices(by, {})).people;

	it('are listed with what they last said, to those who look after them', async () => {
		const { deviceId } = await arrive(worker, { unsent: 3, photos: 1 });
		const [one] = await shown(office);
		expect(one).toMatchObject({ personId: worker, ended: null, mayOrder: true });
		expect(one!.posts).toEqual([{ role: 'gridWorker', place: 'grid' }]);
		expect(one!.devices).toEqual([
			{
				deviceId,
				firstSeen: world.clock,
				lastSeen: world.clock,
				version: '1.2.3-abc',
				unsent: 3,
				photos: 1,
				order: null
			}
		]);
		expect(await outcome(shown(worker))).toBe('notAllowed');
		expect(await outcome(shown(id()))).toBe('notAllowed');
		const farOffice = await world.appointed('office', 'west');
		expect(await shown(farOffice)).toEqual([]);
		expect(await shown(sub)).toHaveLength(1);
	});

	it('are found by a part of a name, and come a page at a time', async () => {
		for (let n = 0; n < 53; n++) {
			const personId = await world.appointed('unitLeader', 'grid');
			const contact = { personId, deviceId: id(), report, cookie: null };
			await engine.noteContact(contact);
		}
		const first = await engine.devices(office, {});
		expect([first.people.length, first.all]).toEqual([50, 53]);
		const rest = await engine.devices(office, { after: 50 });
		expect(rest.people).toHaveLength(3);
		const all = new Set([...first.people, ...rest.people].map((one) => one.personId));
		expect(all.size).toBe(53);
		expect((await engine.devices(office, { name: ' 某 ' })).all).toBe(53);
		expect((await engine.devices(office, { name: '%' })).all).toBe(0);
	});

	it('that have sent something before they could report are known from it', async () => {
		await world.db
			.insertInto('device_contacts')
			.values({ person_id: worker, device_id: id(), first_seen: 1, last_seen: 2 } as never)
			.execute();
		const [one] = await shown(office);
		expect(one!.devices).toMatchObject([{ version: null, unsent: null, order: null }]);
	});

	it('are signed out: the session ends at once, other sessions do not', async () => {
		const lost = await arrive(worker);
		const other = await engine.signIn(
			{ login: `p${worker.slice(-8)}`, password: 'eight chars' },
			client()
		);
		await order(office, 'signOut', lost.deviceId);
		expect(await engine.sessionOf(lost.cookie)).toBeNull();
		expect(await engine.sessionOf(pair(other.cookies[0]))).toMatchObject({ personId: worker });
		const { order: asked } = await engine.deviceWord({ deviceId: lost.deviceId });
		expect(asked).toMatchObject({ kind: 'signOut' });
		const done = { orderId: asked!.id, lost: 0 };
		expect(await engine.deviceWord({ deviceId: lost.deviceId, done })).toEqual({ order: null });
	});

	it('keep their session while they send first, and are told what to do at the next contact', async () => {
		const { deviceId, cookie } = await arrive(worker, { unsent: 2 });
		await order(office, 'wipe', deviceId);
		expect(await engine.sessionOf(cookie)).not.toBeNull();
		const reply = await heads(worker, deviceId);
		expect(reply.order).toMatchObject({ kind: 'wipe' });
		// Another device of the same person is not meant, nor the same id under another person.
		expect((await heads(worker, id())).order).toBeUndefined();
		world.clock += 1_000;
		const done = { orderId: reply.order!.id, lost: 0 };
		await engine.deviceWord({ deviceId, done });
		expect((await heads(worker, deviceId)).order).toBeUndefined();
		const [one] = await shown(office);
		expect(one!.devices[0]).toMatchObject({
			unsent: 0,
			order: { kind: 'wipe', doneAt: world.clock, lost: 0 }
		});
		expect(await outcome(order(office, 'wipe', deviceId))).toBe('nothingChanged');
		world.clock += 31 * dayMs;
		expect(await shown(office)).toEqual([]);
	});

	it('are wiped at once only by whoever knows how much is lost', async () => {
		const { deviceId, cookie } = await arrive(worker, { unsent: 3, photos: 1 });
		const now = (lost?: number) =>
			outcome(order(office, 'wipeNow', deviceId, lost === undefined ? {} : { lost }));
		expect(await now()).toBe('unsentChanged lost');
		expect(await now(3)).toBe('unsentChanged lost');
		expect(await engine.sessionOf(cookie)).not.toBeNull();
		expect(await now(4)).toBe('done');
		expect(await engine.sessionOf(cookie)).toBeNull();
		const word = await engine.deviceWord({ deviceId });
		expect(word.order).toMatchObject({ kind: 'wipeNow' });
		await engine.deviceWord({ deviceId, done: { orderId: word.order!.id, lost: 4 } });
		const [one] = await shown(office);
		expect(one!.devices[0]!.order).toMatchObject({ lost: 4 });
	});

	it('are left alone when what was asked is taken back in time', async () => {
		const { deviceId } = await arrive(worker);
		expect(await outcome(order(office, 'takeBack', deviceId))).toBe('nothingChanged');
		await order(office, 'wipe', deviceId);
		await order(office, 'takeBack', deviceId);
		expect((await heads(worker, deviceId)).order).toBeUndefined();
		expect(await engine.deviceWord({ deviceId })).toEqual({ order: null });
	});

	it('believe no word of having obeyed but that of the very order', async () => {
		const { deviceId } = await arrive(worker);
		await order(office, 'wipe', deviceId);
		const done = { orderId: id(), lost: 0 };
		expect((await engine.deviceWord({ deviceId, done })).order).toMatchObject({ kind: 'wipe' });
		expect(await engine.deviceWord({ deviceId: id() })).toEqual({ order: null });
	});

	it('are ordered by nobody but somebody over their person, and hidden from the rest', async () => {
		const { deviceId } = await arrive(worker);
		const farOffice = await world.appointed('office', 'west');
		const colleague = await world.appointed('office', 'east');
		const own = await arrive(office);
		const ask = (by: string, device = deviceId, personId = worker) =>
			outcome(order(by, 'wipe', device, { personId }));
		expect(await ask(worker)).toBe('notAllowed');
		expect(await ask(farOffice)).toBe('notFound deviceId');
		expect(await ask(office, id())).toBe('notFound deviceId');
		expect(await ask(office, deviceId, office)).toBe('notFound deviceId');
		expect(await ask(colleague, own.deviceId, office)).toBe('notAllowed');
		expect(await ask(office, own.deviceId, office)).toBe('done');
		expect(await ask(sub)).toBe('done');
	});

	it('leave a line in the trail for everything that is asked, refused and done', async () => {
		const { deviceId } = await arrive(worker);
		await order(office, 'wipe', deviceId);
		await outcome(order(worker, 'signOut', deviceId));
		const { order: asked } = await engine.deviceWord({ deviceId });
		await engine.deviceWord({ deviceId, done: { orderId: asked!.id, lost: 0 } });
		await engine.settle();
		const lines = await world.db
			.selectFrom('audit_events')
			.select(['action', 'result', 'person_id', 'about'])
			.where('device_id', '=', deviceId)
			.execute();
		const found = lines.map((line) => [line.action, line.result, line.person_id, line.about]);
		expect(found.sort()).toEqual([
			['deviceObeyed', 'ok', worker, worker],
			['deviceSignedOut', 'notAllowed', worker, worker],
			['deviceWipeAsked', 'ok', office, worker]
		]);
	});

	it('hear how long they may do without contact, and that their person’s access is over', async () => {
		const before = await heads(worker, id());
		expect([before.lease, before.ended]).toEqual([14, undefined]);
		const yesterday = dayOf(world.clock - dayMs);
		const former = await world.appointed('gridWorker', 'grid', { to: yesterday });
		expect((await heads(former, id())).ended).toBe(yesterday);
		await world.appointed('unitLeader', 'grid', { person: former });
		expect((await heads(former, id())).ended).toBeUndefined();
	});

	it('are remembered up to fifty for each person, but never forgotten while something is asked', async () => {
		const { deviceId } = await arrive(worker);
		await order(office, 'wipe', deviceId);
		for (let n = 0; n < 52; n++) {
			world.clock += 1;
			await engine.noteContact({ personId: worker, deviceId: id(), report, cookie: null });
		}
		const [one] = await shown(office);
		expect(one!.devices.length).toBeLessThanOrEqual(51);
		expect(one!.devices.map((device) => device.deviceId)).toContain(deviceId);
	});
});
