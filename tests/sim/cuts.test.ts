import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pullFrom } from '$lib/server/engine/test-town';
import { actorOf, idOf } from '$lib/domain/test-world';
import { PersonDb } from '$lib/store/db';
import { Arrivals } from '$lib/sync/arrivals';
import { receivePage } from '$lib/sync/receive';
import { dropHome, receiveComplete, receiveHeads } from '$lib/sync/receive-heads';
import { readActor } from '$lib/sync/phone';
import {
	appoint,
	closePhones,
	openPhone,
	openServer,
	visit,
	type Fate,
	type Server,
	shelfIn
} from './world';

const worker = actorOf('gridWorker', 'G');
const office = actorOf('office', 'C');

let server: Server;
beforeEach(async () => {
	server = await openServer();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

/** Syncs until nothing is left to do; fails if that does not come to an end. */
async function settle(phone: Awaited<ReturnType<typeof openPhone>>): Promise<void> {
	for (let i = 0; i < 40; i++) if ((await phone.sync()).complete) return;
	throw new Error('the phone does not settle');
}

/** Gives the worker a second post, in another grid. */
async function appointAlso(): Promise<void> {
	const [name, made] = appoint('gridWorker', 'G2');
	const { personId, name: called } = worker;
	const post = { ...(made as object), id: idOf('second post'), personId, name: called };
	await server.run(office, [name, post]);
}

const fates = fc.array(fc.constantFrom<Fate>('pass', 'lost', 'answerLost'), { maxLength: 12 });
const acts = fc.array(
	fc.record({
		to: fc.constantFrom('H1', 'H2', 'H3', 'H4'),
		result: fc.constantFrom('home', 'nobody', 'matter'),
		isAmended: fc.boolean(),
		isSyncedAfter: fc.boolean()
	}),
	{ maxLength: 6 }
);

describe('any cut of a sync', () => {
	test('ends in what one whole sync ends in, and nothing saved is lost', async () => {
		let run = 0;
		await fc.assert(
			fc.asyncProperty(fates, acts, async (cut, plan) => {
				run++;
				const phone = await openPhone(server, worker);
				phone.fates = [...cut];
				await phone.sync();
				const saved: string[] = [];
				for (const [i, { to, result, isAmended, isSyncedAfter }] of plan.entries()) {
					const label = `run${run}-${i}`;
					if ((await phone.act('visit.log', visit(label, to, { result }))) === 'ok') {
						saved.push(idOf(label));
						const words = { id: idOf(label), result, needs: [], words: '又记了一句' };
						if (isAmended) expect(await phone.act('visit.amend', words)).toBe('ok');
					}
					if (isSyncedAfter) await phone.sync();
				}
				phone.fates = [];
				await settle(phone);
				expect(await phone.db.outbox.count()).toBe(0);

				const fresh = await openPhone(server, office);
				await settle(fresh);
				const theirs = new Set((await fresh.db.rows.all()).map((row) => row.key));
				for (const id of saved) expect(theirs.has(`visit:${id}`)).toBe(true);

				const cutPicture = await phone.picture();
				const whole = await openPhone(server, worker);
				await settle(whole);
				expect(await whole.picture()).toEqual(cutPicture);
			}),
			{ numRuns: 25, seed: 20260302 }
		);
	}, 120_000);

	test('a page that arrives twice or late changes nothing, also under what waits', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await phone.act('visit.log', visit('v0', 'H3'));
		await settle(phone);
		const heads = await server.engine.heads(worker.personId, {
			protocol: 1,
			deviceId: idOf('x'),
			token: null
		});
		const from = heads.heads!.map(([home]): [string, number] => [home, 0]);
		const old = await pullFrom(server.engine, worker.personId, {
			protocol: 1,
			deviceId: idOf('x'),
			from,
			limit: 500
		});
		await phone.act('visit.log', visit('v1', 'H1'));
		await server.run(office, ['visit.log', visit('v2', 'H2')]);
		await settle(phone);
		const words = { id: idOf('v0'), result: 'nobody', needs: [], words: '' };
		expect(await phone.act('visit.amend', words)).toBe('ok');
		const before = await phone.picture();
		expect(before).toMatchObject({ base: 1 });
		await receivePage(phone.db, await readActor(phone), old);
		expect(await phone.picture()).toEqual(before);
	});

	describe('and an area that was taken away meanwhile', () => {
		const asked = { protocol: 1, deviceId: idOf('x'), token: null };
		const headsNow = async () => (await server.engine.heads(worker.personId, asked)).heads!;
		const takeAway = () =>
			server.run(actorOf('subdistrict', 'S'), [
				'appointment.end',
				{ id: worker.posts[0]!.appointmentId, on: '2026-03-01' }
			]);
		const lying = async ({ db }: { db: PersonDb }) => ({
			homes: (await db.homes.toCollection().primaryKeys()).sort(),
			rows: (await db.rows.all()).map(({ key }) => key).sort()
		});

		test('does not come back for good with heads that arrive late', async () => {
			const phone = await openPhone(server, worker);
			await settle(phone);
			const late = await headsNow();
			await takeAway();
			await settle(phone);
			const left = await lying(phone);
			expect(left.homes.length).toBeLessThan(late.length);
			await receiveHeads(phone.db, late);
			await settle(phone);
			expect(await lying(phone)).toEqual(left);
		});

		test('nor with heads that arrive while later ones are being caught up with', async () => {
			await appointAlso();
			const phone = await openPhone(server, worker);
			await settle(phone);
			const late = await headsNow();
			await takeAway();
			const { db } = phone;
			const { token, heads } = await server.engine.heads(worker.personId, asked);
			const { left, version } = await receiveHeads(db, heads!);
			for (const home of left) await dropHome(db, await readActor(phone), home);
			const here = await lying(phone);
			await receiveHeads(db, late);
			await receiveComplete(db, token, version);
			await settle(phone);
			expect(await lying(phone)).toEqual(here);
		});

		test('nor with a page of a first download', async () => {
			const phone = await openPhone(server, worker);
			const { db } = phone;
			const late = await headsNow();
			const { version } = await receiveHeads(db, late);
			const arrivals = await Arrivals.begin(db, late, version);
			const from = late.map(([home]): [string, number] => [home, 0]);
			const page = await pullFrom(server.engine, worker.personId, { ...asked, from, limit: 500 });
			await takeAway();
			await settle(phone);
			const here = await lying(phone);
			expect(here.rows.length).toBeLessThan(page.rows.length);
			await receivePage(db, await readActor(phone), page, arrivals);
			await settle(phone);
			expect(await lying(phone)).toEqual(here);
		});
	});
});

describe('a restored server', () => {
	test('gets everything again that this phone ever sent, and the phone loses nothing', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.act('visit.log', visit('v2', 'H2', { result: 'nobody' }));
		await settle(phone);
		const before = await server.engine.health();
		await server.close();
		// The backup was made before the phone's visits: the same world without them, under another epoch.
		server = await openServer();
		expect((await server.engine.health()).epoch).not.toBe(before.epoch);
		const again = await openPhone(server, worker, { db: phone.db });
		await again.sync();
		await settle(again);
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await phone.db.rows.between('visit:', 'visit;')).toHaveLength(2);
		const desk = await openPhone(server, office);
		await settle(desk);
		expect(await desk.db.rows.countToDo('review')).toBe(2);
	});
});

describe('two people on one phone', () => {
	test("the second one's sync leaves the first one's queue where it is", async () => {
		const first = await openPhone(server, worker);
		await first.sync();
		await first.act('visit.log', visit('v1', 'H1'));
		const second = await openPhone(server, actorOf('gridWorker', 'G2'));
		await settle(second);
		expect(await first.db.outbox.count()).toBe(1);
		expect(await second.db.outbox.count()).toBe(0);
		expect(await second.db.rows.get(`household:${idOf('H1')}`)).toBeUndefined();
		await settle(first);
		expect(await first.db.outbox.count()).toBe(0);
	});
});

test('a scope that grows brings the new area whole', async () => {
	const phone = await openPhone(server, worker);
	await settle(phone);
	await appointAlso();
	await settle(phone);
	expect((await shelfIn(phone.db, idOf('V'))).tiles[idOf('H5')]?.door).toBe('101');
});

test('a phone killed and started again goes on where it was', async () => {
	const phone = await openPhone(server, worker);
	await phone.sync();
	expect(await phone.act('visit.log', visit('v1', 'H1'))).toBe('ok');
	phone.db.close();
	const again = new PersonDb(worker.personId);
	await again.open();
	const revived = await openPhone(server, worker, { db: again });
	expect(await again.outbox.count()).toBe(1);
	expect((await shelfIn(again, idOf('U'))).tiles[idOf('H1')]?.last?.result).toBe('home');
	await settle(revived);
	expect(await again.outbox.count()).toBe(0);
});
