import { beforeEach, describe, expect, test } from 'vitest';
import { worldWithCampaign } from '../campaign/test-campaigns';
import { balanceOf } from '../ledger/balances';
import { obstaclesIn } from '../ledger/closing';
import { kindOf } from '../registry';
import { idOf } from '../test-world';
import { inHandFen } from './select';
import { Fees, people, type Somebody } from './test-fees';

let fees: Fees;
beforeEach(() => {
	fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'A', 'H');
	fees.collect('leader', 'B', 'H2');
});

const all = ['A', 'B', 'G', 'G2', 'D'];
const cashOf = (who: Somebody) => balanceOf(fees.standing(...all), `cash:${people[who].personId}`);
const inHand = (who: Somebody) => {
	const bookings = all.flatMap((one) => fees.booking(one) ?? []);
	const labels = `cash:${people[who].personId}`;
	return bookings
		.filter((one) => kindOf.booking.todo!(one) === labels)
		.reduce((sum, one) => sum + inHandFen(one), 0);
};
/** Cash by the ledger and by the phone's own labels, which must be one. */
const cash = (who: Somebody) => {
	expect(inHand(who)).toBe(cashOf(who));
	return cashOf(who);
};
const todo = (label: string) => kindOf.booking.todo!(fees.booking(label));
const give = (label = 'G', fen = 60_000, covers = ['A', 'B'], more = {}) =>
	fees.give('leader', label, 'office', covers, fen, more);
const take = (label = 'G', fen = 60_000, covers = ['A', 'B'], more = {}) =>
	fees.take('office', label, 'leader', covers, fen, more);

describe('a hand-over', () => {
	test('moves nothing until the receiver has confirmed it', () => {
		expect(give()).toBe('ok');
		expect(cash('leader')).toBe(60_000);
		expect(todo('G')).toBe(`receive:${people.office.personId}`);
		expect(take()).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([0, 60_000]);
		expect(take()).toBe('confirmedAlready id');
	});

	test('the receiver may speak first, from a code', () => {
		expect(take()).toBe('ok');
		expect(todo('G')).toBe(`give:${people.leader.personId}`);
		expect([cash('leader'), cash('office')]).toEqual([60_000, 0]);
		expect(give()).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([0, 60_000]);
		expect(give()).toBe('bookingExists id');
	});

	test.each([
		['another count', 50_000, ['A', 'B'], {}],
		['other cash', 60_000, ['A'], {}],
		['another expectation', 60_000, ['A', 'B'], { expectedFen: 1 }],
		['another place', 60_000, ['A', 'B'], { areaId: idOf('G') }]
	] as const)('differs: %s', (_, fen, covers, more) => {
		give();
		expect(take('G', fen, [...covers], more)).toBe('handOverDiffers id');
		expect(cash('leader')).toBe(60_000);
		// The other way round as well.
		take('G2');
		const outcome = give('G2', fen, [...covers], more);
		expect(outcome).toBe('areaId' in more ? 'notAllowed' : 'handOverDiffers id');
	});

	test('is confirmed by nobody but who was named', () => {
		give();
		expect(fees.take('grid', 'G', 'leader', ['A', 'B'], 60_000)).toBe('handOverDiffers id');
		expect(fees.take('leader', 'G', 'leader', ['A', 'B'], 60_000)).toBe('receiverSame to');
	});

	test.each([
		['to oneself', { to: people.leader.personId }, 'receiverSame to'],
		['of nothing', { notes: {} }, 'notesWrong notes'],
		['of half a note', { notes: { '100': 0.5 } }, 'malformed notes.100'],
		['of less than none', { notes: { '100': -1 } }, 'malformed notes.100'],
		['of a note of 300', { notes: { '30000': 1 } }, 'malformed notes.30000'],
		['that covers nothing', { covers: [] }, 'malformed covers'],
		['that covers something twice', { covers: [idOf('A'), idOf('A')] }, 'malformed covers'],
		['of 10⁹ yuan', { notes: { '10000': 100_000, '5000': 100_000 } }, 'ok']
	])('is refused: %s', (_, more, refusal) =>
		expect(give('G', 60_000, ['A', 'B'], more)).toBe(refusal)
	);

	test('with a difference: what was counted goes, what is missing stays with the giver', () => {
		give('G', 59_000);
		take('G', 59_000);
		expect([cash('leader'), cash('office')]).toEqual([1_000, 59_000]);
		// What was missing is found, and given on by its own hand-over.
		const rest = { expectedFen: 1_000 };
		const left = ['A', 'B'].filter((one) => inHandFen(fees.booking(one)) > 0);
		expect(give('G2', 1_000, left, rest)).toBe('ok');
		expect(take('G2', 1_000, left, rest)).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([0, 60_000]);
		expect(obstaclesIn(fees.standing(...all)).map(({ kind }) => kind)).toEqual(['left']);
	});

	test('with too much: the giver is short until it is explained', () => {
		give('G', 61_000);
		take('G', 61_000);
		expect([cash('leader'), cash('office')]).toEqual([-1_000, 61_000]);
	});

	test.each([
		['all of it', ['A', 'B'], 60_000],
		['some of it', ['B'], 30_000]
	])('of the same cash twice, %s: the second stands aside, whoever confirms', (_, covers, fen) => {
		give();
		give('G2', fen, covers);
		expect(take()).toBe('ok');
		expect(take('G2', fen, covers)).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([0, 60_000]);
		expect(fees.booking('G2').isAside).toBe(true);
		expect(fees.standing(...all).aside).toMatchObject([{ why: 'sameCash' }]);
		expect(obstaclesIn(fees.standing(...all))).toContainEqual({
			...{ kind: 'open', entryId: idOf('G2'), why: 'sameCash' }
		});
		expect(fees.reverse('office', 'G2')).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([0, 60_000]);
	});

	test('of the same cash twice, both with something missing, is still one', () => {
		give('G', 29_000, ['A']);
		give('G2', 29_000, ['A']);
		take('G', 29_000, ['A']);
		take('G2', 29_000, ['A']);
		expect(fees.booking('G2').isAside).toBe(true);
		expect([cash('leader'), cash('office')]).toEqual([31_000, 29_000]);
	});

	test('of cash that was undone or paid back meanwhile counts: the notes have changed hands', () => {
		give();
		fees.reverse('leader', 'A');
		fees.refund('leader', 'R', 'B', 5_000);
		expect(take()).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([-35_000, 60_000]);
	});

	test('of what somebody else took moves nothing', () => {
		fees.collect('grid', 'D', 'H');
		give('G', 30_000, ['D']);
		take('G', 30_000, ['D']);
		expect(fees.booking('G').isAside).toBe(true);
		expect([cash('grid'), cash('office')]).toEqual([30_000, 0]);
	});
});

describe('undoing a hand-over', () => {
	test('before it is confirmed is the giver’s right; it can be confirmed no more', () => {
		give();
		expect(fees.reverse('leader', 'G')).toBe('ok');
		expect(todo('G')).toBeUndefined();
		expect(take()).toBe('bookingReversed id');
	});

	test('afterwards is the receiver’s or the office’s, and the cash is back', () => {
		give();
		take();
		expect(fees.reverse('leader', 'G')).toBe('notYourMoney of');
		expect(fees.reverse('second', 'G')).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([60_000, 0]);
		expect(give('G2')).toBe('ok');
		expect(take('G2')).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([0, 60_000]);
	});

	test('that only the receiver spoke of leaves nothing to give, and nobody waiting', () => {
		take();
		expect(fees.reverse('office', 'G')).toBe('ok');
		expect(todo('G')).toBeUndefined();
		expect(give()).toBe('bookingReversed id');
		expect([cash('leader'), cash('office')]).toEqual([60_000, 0]);
	});

	test('whose cash has gone on leaves its receiver short', () => {
		give();
		take();
		expect(fees.deposit('office', 'D', ['G'], 60_000)).toBe('ok');
		expect(fees.reverse('office', 'G')).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([60_000, -60_000]);
	});
});

describe('a deposit', () => {
	test('brings own cash to the account, and comes back when undone', () => {
		expect(fees.deposit('leader', 'D', ['A', 'B'], 60_000)).toBe('ok');
		expect(cash('leader')).toBe(0);
		expect(balanceOf(fees.standing(...all), 'community')).toBe(60_000);
		expect(fees.deposit('leader', 'D', ['A'], 1)).toBe('bookingExists id');
		expect(fees.reverse('leader', 'D')).toBe('ok');
		expect(cash('leader')).toBe(60_000);
	});

	test.each([
		['somebody else’s cash', 'grid', ['A'], 'cash', 'notYourMoney covers'],
		['cash as what reached a phone', 'leader', ['A'], 'wallet', 'notYourMoney covers'],
		['what nobody has', 'leader', ['x'], 'cash', 'notYourMoney covers']
	] as const)('is refused: %s', (_, who, covers, from, refusal) =>
		expect(fees.deposit(who, 'D', [...covers], 30_000, from)).toBe(refusal)
	);
});
