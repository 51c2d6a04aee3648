import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveDiscard } from '$lib/app/save';
import type { Held } from '$lib/domain/held/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import type { Visit } from '$lib/domain/visit/schema';
import {
	appoint,
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
const heir = actorOf('gridWorker', 'G', {}, 'the heir');

let server: Server;
beforeEach(async () => {
	server = await openServer();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

const appointAs = (who: typeof heir, area: string, label: string): [string, unknown] => {
	const [name, made] = appoint('gridWorker', area);
	const { personId, name: called } = who;
	return [name, { ...(made as object), id: idOf(label), personId, name: called }];
};

/** The office hands grid G to somebody else, from before the day on which the phones write. */
const handOver = () =>
	server.run(
		office,
		['appointment.end', { id: worker.posts[0]!.appointmentId, on: '2026-03-01' }],
		appointAs(heir, 'G', 'heir-post')
	);

/** A worker who has the grid on the phone, writes without signal and comes back after the grid went to the heir. */
async function awayWith(...labels: string[]): Promise<TestPhone> {
	const phone = await openPhone(server, worker);
	await phone.sync();
	const doors = ['H1', 'H2', 'H3'];
	for (const [i, label] of labels.entries())
		expect(await phone.act('visit.log', visit(label, doors[i % 3]!, { words: label }))).toBe('ok');
	await handOver();
	return phone;
}

const heldOn = async (phone: TestPhone) =>
	(await phone.db.rows.toDo('held')).map((row) => row.body as Held).sort((a, b) => a.at - b.at);
const outcomes = async (phone: TestPhone) =>
	(await phone.db.outbox.orderBy('seq').toArray()).map((entry) => entry.state);
const visitOn = async (phone: TestPhone, label: string) =>
	(await phone.db.rows.get(`visit:${idOf(label)}`))?.body as Visit | undefined;

describe('what was written after the area had gone to somebody else', () => {
	test('waits for the new worker; accepted and declined, both outcomes reach the author', async () => {
		const phone = await awayWith('kept', 'not kept');
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await outcomes(phone)).toEqual(['held', 'held']);
		const [entry] = await phone.db.outbox.orderBy('seq').toArray();
		expect(entry).toMatchObject({ receipt: { forWhom: heir.name }, seen: { door: '101' } });

		const next = await openPhone(server, heir);
		await next.sync();
		const [first, second] = await heldOn(next);
		expect(await next.act('held.accept', { opId: first!.opId })).toBe('ok');
		// The heir sees the visit at once, without a server.
		expect(await visitOn(next, 'kept')).toMatchObject({
			first: { words: 'kept', by: { personId: worker.personId } }
		});
		expect((await shelfIn(next.db, idOf('U'))).tiles[idOf('H1')]?.last?.result).toBe('home');
		expect(await next.act('held.decline', { opId: second!.opId, reason: '我去过了' })).toBe('ok');
		expect(await heldOn(next)).toEqual([]);
		expect(await next.sync()).toEqual({ problem: null, complete: true });
		expect(await next.db.outbox.count()).toBe(0);

		// Within a minute of the last answer nobody is asked; after it, each cycle asks.
		await phone.sync();
		expect(await outcomes(phone)).toEqual(['held', 'held']);
		phone.ahead = 61_000;
		await phone.sync();
		const left = await phone.db.outbox.toArray();
		expect(left).toMatchObject([
			{
				state: 'refused',
				operation: { args: { words: 'not kept' } },
				receipt: {
					refusal: { code: 'heldDeclined' },
					declined: { name: heir.name, reason: '我去过了' }
				},
				seen: { door: '102' }
			}
		]);
		expect(await phone.db.archive.toArray()).toMatchObject([{ state: 'applied' }]);

		const desk = await openPhone(server, office);
		await desk.sync();
		expect((await visitOn(desk, 'kept'))?.first).toMatchObject({
			by: { personId: worker.personId, role: 'gridWorker' },
			words: 'kept'
		});
		expect(await visitOn(desk, 'not kept')).toBeUndefined();
	});

	test('is held once however often answers are lost, and what was added to it follows', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		await phone.act('visit.log', visit('v1', 'H1'));
		const more = { id: idOf('v1'), result: 'matter', needs: [], words: '补一句' };
		await phone.act('visit.amend', more);
		await handOver();
		phone.fates = ['answerLost'];
		await phone.sync();
		await phone.sync();
		expect(await outcomes(phone)).toEqual(['held', 'held']);
		const desk = await openPhone(server, office);
		await desk.sync();
		const waiting = await heldOn(desk);
		expect(waiting.map((held) => held.command)).toEqual(['visit.log', 'visit.amend']);
		for (const { opId } of waiting) expect(await desk.act('held.accept', { opId })).toBe('ok');
		await desk.sync();
		phone.ahead = 120_000;
		await phone.sync();
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await visitOn(desk, 'v1')).toMatchObject({ amendments: [{ words: '补一句' }] });
	});

	test('is taken back by its author, and leaves the list of the one who should decide', async () => {
		const phone = await awayWith('v1');
		await phone.sync();
		const [entry] = await phone.db.outbox.toArray();
		const next = await openPhone(server, heir);
		await next.sync();
		expect(await heldOn(next)).toHaveLength(1);
		expect(await saveDiscard(phone, entry!.opId)).toBe(true);
		await phone.sync();
		expect(await phone.db.outbox.count()).toBe(0);
		expect(await phone.db.base.count()).toBe(0);
		await next.sync();
		expect(await heldOn(next)).toEqual([]);
	});

	test('comes back to its author, who gave it up after somebody had accepted it', async () => {
		const phone = await awayWith('v1');
		await phone.sync();
		const [entry] = await phone.db.outbox.toArray();
		const next = await openPhone(server, heir);
		await next.sync();
		expect(await next.act('held.accept', { opId: entry!.opId })).toBe('ok');
		await next.sync();
		expect(await saveDiscard(phone, entry!.opId)).toBe(true);
		await phone.sync();
		phone.ahead = 61_000;
		await phone.sync();
		expect(await phone.db.archive.get(entry!.opId)).toMatchObject({ state: 'applied' });
		// What the author asked for did not happen, and that is said.
		expect(await phone.db.outbox.toArray()).toMatchObject([
			{ operation: { args: { opId: entry!.opId } }, receipt: { refusal: { code: 'heldSettled' } } }
		]);
	});

	test('is asked about whole, also when it is more than fits one request', async () => {
		const phone = await awayWith(...Array.from({ length: 120 }, (_, i) => `v${i}`));
		await phone.sync();
		const next = await openPhone(server, heir);
		await next.sync();
		for (const { opId } of await heldOn(next)) await next.act('held.accept', { opId });
		await next.sync();
		phone.ahead = 61_000;
		await phone.sync();
		expect(await phone.db.outbox.count()).toBe(0);
	});

	test('survives a server restored to a time before it was held', async () => {
		const phone = await awayWith('v1');
		await phone.sync();
		expect(await outcomes(phone)).toEqual(['held']);
		await server.close();
		server = await openServer();
		await handOver();
		const again = await openPhone(server, worker, { db: phone.db });
		again.ahead = 61_000;
		await again.sync();
		again.ahead = 122_000;
		await again.sync();
		const next = await openPhone(server, heir);
		await next.sync();
		expect((await heldOn(next)).map((held) => held.args)).toMatchObject([{ words: 'v1' }]);
	});
});

describe('somebody who is moved from one grid to another while away', () => {
	/** Every key and every text in the database, to search for what must not be there. */
	const traces = async (phone: TestPhone, label: string) => {
		const found: string[] = [];
		for (const table of phone.db.tables)
			for (const row of (await table.toArray()) as unknown[])
				if (JSON.stringify(row).includes(idOf(label))) found.push(table.name);
		return found;
	};

	test('keeps the own words, sends what was unsent first, and nothing else of the old grid remains', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		// One visit arrived, one was refused, two wait, one of them without signal on the day of the move.
		await phone.act('visit.log', visit('sent', 'H1'));
		await phone.sync();
		await server.run(office, ['household.merge', { id: idOf('H2'), into: idOf('H1') }]);
		await phone.act('visit.log', visit('refused', 'H2', { words: '敲了很久' }));
		await phone.sync();
		expect(await outcomes(phone)).toEqual(['refused']);
		await phone.act('visit.log', visit('unsent', 'H3', { words: '路上写的' }));
		await phone.act('visit.amend', { id: idOf('sent'), result: 'nobody', needs: [], words: '' });
		await phone.db.drafts.put({ key: 'draft', value: { words: '写了一半' }, savedAt: 1 });
		// What the search would have built.
		await phone.db.finder.put({ unitId: idOf('U'), lines: '甲乙', ids: [idOf('H1')] });
		await phone.db.finder.put({ unitId: idOf('U2'), lines: '丙丁', ids: [idOf('H4')] });
		await server.run(
			office,
			['appointment.end', { id: worker.posts[0]!.appointmentId, on: '2026-03-01' }],
			appointAs(worker, 'G2', 'moved-post')
		);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });

		const entries = await phone.db.outbox.orderBy('seq').toArray();
		expect(entries).toMatchObject([
			{
				state: 'refused',
				operation: { args: { words: '敲了很久' } },
				seen: { place: 'B U', door: '102' }
			},
			{ state: 'held', operation: { args: { words: '路上写的' } }, seen: { door: '201' } },
			{ state: 'held', operation: { command: 'visit.amend' } }
		]);
		expect(entries.every((entry) => entry.seen?.head === '甲乙')).toBe(true);
		expect(await phone.db.drafts.count()).toBe(1);

		// The new grid is there, and of the old one not a row, shelf, search line or home.
		expect((await shelfIn(phone.db, idOf('V'))).tiles[idOf('H5')]?.door).toBe('101');
		// Where the own words were written stays with them, as ids: an office has to be asked about the right place.
		const written = ['outbox', 'archive'];
		for (const [area, tables] of [
			['G', [...written, 'meta']],
			['B', written],
			['U', written],
			['U2', []]
		] as const)
			expect([area, new Set(await traces(phone, area))]).toEqual([area, new Set(tables)]);
		for (const household of ['H1', 'H2', 'H3', 'H4']) {
			const own = (await traces(phone, household)).filter(
				(table) => table !== 'outbox' && table !== 'archive'
			);
			expect([household, own]).toEqual([household, []]);
		}
		for (const base of await phone.db.base.toArray()) expect(base.row).toBeNull();

		// What went up waits for whoever looks after the old grid.
		const desk = await openPhone(server, office);
		await desk.sync();
		expect(await heldOn(desk)).toHaveLength(2);
	});

	test('counts yesterday in the old grid and today in the new one', async () => {
		const phone = await openPhone(server, worker);
		await phone.sync();
		phone.ahead = -86_400_000;
		await phone.act('visit.log', visit('yesterday', 'H1'));
		phone.ahead = 0;
		await phone.act('visit.log', visit('today', 'H2'));
		await handOver();
		await phone.sync();
		expect(await outcomes(phone)).toEqual(['held']);
		const desk = await openPhone(server, office);
		await desk.sync();
		expect(await visitOn(desk, 'yesterday')).toBeDefined();
		expect(await visitOn(desk, 'today')).toBeUndefined();
	});
});
