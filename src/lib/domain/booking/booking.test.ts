import { beforeEach, describe, expect, test } from 'vitest';
import { worldWithCampaign } from '../campaign/test-campaigns';
import { balanceOf, balancesOf } from '../ledger/balances';
import { obstaclesIn } from '../ledger/closing';
import { overpaidIn } from '../ledger/flags';
import { kindOf } from '../registry';
import { photoNamed } from '../photo/test-pictures';
import { idOf, morning } from '../test-world';
import { clockOf } from '../kernel/clock';
import { inHandFen } from './select';
import { byPhone, Fees, paid, people, type Somebody } from './test-fees';

let fees: Fees;
beforeEach(() => {
	fees = new Fees(worldWithCampaign());
});

const taken = (home: string) => fees.levy(home.startsWith('H') ? 'U' : 'U2').taken[idOf(home)] ?? 0;
const cashOf = (who: Somebody, ...labels: string[]) =>
	balanceOf(fees.standing(...labels), `cash:${people[who].personId}`);
const todo = (label: string) => kindOf.booking.todo!(fees.booking(label));
const closeIt = () => {
	const args = { id: idOf('camp'), seen: fees.campaign().seen, bookings: [] };
	expect(fees.run('office', 'campaign.close', args)).toBe('ok');
};

describe('collecting', () => {
	test.each([
		['cash', paid(30_000), `cash:${people.leader.personId}`],
		['by 微信 to the collector', byPhone(30_000), `wallet:${people.leader.personId}`],
		['straight to the community', byPhone(30_000, 'community'), 'community']
	])('%s lies where it came', (_, money, account) => {
		expect(fees.collect('leader', 'A', 'H', money)).toBe('ok');
		expect(taken('H')).toBe(30_000);
		expect(balanceOf(fees.standing('A'), account as 'community')).toBe(30_000);
		expect(todo('A')).toBe(account === 'community' ? undefined : account);
	});

	test.each([
		['below zero', paid(-1), 'malformed paid.fen'],
		['nothing', paid(0), 'malformed paid.fen'],
		['0.001 yuan', paid(0.1), 'malformed paid.fen'],
		['10⁹ yuan', paid(100_000_000_000), 'malformed paid.fen'],
		['no number', paid(NaN), 'malformed paid.fen'],
		['cash with a reference', paid(1, { reference: '1234' }), 'malformed paid'],
		['cash in the community’s account', paid(1, { into: 'community' }), 'malformed paid'],
		['微信 without a reference', paid(1, { method: 'wechat' }), 'malformed paid'],
		[
			'a reference of three',
			paid(1, { method: 'wechat', reference: '123' }),
			'malformed paid.reference'
		],
		['shells', paid(1, { method: 'shells' }), 'malformed paid.method']
	])('is refused: %s', (_, money, refusal) => {
		expect(fees.collect('leader', 'A', 'H', money)).toBe(refusal);
		expect(taken('H')).toBe(0);
	});

	test('is refused twice under one id, at another door, by who has no business there', () => {
		fees.collect('leader', 'A', 'H');
		expect(fees.collect('leader', 'A', 'H2')).toBe('bookingExists id');
		expect(fees.collect('leader', 'B', 'Hx')).toBe('notOnList householdId');
		expect(fees.collect('leader2', 'B', 'H')).toBe('notAllowed');
		expect(fees.collect('party', 'B', 'H')).toBe('notAllowed');
		const args = { id: idOf('B'), levyId: idOf('x'), householdId: idOf('H'), paid: paid(1) };
		expect(fees.run('leader', 'fee.collect', args)).toBe('levyUnknown levyId');
	});

	test('of one share by two people: both are kept, and it is overpaid', () => {
		expect(fees.collect('leader', 'A', 'H')).toBe('ok');
		expect(fees.collect('grid', 'B', 'H')).toBe('ok');
		expect(taken('H')).toBe(60_000);
		const [over] = overpaidIn(fees.standing('A', 'B'));
		expect(over).toMatchObject({ householdId: idOf('H'), fen: 30_000 });
		expect(over!.collections).toHaveLength(2);
	});

	test('for a closed campaign is kept apart as late, and settles nothing', () => {
		closeIt();
		expect(fees.collect('leader', 'A', 'H')).toBe('ok');
		expect(taken('H')).toBe(0);
		expect(fees.levy().late).toEqual({ [idOf('H')]: 30_000 });
		expect(balanceOf(fees.standing('A'), `suspense:${idOf('H')}`)).toBe(-30_000);
		expect(fees.refund('leader', 'R', 'A', 30_000)).toBe('ok');
		expect(fees.levy().late).toEqual({});
	});

	test('with a clock in 2030 is an entry like any other', () => {
		const at = Date.UTC(2030, 0, 1);
		const args = { id: idOf('A'), levyId: idOf('levy-U'), householdId: idOf('H'), paid: paid(100) };
		expect(fees.world.run(people.leader, 'fee.collect', args, at)).toBe('ok');
		expect(fees.collect('grid', 'B', 'H')).toBe('ok');
		expect(fees.reverse('office', 'A')).toBe('ok');
		expect(taken('H')).toBe(30_000);
		expect(kindOf.booking.clock!(fees.booking('A'))).toBe(clockOf(at, 0));
	});
});

describe('a donation', () => {
	const donate = (who: Somebody, levyId: string | null, more = {}) =>
		fees.run(who, 'fee.donate', {
			...{ id: idOf('D'), campaignId: idOf('camp'), levyId, paid: paid(5_000) },
			...more
		});

	test('settles no share', () => {
		expect(donate('leader', idOf('levy-U'))).toBe('ok');
		expect(taken('H')).toBe(0);
		expect(balanceOf(fees.standing('D'), 'donations')).toBe(-5_000);
		expect(fees.reverse('leader', 'D')).toBe('ok');
		expect(fees.refund('leader', 'R', 'D', 1)).toBe('notCollection of');
	});

	test.each([
		[
			'to a list of another campaign',
			'leader',
			'levy-U',
			{ campaignId: idOf('x') },
			'levyUnknown levyId'
		],
		['to no campaign', 'office', null, { campaignId: idOf('x') }, 'campaignUnknown campaignId'],
		['beyond the own unit', 'leader', null, {}, 'notAllowed']
	] as const)('is refused: %s', (_, who, levy, more, refusal) =>
		expect(donate(who, levy && idOf(levy), more)).toBe(refusal)
	);
});

describe('undoing', () => {
	beforeEach(() => {
		fees.collect('leader', 'A', 'H');
	});

	test('takes the amount back, once, and both stay', () => {
		expect(fees.reverse('leader', 'A')).toBe('ok');
		expect(taken('H')).toBe(0);
		expect(fees.reverse('leader', 'A', undefined, 'again')).toBe('bookingReversed of');
		expect(fees.standing('A').counted.map(({ kind }) => kind)).toContain('reversal');
		expect(fees.booking('A').fact).toMatchObject({ fen: 30_000 });
	});

	test.each([
		['what another has entered', 'grid', 'A', 'notYourMoney of'],
		['what nobody has', 'leader', 'x', 'bookingUnknown of'],
		['in another unit', 'leader2', 'A', 'notAllowed']
	] as const)('is refused: %s', (_, who, of, refusal) =>
		expect(fees.reverse(who, of)).toBe(refusal)
	);

	test('is the office’s right, and needs a reason', () => {
		const args = { id: idOf('R'), of: idOf('A'), refundId: null, why: '  ' };
		expect(fees.run('office', 'fee.reverse', args)).toBe('malformed why');
		expect(fees.reverse('office', 'A')).toBe('ok');
	});

	test('of what was paid back in part comes after undoing that', () => {
		expect(fees.refund('leader', 'R', 'A', 10_000)).toBe('ok');
		expect(fees.reverse('leader', 'A')).toBe('bookingRefunded of');
		expect(fees.reverse('grid', 'A', 'R')).toBe('notYourMoney refundId');
		expect(fees.reverse('leader', 'A', 'R')).toBe('ok');
		expect(fees.reverse('leader', 'A', 'R', 'again')).toBe('bookingReversed refundId');
		expect(fees.reverse('leader', 'A', 'x')).toBe('bookingUnknown refundId');
		expect(taken('H')).toBe(30_000);
		expect(fees.reverse('leader', 'A')).toBe('ok');
		expect(taken('H')).toBe(0);
		expect(cashOf('leader', 'A')).toBe(0);
	});

	test('under an id that was said before is refused: each word is an entry of its own', () => {
		fees.refund('leader', 'R', 'A', 10_000);
		expect(fees.reverse('leader', 'A', 'R', 'R')).toBe('bookingExists id');
		expect(fees.refund('leader', 'R', 'A', 10_000)).toBe('bookingExists id');
		// Also an id of another booking makes none of the two vanish.
		expect(fees.refund('leader', 'A', 'A', 5_000)).toBe('ok');
		expect(balanceOf(fees.standing('A'), `share:${idOf('H')}`)).toBe(15_000);
		expect(taken('H')).toBe(15_000);
	});
});

describe('a refund', () => {
	beforeEach(() => {
		fees.collect('leader', 'A', 'H');
	});

	test.each([
		['more than came in', 'leader', 'A', 30_001, 'cash', 'refundTooMuch fen'],
		['nothing', 'leader', 'A', 0, 'cash', 'malformed fen'],
		['0.001 yuan', 'leader', 'A', 0.1, 'cash', 'malformed fen'],
		['out of somebody else’s pocket', 'grid', 'A', 1, 'cash', 'notYourMoney from'],
		['out of a phone, of cash', 'leader', 'A', 1, 'wallet', 'notYourMoney from'],
		['by a leader from the account', 'leader', 'A', 1, 'community', 'notYourMoney from'],
		['of what nobody has', 'leader', 'x', 1, 'cash', 'bookingUnknown of']
	] as const)('is refused: %s', (_, who, of, fen, from, refusal) =>
		expect(fees.refund(who, 'R', of, fen, from)).toBe(refusal)
	);

	test('in parts up to the whole, from the pocket and from the account', () => {
		expect(fees.refund('leader', 'R', 'A', 10_000)).toBe('ok');
		expect(fees.refund('office', 'R2', 'A', 20_000, 'community')).toBe('ok');
		expect(fees.refund('leader', 'R3', 'A', 1)).toBe('refundTooMuch fen');
		expect(taken('H')).toBe(0);
		expect(inHandFen(fees.booking('A'))).toBe(20_000);
		expect(cashOf('leader', 'A')).toBe(20_000);
	});

	test('of what was undone is refused', () => {
		fees.reverse('leader', 'A');
		expect(fees.refund('leader', 'R', 'A', 1)).toBe('refundTooMuch fen');
	});
});

describe('what the office does with the account', () => {
	const pay = (more = {}) =>
		fees.run('office', 'fee.pay', {
			...{ id: idOf('P'), campaignId: idOf('camp'), supplierId: idOf('offer') },
			...{ fen: 30_000, words: '发票 12', photos: [photoNamed('a')] },
			...more
		});
	const approve = (who: Somebody, label: string, of = 'P') =>
		fees.run(who, 'fee.approve', { id: idOf(label), of: idOf(of) });

	test('a supplier is paid when two others have approved', () => {
		expect(pay()).toBe('ok');
		expect(todo('P')).toBe('approve');
		expect(fees.booking('P').photos).toEqual([photoNamed('a')]);
		expect(approve('office', 'a0')).toBe('bookingOwn of');
		expect(approve('second', 'a1')).toBe('ok');
		expect(approve('second', 'a2')).toBe('confirmedAlready of');
		expect(approve('leader', 'a2')).toBe('notAllowed');
		expect(approve('third', 'a1')).toBe('bookingExists id');
		expect(balanceOf(fees.standing('P'), 'community')).toBe(0);
		expect(approve('third', 'a3')).toBe('ok');
		expect(balanceOf(fees.standing('P'), 'community')).toBe(-30_000);
		expect(todo('P')).toBeUndefined();
		expect(fees.reverse('second', 'P')).toBe('ok');
		expect(balanceOf(fees.standing('P'), 'community')).toBe(0);
	});

	test('an undone payment is approved by nobody', () => {
		pay();
		fees.reverse('office', 'P');
		expect(approve('second', 'a1')).toBe('bookingReversed of');
		expect(todo('P')).toBeUndefined();
		fees.collect('leader', 'A', 'H');
		expect(approve('second', 'a2', 'A')).toBe('notConfirmable of');
		expect(approve('second', 'a2', 'x')).toBe('bookingUnknown of');
	});

	test.each([
		['no such supplier', { supplierId: idOf('x') }, 'supplierUnknown supplierId'],
		['no such campaign', { campaignId: idOf('x') }, 'campaignUnknown campaignId'],
		['10⁹ yuan', { fen: 100_000_000_000 }, 'malformed fen'],
		['without an invoice', { photos: [] }, 'invoiceMissing photos'],
		['from before invoices were asked for', { photos: undefined }, 'invoiceMissing photos'],
		['the same page twice', { photos: [photoNamed('a'), photoNamed('a')] }, 'malformed photos'],
		['seven pages', { photos: [...'1234567'].map(photoNamed) }, 'malformed photos']
	])('a payment is refused: %s', (_, more, refusal) => expect(pay(more)).toBe(refusal));

	test('a contribution needs its source, what is left a resolution', () => {
		const base = { id: idOf('C1'), campaignId: idOf('camp'), fen: 100 };
		expect(fees.run('office', 'fee.contribute', { ...base, sourceId: idOf('x') })).toBe(
			'sourceUnknown sourceId'
		);
		expect(fees.run('office', 'fee.dispose', { ...base, words: '' })).toBe('malformed words');
		expect(fees.run('leader', 'fee.dispose', { ...base, words: '留用' })).toBe('notAllowed');
		expect(fees.run('office', 'fee.dispose', { ...base, words: '留用' })).toBe('ok');
		expect(balancesOf(fees.standing('C1')).get('surplus')).toBe(100);
		expect(obstaclesIn(fees.standing('C1'))[0]).toMatchObject({ kind: 'short' });
	});
});

test('acts are dated by who acts', () => {
	fees.collect('leader', 'A', 'H');
	expect(fees.booking('A')).toMatchObject({ at: morning + 1000, by: { role: 'unitLeader' } });
});
