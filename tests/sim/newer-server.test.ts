import 'fake-indexeddb/auto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actorOf, idOf } from '$lib/domain/test-world';
import { addSums, digestOf, rowSum } from '$lib/protocol/digest';
import { setMeta } from '$lib/store/meta';
import { changeRows } from '$lib/store/row-writer';
import { closePhones, openPhone, openServer, visit, type Server, type TestPhone } from './world';

// A phone that was not updated for a while, and a server that says things it has never heard of.

const worker = actorOf('gridWorker', 'G');

let server: Server;
let phone: TestPhone;
beforeEach(async () => {
	server = await openServer();
	phone = await openPhone(server, worker);
	await phone.sync();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

/** Puts a row of a kind to come beside the households of U, as a server that knows the kind would. */
async function addRow(label: string): Promise<void> {
	const home = `${idOf('U')}:register`;
	const line = await server.db
		.selectFrom('homes')
		.selectAll()
		.where('home', '=', home)
		.executeTakeFirstOrThrow();
	const [id, seq] = [idOf(label), line.seq + 1];
	const body = JSON.stringify({ id, words: '路灯不亮' });
	const sum = rowSum({ kind: 'request', id, seq }, body);
	const [high, low] = addSums([line.sum_high, line.sum_low], sum);
	const { community } = line;
	await server.db
		.insertInto('rows')
		.values({
			community,
			kind: 'request' as 'visit',
			id,
			home,
			seq,
			written_at: server.now(),
			body,
			gone: null,
			digest: digestOf(sum)
		})
		.execute();
	await sql`update homes set seq = ${seq}, rows = rows + 1, sum_high = ${high}, sum_low = ${low}
		where community = ${community} and home = ${home}`.execute(server.db);
}

describe('a row of a kind to come', () => {
	test('is kept and counted, and keeps nothing else from coming', async () => {
		await addRow('r1');
		await server.run(actorOf('office', 'C'), [
			'household.remove',
			{ id: idOf('H2'), reason: 'movedAway' }
		]);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await phone.db.rows.get(`request:${idOf('r1')}`)).toMatchObject({
			body: { words: '路灯不亮' }
		});
		expect(await phone.db.rows.get(`household:${idOf('H2')}`)).toMatchObject({ body: null });
	});

	test('leaves with its area like any other', async () => {
		await addRow('r1');
		await phone.sync();
		const { appointmentId } = worker.posts[0]!;
		await server.run(actorOf('subdistrict', 'S'), [
			'appointment.end',
			{ id: appointmentId, on: '2026-03-01' }
		]);
		await phone.sync();
		expect(await phone.db.rows.get(`request:${idOf('r1')}`)).toBeUndefined();
	});

	test('gets its labels when the app has learned the kind', async () => {
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.sync();
		const key = `visit:${idOf('v1')}`;
		// As it would lie there if visits had been unknown when it came.
		await changeRows(phone.db, (row) => {
			if (row.key === key) delete row.about;
		});
		await setMeta(phone.db, 'kinds', ['area', 'household', 'particulars', 'appointment', 'held']);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await phone.db.rows.get(key)).toMatchObject({ about: idOf('H1') });
	});
});

/** Changes what the server answers to a push. */
function twist(change: (reply: { receipts: Record<string, unknown>[] }) => void): void {
	const real = phone.fetch;
	phone.fetch = async (path, init) => {
		const answer = await real(path, init);
		if (!String(path).endsWith('/push')) return answer;
		const reply = (await answer.json()) as { receipts: Record<string, unknown>[] };
		change(reply);
		return Response.json(reply);
	};
}

describe('an answer to come', () => {
	test('of a reason that is not on the list refuses that one operation, and keeps the reason', async () => {
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.act('visit.log', visit('v2', 'H2'));
		twist(({ receipts }) => {
			Object.assign(receipts[0]!, { result: 'refused', refusal: { code: 'moonIsFull' } });
		});
		await phone.sync();
		const left = await phone.db.outbox.toArray();
		expect(left).toMatchObject([
			{ state: 'refused', receipt: { refusal: { code: 'moonIsFull' } } }
		]);
	});

	test('that is no receipt of ours leaves that one operation waiting, and settles its neighbours', async () => {
		await phone.act('visit.log', visit('v1', 'H1'));
		await phone.act('visit.log', visit('v2', 'H2'));
		twist(({ receipts }) => Object.assign(receipts[0]!, { result: 'postponed' }));
		await phone.sync();
		const left = await phone.db.outbox.toArray();
		expect(left).toMatchObject([{ state: 'waiting', keys: [`visit:${idOf('v1')}`] }]);
		expect(await phone.db.archive.count()).toBe(1);
	});

	test('of a trouble that has no name here is a trouble of that push, not of the line', async () => {
		await phone.act('visit.log', visit('v1', 'H1'));
		const real = phone.fetch;
		phone.fetch = (path, init) =>
			String(path).endsWith('/push')
				? Promise.resolve(Response.json({ code: 'moonIsFull' }, { status: 422 }))
				: real(path, init);
		expect(await phone.sync()).toMatchObject({ problem: 'broken' });
		expect(await phone.db.outbox.count()).toBe(1);
	});
});
