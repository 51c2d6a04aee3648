import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerOf } from '$lib/domain/booking/select';
import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import { usualRules } from '$lib/domain/dispute/limits';
import type { Dispute } from '$lib/domain/dispute/schema';
import { mainSeat } from '$lib/domain/dispute/seats';
import { dueIn, stageOf } from '$lib/domain/dispute/select';
import { dayOf } from '$lib/domain/kernel/day';
import { balanceOf } from '$lib/domain/ledger/balances';
import { shortIn } from '$lib/domain/ledger/flags';
import { standingOf } from '$lib/domain/ledger/standing';
import { totalsOf } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';
import { demoPeople } from '../auth/demo';
import { testDatabases } from '../db/test-databases';
import { openTestDemo, testNow, type TestDemo } from './test-demo';

describe.each(testDatabases)('a demonstration on $name', (databases) => {
	let demo: TestDemo;
	beforeAll(async () => {
		await databases.begin();
		demo = await openTestDemo(await databases.fresh());
	});
	afterAll(async () => {
		await demo.close();
		await databases.end();
	});

	const count = async (kind: 'area' | 'household' | 'particulars' | 'appointment') => {
		const all = await demo.db.selectFrom('rows').select('id').where('kind', '=', kind).execute();
		return all.length;
	};

	test('every command is accepted by the rules and stands in the database', async () => {
		const named = (name: string) => demo.drawn.commands.filter((one) => one.name === name).length;
		expect(await count('area')).toBe(named('area.add'));
		expect(await count('appointment')).toBe(named('appointment.make'));
		expect(await count('household')).toBe(160 + 12);
		expect(await count('particulars')).toBe(160 + 12);
		const refused = await demo.db
			.selectFrom('operations')
			.select('op_id')
			.where('result', '!=', 'applied')
			.execute();
		expect(refused).toEqual([]);
	});

	test('visits wait, came back with a comment, were amended and accepted, none of them ahead of time', async () => {
		const visits = await demo.visits();
		for (const state of ['waiting', 'returned', 'accepted'])
			expect(visits.some((visit) => visit.review.state === state)).toBe(true);
		for (const result of ['home', 'nobody', 'matter'])
			expect(visits.some((visit) => visit.first.result === result)).toBe(true);
		expect(visits.some((visit) => visit.amendments.length > 0)).toBe(true);
		expect(visits.every((visit) => visit.first.at < testNow)).toBe(true);
	});

	test('one of the visits that came back belongs to the grid worker whom visitors meet', async () => {
		const worker = demo.drawn.representatives.find((one) => one.role === 'gridWorker')!;
		const returned = (await demo.visits()).filter((visit) => visit.review.state === 'returned');
		expect(returned.map((visit) => visit.first.by.personId)).toContain(worker.personId);
	});

	test('a campaign for new doors is half collected, its first cash lies on the account, and the visitors’ leader is in it', async () => {
		const rows = await demo.db
			.selectFrom('rows')
			.select(['kind', 'body'])
			.where('kind', 'in', ['levy', 'booking', 'campaign'])
			.execute();
		const of = <B>(kind: string) =>
			rows.flatMap((row) => (row.kind === kind ? [JSON.parse(row.body!) as B] : []));
		const [campaign] = of<Campaign>('campaign');
		expect(campaign).toMatchObject({ state: 'open', offers: { length: 3 } });
		const levies = of<Levy>('levy');
		const leader = demo.drawn.representatives.find((one) => one.role === 'unitLeader')!;
		expect(levies.map(({ unitId }) => unitId)).toContain(leader.areaId);
		const totals = totalsOf(levies);
		expect(totals.settled).toBeGreaterThan(totals.households / 2);
		expect(totals.settled).toBeLessThan(totals.households);
		const standing = standingOf(ledgerOf(levies, of<Booking>('booking')));
		expect(balanceOf(standing, 'community')).toBeGreaterThan(500_000);
		expect(standing.aside).toEqual([]);
		expect(shortIn(standing)).toEqual([]);
	});

	test('the quarrels of the community stand in every stage, numbered, and some wait for the people whom visitors meet', async () => {
		const rows = await demo.db
			.selectFrom('rows')
			.select('body')
			.where('kind', '=', 'dispute')
			.execute();
		const disputes = rows.map((row) => JSON.parse(row.body!) as Dispute);
		expect(new Set(disputes.map(stageOf))).toEqual(
			new Set(['open', 'agreed', 'declined', 'closed'])
		);
		expect(disputes.map(({ number }) => number?.no).sort()).toEqual(disputes.map((_, i) => i + 1));
		const today = dayOf(testNow);
		const due = disputes.filter((one) => dueIn(one, usualRules, today).length > 0);
		const worker = demo.drawn.representatives.find(({ role }) => role === 'gridWorker')!;
		expect(due.map((one) => mainSeat(one)?.personId)).toContain(worker.personId);
	});

	test('the sign-in of a demonstration server offers the people whom the generator names', async () => {
		const offered = await demoPeople(demo.db, testNow);
		const pairs = (people: readonly { role: string; personId: string }[]) =>
			people.map((one) => `${one.role} ${one.personId}`).sort();
		expect(pairs(offered)).toEqual(pairs(demo.drawn.representatives));
	});
});

// Weekends shift what the office reads, and with it what meets on one day.
test.each([1, 2, 3, 4, 5, 6])(
	'the rules accept a demonstration that begins %i days later, too',
	async (days) => {
		const [databases] = testDatabases;
		await databases!.begin();
		const demo = await openTestDemo(await databases!.fresh(), testNow + days * 86_400_000);
		expect((await demo.visits()).length).toBeGreaterThan(0);
		await demo.close();
		await databases!.end();
	}
);
