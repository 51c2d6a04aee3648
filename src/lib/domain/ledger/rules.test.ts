import { describe, expect, test } from 'vitest';
import { idOf } from '../test-world';
import type { Entry } from './entry';
import { admit } from './rules';
import { confirm, due, entry, giveBack, handOver, take, undo } from './test-entries';

const ground = [
	due('H', 30_000),
	take('T', 'ann', 'H', 30_000),
	handOver('O', 'ann', 'office', ['T'], { 10_000: 3 })
];
const outcome = (one: Entry, entries = ground) => {
	const result = admit(one, entries);
	return result.ok ? 'ok' : result.error;
};

describe('an entry is taken in', () => {
	test.each([
		['a part payment', take('A', 'ann', 'H', 1)],
		['a share that was paid already: both are kept', take('A', 'bob', 'H', 30_000)],
		['a payment into a closed campaign', take('A', 'bob', 'H', 30_000, { isLate: true })],
		['a second hand-over of the same cash', handOver('A', 'ann', 'party', ['T'], { 10_000: 3 })],
		['a reversal', undo('A', 'bob', 'T')],
		['the receiver’s confirmation', confirm('A', 'office', 'O')],
		['a refund', giveBack('A', 'ann', 'T', 'H', 30_000)],
		['the same entry once more', ground[1]!]
	])('%s', (_what, one) => expect(outcome(one)).toBe('ok'));
});

describe('an entry is refused', () => {
	const paper = { ...take('A', 'ann', 'H', 100, { method: 'transfer' }), reference: '1' };
	test.each([
		['nothing', take('A', 'ann', 'H', 0), 'amountWrong'],
		['a negative amount', take('A', 'ann', 'H', -30_000), 'amountWrong'],
		['a part of a 分', take('A', 'ann', 'H', 0.1), 'amountWrong'],
		['10⁹ yuan', take('A', 'ann', 'H', 100_000_000_000), 'amountWrong'],
		['a transfer without its four digits', paper, 'referenceWrong'],
		['cash with a reference', { ...take('A', 'ann', 'H', 1), reference: '4321' }, 'referenceWrong'],
		['other contents under a known id', take('T', 'ann', 'H', 20_000), 'entryTaken'],
		['a reversal of nothing known', undo('A', 'ann', 'nowhere'), 'entryUnknown'],
		['a confirmation by the giver', confirm('A', 'ann', 'O'), 'entryOwn'],
		['a confirmation by a third', confirm('A', 'bob', 'O'), 'notTheReceiver'],
		['a confirmation of a collection', confirm('A', 'bob', 'T'), 'notConfirmable'],
		['a hand-over to oneself', handOver('A', 'ann', 'ann', [], { 100: 1 }), 'receiverSame'],
		['a note of 3 yuan', handOver('A', 'ann', 'office', [], { 300: 1 }), 'notesWrong'],
		['half a note', handOver('A', 'ann', 'office', [], { 100: 0.5 }), 'notesWrong'],
		['no notes at all', handOver('A', 'ann', 'office', [], {}), 'amountWrong'],
		['more back than came in', giveBack('A', 'ann', 'T', 'H', 30_001), 'refundTooMuch'],
		['a refund to another household', giveBack('A', 'ann', 'T', 'H2', 100), 'notCollection'],
		['a refund of no collection', giveBack('A', 'ann', 'O', 'H', 100), 'notCollection']
	])('%s', (_what, one, fault) => expect(outcome(one as Entry)).toBe(fault));

	test('a reversal of a reversal, and a second reversal', () => {
		const entries = [...ground, undo('U', 'ann', 'T')];
		expect(outcome(undo('A', 'bob', 'U'), entries)).toBe('notReversible');
		expect(outcome(undo('A', 'bob', 'T'), entries)).toBe('reversedAlready');
	});

	test('a refund of what was reversed, or was refunded already', () => {
		expect(outcome(giveBack('A', 'ann', 'T', 'H', 1), [...ground, undo('U', 'ann', 'T')])).toBe(
			'refundTooMuch'
		);
		const half = [...ground, giveBack('R', 'ann', 'T', 'H', 20_000)];
		expect(outcome(giveBack('A', 'ann', 'T', 'H', 10_000), half)).toBe('ok');
		expect(outcome(giveBack('A', 'ann', 'T', 'H', 10_001), half)).toBe('refundTooMuch');
	});

	test('a reversal of what was paid back in part, until that is undone', () => {
		const half = [...ground, giveBack('R', 'ann', 'T', 'H', 20_000)];
		expect(outcome(undo('A', 'ann', 'T'), half)).toBe('refundedAlready');
		expect(outcome(undo('A', 'ann', 'T'), [...half, undo('U', 'ann', 'R')])).toBe('ok');
	});

	test('an approval by the same person twice', () => {
		const supplierId = idOf('doors');
		const pay = entry('P', 'office', { kind: 'supplierPayment', supplierId, fen: 100 });
		const once = [pay, confirm('A1', 'bob', 'P')];
		expect(outcome(confirm('A2', 'bob', 'P'), once)).toBe('confirmedAlready');
		expect(outcome(confirm('A2', 'office', 'P'), once)).toBe('entryOwn');
		expect(outcome(confirm('A2', 'cid', 'P'), once)).toBe('ok');
	});
});
