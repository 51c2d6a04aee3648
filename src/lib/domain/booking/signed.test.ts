import { beforeEach, describe, expect, test } from 'vitest';
import { worldWithCampaign } from '../campaign/test-campaigns';
import { balanceOf } from '../ledger/balances';
import { kindOf } from '../registry';
import { idOf } from '../test-world';
import { inHandFen, isSignedFor } from './select';
import { drawnBy, Fees, people, type Somebody } from './test-fees';

let fees: Fees;
beforeEach(() => {
	fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'A', 'H');
	fees.collect('leader', 'B', 'H2');
});

const all = ['A', 'B', 'G', 'G2'];
const cash = (who: Somebody) => {
	const { personId } = people[who];
	const byLedger = balanceOf(fees.standing(...all), `cash:${personId}`);
	const labelled = all
		.flatMap((one) => fees.booking(one) ?? [])
		.filter((one) => kindOf.booking.todo!(one) === `cash:${personId}`);
	expect(labelled.reduce((sum, one) => sum + inHandFen(one), 0)).toBe(byLedger);
	return byLedger;
};
const sign = (label = 'G', more = {}, fen = 60_000) =>
	fees.give('leader', label, 'office', ['A', 'B'], fen, { signed: drawnBy('office'), ...more });
const take = (label = 'G', fen = 60_000) => fees.take('office', label, 'leader', ['A', 'B'], fen);
const isOpen = () => isSignedFor(fees.booking('G'));

describe('a hand-over that its receiver signs on the giver’s phone', () => {
	test('counts at once, and the receiver’s own word afterwards moves nothing more', () => {
		expect(sign()).toBe('ok');
		expect([cash('leader'), cash('office'), isOpen()]).toEqual([0, 60_000, true]);
		expect(fees.booking('G').confirmations).toMatchObject([
			{ by: { personId: people.office.personId }, strokes: [[10, 10, 20, 20]] }
		]);
		expect(take()).toBe('ok');
		expect([cash('leader'), cash('office'), isOpen()]).toEqual([0, 60_000, false]);
		expect(take()).toBe('confirmedAlready id');
		expect(sign()).toBe('bookingExists id');
	});

	test('counts with a difference for what was there', () => {
		expect(sign('G', {}, 59_000)).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([1_000, 59_000]);
	});

	test.each([
		['without a stroke', { signed: drawnBy('office', []) }, 'signatureEmpty signed'],
		['with a dot', { signed: drawnBy('office', [[5, 5]]) }, 'signatureEmpty signed'],
		[
			'beside the field',
			{ signed: drawnBy('office', [[5, 1_001]]) },
			'malformed signed.strokes.0.1'
		],
		[
			'endlessly',
			{
				signed: drawnBy(
					'office',
					Array.from({ length: 11 }, () => Array(800).fill(1) as number[])
				)
			},
			'malformed signed.strokes'
		],
		['by nobody', { signed: { ...drawnBy('office'), name: '' } }, 'malformed signed.name'],
		['by the giver', { to: people.leader.personId }, 'receiverSame to']
	])('is refused when it is signed %s', (_, more, refusal) => {
		expect(sign('G', more)).toBe(refusal);
		expect([cash('leader'), cash('office')]).toEqual([60_000, 0]);
	});

	test('is not the giver’s to undo, but the receiver’s, who says that it is not so', () => {
		sign();
		expect(fees.reverse('leader', 'G')).toBe('notYourMoney of');
		expect(fees.reverse('office', 'G')).toBe('ok');
		expect([cash('leader'), cash('office')]).toEqual([60_000, 0]);
		expect(take()).toBe('bookingReversed id');
	});

	test('of cash that has gone on before moves nothing', () => {
		fees.deposit('leader', 'D', ['A', 'B'], 60_000);
		expect(sign()).toBe('ok');
		expect(fees.booking('G').isAside).toBe(true);
		expect(inHandFen(fees.booking('G'))).toBe(0);
	});

	test('is nobody else’s to confirm', () => {
		sign();
		expect(fees.take('grid', 'G', 'leader', ['A', 'B'], 60_000)).toBe('handOverDiffers id');
		expect(take('G', 50_000)).toBe('handOverDiffers id');
		expect(isOpen()).toBe(true);
	});

	test('adds nothing where the receiver has spoken on a phone of their own before', () => {
		expect(take()).toBe('ok');
		expect(sign()).toBe('ok');
		const [word] = fees.booking('G').confirmations;
		expect([word!.strokes, isOpen(), cash('office')]).toEqual([undefined, false, 60_000]);
	});

	test('is read last by whoever writes later', () => {
		sign();
		take();
		const { confirmations } = fees.booking('G');
		expect(kindOf.booking.clock!(fees.booking('G'))).toEqual(confirmations[0]!.own!.clock);
	});

	test('a phone of the first version says nothing of a signature', () => {
		const args = {
			...{ id: idOf('G'), campaignId: idOf('camp'), areaId: idOf('U'), covers: [idOf('A')] },
			...{ expectedFen: 30_000, notes: { '10000': 3 }, to: people.office.personId }
		};
		expect(fees.run('leader', 'fee.handOver', { ...args, signed: drawnBy('office') })).toBe('ok');
		expect(fees.booking('G').confirmations).toEqual([]);
	});
});
