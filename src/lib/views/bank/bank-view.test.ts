import { beforeAll, expect, test } from 'vitest';
import { idOf } from '$lib/domain/test-world';
import { line } from '$lib/domain/statement/test-lines';
import { needWords } from '$lib/text/text.svelte';
import { booking, booksWith, cashFrom, homes, said } from '../money/test-books';
import {
	alikeBesides,
	daysOpen,
	matchIntent,
	sayLine,
	sayMove,
	takeBackIntent,
	viewOf
} from './bank-view';

beforeAll(() => needWords('bank', 'money'));

const transfer = booking('transfer', 1, 'B', {
	...{ kind: 'collection', householdId: homes[0], isLate: false, fen: 30_000 },
	...{ method: 'transfer', reference: '4321', into: 'community' }
});
const given = booking('given', 2, 'A', {
	...{ kind: 'contribution', sourceId: idOf('estate'), fen: 10_000 }
});
const pay = booking(
	'pay',
	3,
	'A',
	{ kind: 'supplierPayment', supplierId: idOf('supplier'), fen: 40_000 },
	{ confirmations: [said('yes-1', 'B', 4), said('yes-2', 'C', 5)] }
);
const books = booksWith([transfer, given, pay, cashFrom('cash', 6, 'B', 1, 5_000)]);
/** The bookings of the tests were entered on 2023-11-15. */
const day = '2023-11-16';

test('what can be matched at once, what has to be looked at, and what waits', () => {
	const lines = [
		line('L', day, 30_000, { serial: '00004321', remark: '门费' }),
		line('fee', day, 150, { way: 'out' }),
		line('far', '2024-03-01', 10_000)
	];
	const view = viewOf({ books, lines });
	expect(view.clear.map(({ line: one }) => one.id)).toEqual([idOf('L')]);
	expect(view.unclear.map(({ line: one }) => one.id)).toEqual([idOf('fee'), idOf('far')]);
	expect(view.now.missing.length).toBe(3);
	expect(view.canMatch.size).toBe(1);
	expect(alikeBesides(view.unclear[1]!, view.now.missing).map((one) => one.bookingId)).toEqual([
		idOf('given')
	]);
	expect([view.now.takenFen, view.now.booked, view.now.bank]).toEqual([
		45_000,
		{ in: 40_000, out: 40_000 },
		{ in: 40_000, out: 150 }
	]);
});

test('lines and moves are said in a few words', () => {
	expect(sayLine(line('L', day, 30_000))).toBe('2023-11-16 · 收入 300.00 元');
	const { now } = viewOf({ books, lines: [] });
	expect(now.missing.map((move) => sayMove({ books }, move)).sort()).toEqual([
		'付款 · Waterworks · 2023-11-15 · A',
		'其他来源出资 · 居委会或物业 · 2023-11-15 · A',
		'收款 · 101 · 转账 4321 · 2023-11-15 · B'
	]);
	expect(daysOpen('2023-11-15', '2023-11-20')).toBe(5);
	expect(daysOpen('2023-11-15', '2023-11-10')).toBe(0);
});

test('what was said is taken back by the act that said it', () => {
	const match = { bookingId: idOf('given'), refundId: null };
	expect(takeBackIntent(line('L', day, 1, { match, seen: 2 }))).toEqual({
		...matchIntent(line('L', day, 1, { seen: 2 }), [])
	});
	expect(takeBackIntent(line('L', day, 1, { aside: '利息', seen: 2 })).name).toBe('bank.explain');
});
