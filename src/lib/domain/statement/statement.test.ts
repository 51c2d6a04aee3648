import { photoNamed } from '../photo/test-pictures';
import { beforeEach, describe, expect, test } from 'vitest';
import { byPhone, Fees, paid } from '../booking/test-fees';
import { draftArgs, feePlan, worldWithCampaign } from '../campaign/test-campaigns';
import { balanceOf } from '../ledger/balances';
import { actorOf, idOf } from '../test-world';
import { moveKey, movesOf } from './moves';
import { collectorsIn, reconcile } from './reconcile';
import type { BankLine } from './schema';
import { lineArgs } from './test-lines';

let fees: Fees;
const estate = { id: idOf('estate'), kind: 'estate' as const, called: '', fen: 20_000 };

beforeEach(() => {
	fees = new Fees(worldWithCampaign({ plan: feePlan({ sources: [estate] }) }));
});

const take = (...lines: object[]) =>
	fees.run('office', 'bank.import', { campaignId: idOf('camp'), lines });
const match = (
	line: string,
	booking: string | null,
	more: object = {},
	who: 'office' | 'second' = 'office'
) =>
	fees.run(who, 'bank.match', {
		...{ lineId: idOf(line), bookingId: booking && idOf(booking), refundId: null, seen: 1 },
		...more
	});
const explain = (line: string, words: string, seen = 1) =>
	fees.run('office', 'bank.explain', { lineId: idOf(line), words, seen });
const lineOf = (name: string) => fees.world.get<BankLine>('bankLine', idOf(name))!;
const atBank = (name: string) => fees.booking(name).atBank ?? {};

describe('lines', () => {
	test('lie in the money of the community, which the office alone holds', async () => {
		expect(take(lineArgs('L', 300))).toBe('ok');
		const { kindOf } = await import('../registry');
		expect(kindOf.bankLine.home(lineOf('L'))).toEqual({ areaId: idOf('C'), dataClass: 'money' });
	});

	test('of a campaign in one unit lie there too', () => {
		const draft = {
			...draftArgs({ plan: feePlan({ sharers: feePlan().sharers.slice(0, 2) }) }, 'small')
		};
		const open = {
			id: idOf('small'),
			seen: 1,
			levies: [{ id: idOf('small-levy'), unitId: idOf('U') }]
		};
		expect(fees.run('office', 'campaign.draft', { ...draft, areaId: idOf('U') })).toBe('ok');
		expect(fees.run('office', 'campaign.open', open)).toBe('ok');
		const args = { campaignId: idOf('small'), lines: [lineArgs('S', 300)] };
		expect(fees.run('office', 'bank.import', args)).toBe('ok');
		expect(lineOf('S').areaId).toBe(idOf('C'));
		expect(take(lineArgs('S', 300))).toBe('lineExists lines');
	});

	test('that are known are passed over, and stay as they are', () => {
		take(lineArgs('L', 300), lineArgs('L2', 400));
		expect(explain('L', '利息')).toBe('ok');
		const before = lineOf('L');
		expect(take(lineArgs('L', 300), lineArgs('L3', 500))).toBe('ok');
		expect(take(lineArgs('L', 300))).toBe('ok');
		expect(lineOf('L')).toBe(before);
		expect(lineOf('L3').fen).toBe(500);
	});

	test.each<[string, object[], string]>([
		['none', [], 'malformed lines'],
		['one twice', [lineArgs('L', 1), lineArgs('L', 1)], 'malformed lines'],
		[
			'more than an operation carries',
			Array.from({ length: 501 }, (_, i) => lineArgs(`n${i}`, 1)),
			'malformed lines'
		],
		['half a 分', [lineArgs('L', 1.5)], 'malformed lines.0.fen'],
		['no money', [lineArgs('L', 0)], 'malformed lines.0.fen'],
		['a day that is none', [lineArgs('L', 1, { day: '2026-02-30' })], 'malformed lines.0.day'],
		[
			'a whole number of a payment',
			[lineArgs('L', 1, { serial: '123456789' })],
			'malformed lines.0.serial'
		],
		['controls', [lineArgs('L', 1, { remark: 'a\u0000' })], 'malformed lines.0.remark']
	])('refuses %s', (_, lines, refusal) => expect(take(...lines)).toBe(refusal));

	test('need a campaign that takes money, and the office', () => {
		const args = { campaignId: idOf('other'), lines: [lineArgs('L', 1)] };
		expect(fees.run('office', 'bank.import', args)).toBe('campaignUnknown campaignId');
		fees.run('office', 'campaign.draft', draftArgs({}, 'draft'));
		const early = { ...args, campaignId: idOf('draft') };
		expect(fees.run('office', 'bank.import', early)).toBe('campaignDraft campaignId');
		const own = { ...args, campaignId: idOf('camp') };
		for (const who of ['leader', 'grid', 'party'] as const)
			expect(fees.run(who, 'bank.import', own)).toBe('notAllowed');
	});
});

describe('matching', () => {
	beforeEach(() => {
		fees.collect('leader', 'c', 'H', byPhone(30_000, 'community'));
		fees.collect('leader', 'cash', 'H2', paid(30_000));
		take(lineArgs('L', 30_000), lineArgs('L2', 30_000), lineArgs('L3', 29_900));
	});

	test('says on both sides what is what, and can be taken back', () => {
		expect(match('L', 'c')).toBe('ok');
		expect(lineOf('L').match).toEqual({ bookingId: idOf('c'), refundId: null });
		expect(atBank('c')).toEqual({ booking: idOf('L') });
		expect(match('L', null, { seen: 2 })).toBe('ok');
		expect([lineOf('L').match, atBank('c')]).toEqual([null, {}]);
		expect(match('L2', 'c')).toBe('ok');
	});

	test.each<[string, () => string, string]>([
		['a line that is not there', () => match('no', 'c'), 'lineUnknown lineId'],
		['a booking that is not there', () => match('L', 'no'), 'bookingUnknown moves'],
		['cash in a hand', () => match('L', 'cash'), 'notAtBank moves'],
		['another amount', () => match('L3', 'c'), 'bankDiffers moves'],
		['a refund that is none', () => match('L', 'c', { refundId: idOf('r') }), 'notAtBank moves']
	])('refuses %s', (_, act, refusal) => expect(act()).toBe(refusal));

	test('refuses the other way', () => {
		take(lineArgs('out', 30_000, { way: 'out' }));
		expect(match('out', 'c')).toBe('bankDiffers moves');
	});

	test('a booking stands on one line', () => {
		expect(match('L', 'c')).toBe('ok');
		expect(match('L2', 'c')).toBe('bookingAtBank moves');
	});

	test('of two who match one line differently the later one hears of it; of two who agree, neither', () => {
		fees.collect('leader2', 'k', 'K', byPhone(30_000, 'community'));
		expect(match('L', 'c')).toBe('ok');
		expect(match('L', 'k', {}, 'second')).toBe('lineChanged seen');
		expect(match('L', 'c', {}, 'second')).toBe('ok');
		expect(lineOf('L').seen).toBe(2);
		expect(match('L', 'k', { seen: 2 }, 'second')).toBe('ok');
		expect([atBank('c'), atBank('k')]).toEqual([{}, { booking: idOf('L') }]);
	});

	test('a booking of another campaign is none', () => {
		const levies = [
			{ id: idOf('l1'), unitId: idOf('U') },
			{ id: idOf('l2'), unitId: idOf('U2') }
		];
		fees.run('office', 'campaign.draft', draftArgs({}, 'second-camp'));
		fees.run('office', 'campaign.open', { id: idOf('second-camp'), seen: 1, levies });
		const args = { id: idOf('x'), levyId: idOf('l1'), householdId: idOf('H') };
		fees.run('leader', 'fee.collect', { ...args, paid: byPhone(30_000, 'community') });
		expect(match('L', 'x')).toBe('bookingUnknown moves');
	});

	test('a refund has a line of its own', () => {
		expect(match('L', 'c')).toBe('ok');
		expect(fees.refund('office', 'r', 'c', 1_000, 'community')).toBe('ok');
		take(lineArgs('back', 1_000, { way: 'out' }));
		expect(match('back', 'c', { refundId: idOf('r') })).toBe('ok');
		expect(atBank('c')).toEqual({ booking: idOf('L'), [idOf('r')]: idOf('back') });
	});

	test('a supplier is paid once two have approved it', () => {
		const pay = { id: idOf('pay'), campaignId: idOf('camp'), supplierId: idOf('offer') };
		fees.run('office', 'fee.pay', { ...pay, fen: 5_000, words: '', photos: [photoNamed('a')] });
		take(lineArgs('paid', 5_000, { way: 'out' }));
		fees.run('second', 'fee.approve', { id: idOf('yes'), of: idOf('pay') });
		expect(match('paid', 'pay')).toBe('notAtBank moves');
		fees.run('third', 'fee.approve', { id: idOf('yes2'), of: idOf('pay') });
		expect(match('paid', 'pay')).toBe('ok');
	});

	test('is the office’s alone', () => {
		const args = { lineId: idOf('L'), bookingId: idOf('c'), refundId: null, seen: 1 };
		for (const who of ['leader', 'grid', 'party'] as const)
			expect(fees.run(who, 'bank.match', args)).toBe('notAllowed');
		const far = actorOf('office', 'C2');
		expect(fees.world.run(far, 'bank.match', args)).toBe('notAllowed');
	});
});

describe('setting aside', () => {
	beforeEach(() => {
		fees.collect('leader', 'c', 'H', byPhone(30_000, 'community'));
		take(lineArgs('L', 30_000));
	});

	test('has a reason, and can be taken back', () => {
		expect(explain('L', '别的项目')).toBe('ok');
		expect([lineOf('L').aside, lineOf('L').said?.by.name]).toEqual(['别的项目', 'office@C']);
		expect(explain('L', '别的项目')).toBe('ok');
		expect(explain('L', '利息')).toBe('lineChanged seen');
		expect(explain('L', '', 2)).toBe('ok');
		expect(lineOf('L').aside).toBe(null);
	});

	test('frees the booking, and matching takes the reason back', () => {
		match('L', 'c');
		expect(explain('L', '利息', 2)).toBe('ok');
		expect([lineOf('L').match, atBank('c')]).toEqual([null, {}]);
		expect(match('L', 'c', { seen: 3 })).toBe('ok');
		expect(lineOf('L').aside).toBe(null);
	});

	test('of a line that is not there is refused', () => {
		expect(explain('no', 'x')).toBe('lineUnknown lineId');
	});
});

describe('reconciling', () => {
	const all = ['c', 'cash', 'dep', 'give', 'k', 'pay'];
	const state = () => {
		const bookings = all.flatMap((name) => fees.booking(name) ?? []);
		const lines = ['L', 'L2', 'L3', 'interest'].flatMap((name) => lineOf(name) ?? []);
		const standing = fees.standing(...all);
		const levies = [fees.levy('U'), fees.levy('U2')];
		const { plan } = fees.campaign();
		return { now: reconcile({ plan, levies, bookings, standing }, lines), standing, bookings };
	};
	const holds = () => {
		const { now, standing, bookings } = state();
		for (const way of ['in', 'out'] as const) {
			const sum = (all: readonly { way: string; fen: number }[]) =>
				all.reduce((total, one) => total + (one.way === way ? one.fen : 0), 0);
			expect(now.bank[way]).toBe(now.booked[way] - sum(now.missing) + sum(now.openLines));
		}
		expect(now.booked.in - now.booked.out).toBe(balanceOf(standing, 'community'));
		expect(bookings.flatMap(movesOf).length).toBe(
			now.missing.length + now.matched.flatMap((one) => one.moves).length
		);
		return now;
	};

	test('follows the money from what is asked for to the bank', () => {
		const before = holds();
		expect([before.expectedFen, before.takenFen, before.inHandFen]).toEqual([120_000, 0, 0]);
		fees.collect('leader', 'c', 'H', byPhone(25_000, 'community'));
		fees.collect('leader', 'cash', 'H2', paid(25_000));
		fees.collect('grid', 'k', 'K', paid(25_000));
		fees.deposit('leader', 'dep', ['cash'], 25_000);
		const later = holds();
		expect([later.takenFen, later.inHandFen, later.booked]).toEqual([
			75_000,
			25_000,
			{ in: 50_000, out: 0 }
		]);
		expect(later.missing.map(moveKey)).toEqual(['booking', 'booking']);
		take(lineArgs('L', 25_000), lineArgs('L2', 25_000), lineArgs('interest', 3));
		expect(holds().openLines.length).toBe(3);
		match('L', 'c');
		match('L2', 'dep');
		explain('interest', '利息');
		const last = holds();
		expect([last.openLines, last.missing, last.aside.length, last.bank.in]).toEqual([
			[],
			[],
			1,
			50_000
		]);
	});

	test('a line whose booking is undone is open again, and can be matched anew', () => {
		fees.collect('leader', 'c', 'H', byPhone(25_000, 'community'));
		fees.collect('leader', 'k', 'H', byPhone(25_000, 'community'));
		take(lineArgs('L', 25_000));
		match('L', 'c');
		fees.reverse('leader', 'c');
		const now = holds();
		expect([now.openLines.length, now.undone.has(idOf('L')), now.missing.length]).toEqual([
			1,
			true,
			1
		]);
		expect(match('L', 'k', { seen: 2 })).toBe('ok');
		expect(holds().openLines).toEqual([]);
	});

	test('says of each collector what came, what was handed over and what is left', () => {
		fees.collect('leader', 'c', 'H', paid(30_000));
		fees.collect('leader', 'cash', 'H2', paid(30_000));
		fees.give('leader', 'give', 'grid', ['c'], 29_000, { expectedFen: 30_000 });
		const unconfirmed = collectorsIn(fees.standing(...all));
		expect(unconfirmed).toEqual([
			{ personId: idOf('unitLeader@U'), dueFen: 60_000, givenFen: 0, inHandFen: 60_000 }
		]);
		fees.take('grid', 'give', 'leader', ['c'], 29_000, { expectedFen: 30_000 });
		fees.deposit('grid', 'dep', ['give'], 29_000);
		expect(collectorsIn(fees.standing(...all))).toEqual([
			{ personId: idOf('unitLeader@U'), dueFen: 60_000, givenFen: 29_000, inHandFen: 31_000 },
			{ personId: idOf('gridWorker@G'), dueFen: 29_000, givenFen: 29_000, inHandFen: 0 }
		]);
		fees.reverse('grid', 'dep');
		expect(collectorsIn(fees.standing(...all))[1]).toMatchObject({
			givenFen: 0,
			inHandFen: 29_000
		});
	});
});
