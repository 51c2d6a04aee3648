import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Household } from '$lib/domain/household/schema';
import type { Visit } from '$lib/domain/visit/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { setMeta } from '$lib/store/meta';
import type { PushRequest } from '$lib/protocol/envelope';
import type { Role } from '$lib/domain/kernel/actor';
import { closePhones, openPhone, openServer, type Server } from './world';

// What the first client sent, as it was recorded. It is never written anew: phones that were offline for months send
// exactly this, and no upload is refused for its age.
const uploads = JSON.parse(
	readFileSync(new URL('../fixtures/uploads/protocol-1.json', import.meta.url), 'utf8')
) as { person: string; request: PushRequest }[];

let server: Server;
beforeEach(async () => {
	server = await openServer();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

const bodyOf = async <T>(kind: string, id: string): Promise<T | null> => {
	const row = await server.db
		.selectFrom('rows')
		.select('body')
		.where('kind', '=', kind as 'visit')
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.body ? (JSON.parse(row.body) as T) : null;
};

test('everything that the first client sent is applied today, once, however often it comes', async () => {
	for (let time = 0; time < 2; time++)
		for (const { person, request } of uploads) {
			const [role, area] = person.split('@') as [Role, string];
			const reply = await server.engine.push(actorOf(role, area).personId, request);
			expect(reply.receipts).toHaveLength(request.operations.length);
			expect(reply.receipts.filter((one) => one.result !== 'applied')).toEqual([]);
		}
	expect(await bodyOf<Visit>('visit', idOf('old-1'))).toMatchObject({
		first: { result: 'matter', needs: ['repair', 'safety'] },
		amendments: [{ words: '灯修好了，扶手还松' }],
		review: { state: 'returned', comment: '请再看一下' }
	});
	expect((await bodyOf<Visit>('visit', idOf('old-3')))?.withdrawnAt).toBeTypeOf('number');
	expect(await bodyOf<Household>('household', idOf('H4'))).toMatchObject({
		tenure: 'tenant',
		needsCare: true
	});
	expect(await bodyOf<Household>('household', idOf('H2'))).toBeNull();
	expect(await bodyOf<Visit>('visit', idOf('old-4'))).toMatchObject({
		first: { words: '大字 😀 \u0301 <b>' }
	});
});

test("a phone of today shows what the old client's people did", async () => {
	for (const { person, request } of uploads) {
		const [role, area] = person.split('@') as [Role, string];
		await server.engine.push(actorOf(role, area).personId, request);
	}
	const desk = await openPhone(server, actorOf('office', 'C'));
	await setMeta(desk.db, 'deviceId', idOf('the new phone'));
	expect(await desk.sync()).toEqual({ problem: null, complete: true });
	const mine = await desk.db.rows.countToDo('review');
	expect(mine).toBe(1); // the unit leader's; the others were judged or withdrawn
});
