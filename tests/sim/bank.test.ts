// Two computers of one office that take over the same statement without signal, and do not agree about it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineIdOf } from '$lib/app/bank';
import { mostLinesAtOnce, type BankLine } from '$lib/domain/statement/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { closePhones, openPhone, openServer, type Server, type TestPhone } from './world';

const office = actorOf('office', 'C');
const colleague = actorOf('office', 'C', {}, 'the colleague');
const campaignId = idOf('camp');

let server: Server;
let desk: TestPhone;
let other: TestPhone;
let leader: TestPhone;

const paid = { fen: 10_000, method: 'wechat', reference: '4321', into: 'community' };
const sharer = {
	...{ id: idOf('H1'), unitId: idOf('U'), door: '101', place: 0, area: null, floor: 1 },
	...{ persons: null, agreedFen: null }
};
const content = {
	...{ title: '换门', purpose: '', offers: [], chosen: null, dueOn: null },
	resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
	plan: {
		costFen: 10_000,
		method: { by: 'household' },
		...{ sharers: [sharer], sources: [], exemptions: [] }
	}
};

beforeEach(async () => {
	server = await openServer();
	const { personId, name, posts } = colleague;
	const { appointmentId: id, areaId, role, from, to } = posts[0]!;
	await server.run(actorOf('subdistrict', 'S'), [
		'appointment.make',
		{ id, personId, name, role, areaId, from, to }
	]);
	const levies = [{ id: idOf('levy'), unitId: idOf('U') }];
	const household = { levyId: idOf('levy'), householdId: idOf('H1') };
	await server.run(
		office,
		// In the unit itself: its leader holds the campaign, and must not hold its bank lines.
		['campaign.draft', { id: campaignId, areaId: idOf('U'), seen: 0, content }],
		['campaign.open', { id: campaignId, seen: 1, levies }],
		['fee.collect', { id: idOf('b1'), ...household, paid }],
		['fee.collect', { id: idOf('b2'), ...household, paid }]
	);
	desk = await openPhone(server, office);
	other = await openPhone(server, colleague);
	leader = await openPhone(server, actorOf('unitLeader', 'U'));
	for (const phone of [desk, other, leader]) await phone.sync();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

const line = (i: number) => ({
	...{ id: lineIdOf(campaignId, `line ${i}`), day: '2026-03-02', fen: 10_000, way: 'in' },
	...{ counterpart: '某人', remark: '', serial: '' }
});
const lines = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, i) => line(from + i));
const take = (phone: TestPhone, from: number, to: number) =>
	phone.act('bank.import', { campaignId, lines: lines(from, to) });
/** The colleague's computer is older, and says so in the words of the first version. */
const match = (phone: TestPhone, i: number, booking: string) => {
	const [args, is] = [
		{ lineId: line(i).id, seen: 1 },
		{ bookingId: idOf(booking), refundId: null }
	];
	return phone === other
		? phone.act('bank.match', { ...args, ...is }, 1)
		: phone.act('bank.match', { ...args, moves: [is] }, 2);
};
const on = async (phone: TestPhone): Promise<BankLine[]> =>
	(await phone.db.rows.between('bankLine:', 'bankLine;'))
		.map((row) => row.body as BankLine)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
const refusals = async ({ db }: TestPhone) =>
	(await db.outbox.where('state').equals('refused').toArray()).map(({ receipt }) =>
		receipt?.result === 'refused' ? receipt.refusal.code : ''
	);
const sync = async (...phones: TestPhone[]) => {
	for (const phone of phones) expect(await phone.sync()).toEqual({ problem: null, complete: true });
};

test('overlapping files of two computers come to the same lines, which the office alone holds', async () => {
	expect(await take(desk, 0, mostLinesAtOnce)).toBe('ok');
	expect(await take(other, 100, 100 + mostLinesAtOnce)).toBe('ok');
	await sync(desk, other, desk, other, leader);
	const [here, there] = [await on(desk), await on(other)];
	expect(here.length).toBe(mostLinesAtOnce + 100);
	expect(there).toEqual(here);
	expect(await refusals(other)).toEqual([]);
	expect((await leader.db.rows.get(`campaign:${campaignId}`))?.body).toBeDefined();
	expect(await on(leader)).toEqual([]);
}, 60_000);

test('of two who match differently the later one hears of it, and both see the same in the end', async () => {
	for (const phone of [desk, other]) await take(phone, 0, 3);
	expect(await match(desk, 0, 'b1')).toBe('ok');
	expect(await match(desk, 2, 'b2')).toBe('ok');
	expect(await match(other, 0, 'b2')).toBe('ok');
	expect(await match(other, 1, 'b1')).toBe('ok');
	await sync(desk, other, desk, other);
	expect(await refusals(desk)).toEqual([]);
	expect(await refusals(other)).toEqual(['lineChanged', 'bookingAtBank']);
	const matches = async (phone: TestPhone) =>
		(await on(phone)).map(({ match: one }) => one?.bookingId ?? null).sort();
	expect(await matches(desk)).toEqual(await matches(other));
	expect((await matches(desk)).filter(Boolean)).toEqual([idOf('b1'), idOf('b2')].sort());
}, 60_000);
