import { describe, expect, it } from 'vitest';
import type { Booking } from '../booking/schema';
import type { Campaign } from '../campaign/schema';
import type { Levy } from '../levy/schema';
import { photoNamed } from '../photo/test-pictures';
import { actorOf, idOf, testWorld, type TestWorld } from '../test-world';
import { areShown, publicAccountsOf } from './select';

const office = actorOf('office', 'C');
const leader = actorOf('unitLeader', 'U');
const approvers = ['甲', '乙'].map((name) => actorOf('office', 'C', {}, name));
const [campaignId, levyId, sourceId, offerId] = ['campaign', 'levy', 'source', 'offer'].map(idOf);
const homes = ['H', 'H2', 'H3'];

const sharer = (label: string, place: number) => ({
	...{ id: idOf(label), unitId: idOf('U'), door: `10${place + 1}`, place },
	...{ area: null, floor: null, persons: null, agreedFen: null }
});

const content = {
	...{ title: '换防盗门', purpose: '旧门锁不上', dueOn: null, chosen: offerId },
	resolution: { matter: 'voluntary' as const, on: '2026-02-27', words: '', ballots: [] },
	offers: [{ id: offerId!, supplier: '门业', fen: 90_000, words: '' }],
	plan: {
		...{ costFen: 90_000, method: { by: 'household' as const }, sharers: homes.map(sharer) },
		sources: [{ id: sourceId!, kind: 'estate' as const, called: '', fen: 30_000 }],
		exemptions: [{ householdId: idOf('H3'), bornBy: 'others' as const }]
	}
};

/** A campaign for three doors, one of them spared. */
function opened(): TestWorld {
	const world = testWorld();
	const draft = { id: campaignId, areaId: idOf('C'), seen: 0, content };
	expect(world.run(office, 'campaign.draft', draft)).toBe('ok');
	const open = { id: campaignId, seen: 1, levies: [{ id: levyId, unitId: idOf('U') }] };
	expect(world.run(office, 'campaign.open', open)).toBe('ok');
	return world;
}

const cash = (fen: number) => ({ fen, method: 'cash', reference: null, into: 'collector' });
const bank = (fen: number) => ({
	...{ fen, method: 'transfer', reference: '4321', into: 'community' }
});
const collect = (world: TestWorld, label: string, home: string, paid: object) =>
	world.run(leader, 'fee.collect', { id: idOf(label), levyId, householdId: idOf(home), paid });

function accountsIn(world: TestWorld, bookings: string[]) {
	const campaign = world.get<Campaign>('campaign', campaignId!)!;
	const shown = { from: '2026-03-02', to: '2026-03-09' };
	return publicAccountsOf(
		{ ...campaign, shown },
		[world.get<Levy>('levy', levyId!)!],
		bookings.map((label) => world.get<Booking>('booking', idOf(label))!),
		[],
		{ place: '柳荫社区', unit: () => '86 号楼 1 单元' }
	);
}

const payment = {
	...{ id: idOf('e'), campaignId, supplierId: offerId, fen: 40_000, words: '' },
	photos: [photoNamed('a')]
};

describe('public accounts', () => {
	it('add up to what the ledger has, door by door, and keep donations apart', () => {
		const world = opened();
		expect(collect(world, 'a', 'H', bank(30_000))).toBe('ok');
		expect(collect(world, 'b', 'H2', cash(10_000))).toBe('ok');
		const give = { id: idOf('c'), campaignId, sourceId, fen: 30_000 };
		expect(world.run(office, 'fee.contribute', give)).toBe('ok');
		const gift = { id: idOf('d'), campaignId, levyId, paid: bank(5_000) };
		expect(world.run(leader, 'fee.donate', gift)).toBe('ok');
		const pay = { ...payment, words: '发票 1' };
		expect(world.run(office, 'fee.pay', pay)).toBe('ok');
		for (const [i, one] of approvers.entries())
			expect(world.run(one, 'fee.approve', { id: idOf(`ok${i}`), of: idOf('e') })).toBe('ok');
		const accounts = accountsIn(world, ['a', 'b', 'c', 'd', 'e']);
		expect(accounts).toMatchObject({
			...{ costFen: 90_000, donationsFen: 5_000, lateFen: 0, leftFen: 35_000 },
			shares: { dueFen: 60_000, takenFen: 40_000, households: 3, settled: 2 },
			sources: [{ kind: 'estate', fen: 30_000 }],
			spending: [{ supplier: '门业', fen: 40_000 }],
			surplus: []
		});
		const { shares, sources, donationsFen, spending, leftFen } = accounts;
		const income = shares.takenFen + sources[0]!.fen + donationsFen;
		expect(income - spending[0]!.fen).toBe(leftFen);
		expect(accounts.units).toEqual([
			{
				name: '86 号楼 1 单元',
				doors: [
					{ door: '101', dueFen: 30_000, takenFen: 30_000, state: 'paid' },
					{ door: '102', dueFen: 30_000, takenFen: 10_000, state: 'part' },
					{ door: '103', dueFen: 0, takenFen: 0, state: 'exempt' }
				]
			}
		]);
	});

	it('follow a reversal and do not count a payment that nobody approved', () => {
		const world = opened();
		expect(collect(world, 'a', 'H', cash(30_000))).toBe('ok');
		const undo = { id: idOf('r'), of: idOf('a'), refundId: null, why: '记错' };
		expect(world.run(leader, 'fee.reverse', undo)).toBe('ok');
		expect(world.run(office, 'fee.pay', payment)).toBe('ok');
		expect(accountsIn(world, ['a', 'e'])).toMatchObject({
			...{ shares: { takenFen: 0, settled: 1 }, spending: [], leftFen: 0 }
		});
	});

	it('name no person, no household and no reason', () => {
		const world = opened();
		expect(collect(world, 'a', 'H', cash(30_000))).toBe('ok');
		const text = JSON.stringify(accountsIn(world, ['a']));
		for (const secret of [...homes.map(idOf), leader.personId, leader.name, office.personId])
			expect(text).not.toContain(secret);
	});

	it('are shown in their time alone, and never of a draft', () => {
		const shown = { from: '2026-03-02', to: '2026-03-06' };
		const campaign = { ...opened().get<Campaign>('campaign', campaignId!)!, shown };
		const on = (day: string, of: Campaign = campaign) => areShown(of, day);
		expect(['2026-03-01', '2026-03-02', '2026-03-06', '2026-03-07'].map((day) => on(day))).toEqual([
			...[false, true, true, false]
		]);
		expect(on('2026-03-03', { ...campaign, shown: null })).toBe(false);
		expect(on('2026-03-03', { ...campaign, state: 'draft' })).toBe(false);
	});
});
