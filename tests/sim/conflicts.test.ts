import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { amendmentOf } from '$lib/domain/household/amendment';
import { conflictsOf } from '$lib/domain/household/conflicts';
import type { Household, Resident } from '$lib/domain/household/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { closePhones, openPhone, openServer, type Server, type TestPhone } from './world';

const office = actorOf('office', 'C');
const colleague = actorOf('office', 'C', {}, 'the colleague');

let server: Server;
let desk: TestPhone;
let other: TestPhone;
beforeEach(async () => {
	server = await openServer();
	const { personId, name, posts } = colleague;
	const { appointmentId: id, areaId, role, from, to } = posts[0]!;
	await server.run(actorOf('subdistrict', 'S'), [
		'appointment.make',
		{ id, personId, name, role, areaId, from, to }
	]);
	desk = await openPhone(server, office);
	other = await openPhone(server, colleague);
	await desk.sync();
	await other.sync();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

const on = async (phone: TestPhone): Promise<Household> =>
	(await phone.db.rows.get(`household:${idOf('H1')}`))!.body as Household;

/** Amends the head of H1 as the form does it, from what lies on that phone. */
async function amendHead(phone: TestPhone, more: Partial<Resident>): Promise<void> {
	const seen = await on(phone);
	const residents = seen.residents.map((one) => ({ ...one, ...more }));
	const args = amendmentOf(seen, { ...seen, residents });
	expect(await phone.act('household.amend', args, 2)).toBe('ok');
}

const waiting = (phone: TestPhone) => phone.db.rows.countToDo('conflict');
const both = async (...order: TestPhone[]) => {
	for (const phone of [...order, ...order])
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
};

describe.each(['as written', 'the other way round'])(
	'two desks without signal, heard %s',
	(order) => {
		const inOrder = (): TestPhone[] => (order === 'as written' ? [desk, other] : [other, desk]);

		test('come to the same values; what lost is on both, and one tap brings it back', async () => {
			await amendHead(desk, { phone: '13800000001' });
			other.ahead = 60_000;
			await amendHead(other, { phone: '13800000002' });
			await both(...inOrder());
			expect(await on(desk)).toEqual(await on(other));
			const [conflict] = conflictsOf(await on(desk));
			expect(conflict).toMatchObject({
				field: 'phone',
				winning: { value: '13800000002', by: colleague.name },
				losing: { value: '13800000001', by: office.name }
			});
			expect([await waiting(desk), await waiting(other)]).toEqual([1, 1]);

			const settle = { id: idOf('H1'), key: conflict!.key, take: 'losing' };
			// Whoever has seen a word writes later than it, although this clock is a minute behind.
			expect(await desk.act('household.settle', settle)).toBe('ok');
			expect((await on(desk)).residents[0]!.phone).toBe('13800000001');
			await both(...inOrder());
			expect((await on(other)).residents[0]!.phone).toBe('13800000001');
			expect([await waiting(desk), await waiting(other)]).toEqual([0, 0]);
			expect(await desk.db.outbox.count()).toBe(0);
		});

		test('never overwrite a name unseen: the one that arrived first stands', async () => {
			await amendHead(desk, { name: '甲甲', pinyin: 'jia jia' });
			await amendHead(other, { name: '乙乙', pinyin: 'yi yi', phone: '13800000002' });
			await both(...inOrder());
			const first = order === 'as written' ? '甲甲' : '乙乙';
			expect((await on(desk)).residents[0]).toMatchObject({ name: first, phone: '13800000002' });
			expect(conflictsOf(await on(other))).toMatchObject([{ field: 'name' }]);
			const late = order === 'as written' ? other : desk;
			expect(await late.db.archive.toArray()).toMatchObject([{ receipt: { partly: true } }]);
		});
	}
);

test('a slow clock does not lose against what its owner had before them', async () => {
	other.ahead = 3_600_000;
	await amendHead(other, { phone: '13800000002' });
	await other.sync();
	await desk.sync();
	await amendHead(desk, { phone: '13800000003' });
	await both(desk, other);
	expect((await on(other)).residents[0]!.phone).toBe('13800000003');
	expect(await waiting(other)).toBe(0);
});
