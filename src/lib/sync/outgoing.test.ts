import { describe, expect, test } from 'vitest';
import { idOf } from '$lib/domain/test-world';
import type { OutboxEntry, OutboxState } from '$lib/store/db';
import { askable, pickBatch } from './outgoing';

const entry = (
	seq: number,
	keys: string[],
	state: OutboxState = 'waiting',
	words = ''
): OutboxEntry => ({
	opId: `op${seq}`,
	seq,
	keys,
	state,
	savedAt: 0,
	operation: {
		opId: `op${seq}`,
		seq,
		command: 'visit.log',
		version: 1,
		args: { words },
		at: 0,
		clock: '',
		base: {},
		scope: ''
	}
});

const picked = (entries: OutboxEntry[], after = 0, most?: number) =>
	pickBatch(entries, after, most).map((one) => one.seq);

describe('the next batch', () => {
	test('goes in the order in which things were done', () => {
		expect(picked([entry(3, ['c']), entry(1, ['a']), entry(2, ['b'])])).toEqual([1, 2, 3]);
	});

	test('leaves behind what follows a refused or held operation on the same record, and that alone', () => {
		const entries = [
			entry(1, ['a'], 'refused'),
			entry(2, ['a', 'b']),
			entry(3, ['b']),
			entry(4, ['c'], 'held'),
			entry(5, ['c']),
			entry(6, ['d'])
		];
		expect(picked(entries)).toEqual([6]);
	});

	test('goes on after what was sent before', () => {
		expect(picked([entry(1, ['a']), entry(2, ['b'])], 1)).toEqual([2]);
	});

	test('is bounded in number and in bytes, but never empty for one large operation', () => {
		const many = Array.from({ length: 150 }, (_, i) => entry(i + 1, [`k${i}`]));
		expect(picked(many)).toHaveLength(100);
		expect(picked(many, 0, 7)).toHaveLength(7);
		const large = '走'.repeat(400_000);
		expect(picked([entry(1, ['a'], 'waiting', large), entry(2, ['b'])])).toEqual([1]);
	});

	test('leaves behind what means a command that the server is too old for, and what looks at its records', () => {
		const of = (one: OutboxEntry, command: string, args: object): OutboxEntry => ({
			...one,
			operation: { ...one.operation, command, args }
		});
		const [household, visitId] = [idOf('new household'), idOf('a visit')];
		const late = of(entry(1, [`household:${household}`], 'held'), 'household.found', {});
		late.receipt = { opId: 'op1', result: 'held', forWhom: '', since: 1, notYet: true };
		const log = { id: visitId, householdId: household, result: 'home', needs: [], words: '' };
		const entries = [
			late,
			of(entry(2, ['household:other']), 'household.found', {}),
			of(entry(3, [`visit:${visitId}`]), 'visit.log', log),
			of(entry(4, [`visit:${visitId}`]), 'visit.withdraw', { id: visitId }),
			of(entry(5, ['visit:x']), 'visit.log', { ...log, id: idOf('x'), householdId: idOf('y') })
		];
		const unborn = new Set([`household:${household}`]);
		expect(pickBatch(entries, 0, undefined, unborn).map((one) => one.seq)).toEqual([5]);
		// A household that the server knows may be visited, however its last change fares.
		expect(pickBatch(entries, 0, undefined, new Set()).map((one) => one.seq)).toEqual([3, 4, 5]);
	});

	test('never leaves what was done earlier behind what the server is too old for', () => {
		const late = entry(4, ['visit:a'], 'held');
		late.receipt = { opId: 'op4', result: 'held', forWhom: '', since: 1, notYet: true };
		const entries = [entry(2, ['visit:a']), late, entry(5, ['visit:b'])];
		expect(picked(entries)).toEqual([2]);
		// Nor is it asked about before that one has gone up.
		expect(askable(entries)).toEqual([]);
		expect(askable(entries.slice(1))).toEqual([late]);
	});
});
