import { describe, expect, test } from 'vitest';
import { idOf } from '../test-world';
import { balanceOf, explain } from './balances';
import { moneyLeft, obstaclesIn } from './closing';
import { differenceOf, type Entry } from './entry';
import { overpaidIn, refundedTwiceIn, shortIn } from './flags';
import { standingOf } from './standing';
import { confirm, due, entry, giveBack, handOver, take, undo } from './test-entries';

const share = (home: string) => `share:${idOf(home)}` as const;
const cash = (who: string) => `cash:${idOf(who)}` as const;
const wallet = (who: string) => `wallet:${idOf(who)}` as const;
const balance = (entries: Entry[], account: Parameters<typeof balanceOf>[1]) =>
	balanceOf(standingOf(entries), account);
const whys = (entries: Entry[]) =>
	standingOf(entries).aside.map((one) => `${one.entry.kind} ${one.why}`);

const paid = [due('H', 30_000), take('T', 'ann', 'H', 30_000)];
const given = [...paid, handOver('O', 'ann', 'office', ['T'], { 10_000: 3 })];

describe('a collection', () => {
	test('settles the share and lies in the hands of whoever took it', () => {
		expect(balance(paid, share('H'))).toBe(0);
		expect(balance(paid, cash('ann'))).toBe(30_000);
	});

	test('in part leaves the rest owed', () => {
		expect(balance([due('H', 30_000), take('T', 'ann', 'H', 10_000)], share('H'))).toBe(20_000);
	});

	test('by phone lies in the wallet of whoever took it, apart from cash', () => {
		const entries = [due('H', 30_000), take('T', 'ann', 'H', 30_000, { method: 'wechat' })];
		expect(balance(entries, wallet('ann'))).toBe(30_000);
		expect(balance(entries, cash('ann'))).toBe(0);
	});

	test('into a closed campaign is kept apart from the shares, and holds up nothing silently', () => {
		const entries = [...paid, take('late', 'ann', 'H', 5_000, { isLate: true })];
		expect(balance(entries, share('H'))).toBe(0);
		expect(balance(entries, cash('ann'))).toBe(35_000);
		expect(obstaclesIn(standingOf(entries))).toContainEqual({
			...{ kind: 'suspense', account: `suspense:${idOf('H')}`, fen: 5_000 }
		});
	});

	test('into a closed campaign can be given back, and touches no share', () => {
		const late = [...paid, take('late', 'ann', 'H', 5_000, { isLate: true })];
		const entries = [...late, giveBack('R', 'ann', 'late', 'H', 5_000, true)];
		expect(balance(entries, `suspense:${idOf('H')}`)).toBe(0);
		expect(balance(entries, share('H'))).toBe(0);
		expect(balance(entries, cash('ann'))).toBe(30_000);
	});
});

describe('two collectors who take the same share', () => {
	const both = [...paid, take('T2', 'bob', 'H', 30_000)];

	test('are both kept, and the household is known to have overpaid', () => {
		expect(overpaidIn(standingOf(both))).toEqual([
			{ householdId: idOf('H'), fen: 30_000, collections: both.slice(1) }
		]);
		expect(balance(both, cash('ann')) + balance(both, cash('bob'))).toBe(60_000);
	});

	test('a refund out of one of them settles it', () => {
		const entries = [...both, giveBack('R', 'bob', 'T2', 'H', 30_000)];
		expect(overpaidIn(standingOf(entries))).toEqual([]);
		expect(balance(entries, cash('bob'))).toBe(0);
	});

	test('a reversal of what was never taken settles it as well', () => {
		const entries = [...both, undo('R', 'bob', 'T2')];
		expect(overpaidIn(standingOf(entries))).toEqual([]);
		expect(balance(entries, cash('bob'))).toBe(0);
	});

	test('refunded by one and reversed by the other is found', () => {
		const entries = [...both, giveBack('R', 'bob', 'T2', 'H', 30_000), undo('U', 'office', 'T2')];
		expect(refundedTwiceIn(standingOf(entries)).map(({ id }) => id)).toEqual([idOf('T2')]);
		expect(shortIn(standingOf(entries))).toEqual([{ account: cash('bob'), fen: 30_000 }]);
	});
});

describe('a reversal', () => {
	test('leaves both entries and moves everything back', () => {
		const entries = [...paid, undo('U', 'ann', 'T')];
		expect(balance(entries, share('H'))).toBe(30_000);
		expect(explain(standingOf(entries), cash('ann')).steps.map(({ fen }) => fen)).toEqual([
			30_000, -30_000
		]);
	});

	test('counts once, however many made it without knowing of each other', () => {
		const entries = [...paid, undo('U', 'ann', 'T'), undo('U2', 'office', 'T')];
		expect(balance(entries, cash('ann'))).toBe(0);
		expect(whys(entries)).toEqual(['reversal reversedTwice']);
	});

	test('of a reversal has no effect', () => {
		const entries = [...paid, undo('U', 'ann', 'T'), undo('U2', 'ann', 'U')];
		expect(balance(entries, cash('ann'))).toBe(0);
		expect(whys(entries)).toEqual(['reversal notReversible']);
	});

	test('that came before what it undoes waits for it', () => {
		expect(whys([undo('U', 'ann', 'T')])).toEqual(['reversal targetMissing']);
	});
});

describe('a hand-over', () => {
	test('moves nothing until the receiver has confirmed it', () => {
		expect(balance(given, cash('ann'))).toBe(30_000);
		const done = [...given, confirm('C', 'office', 'O')];
		expect(balance(done, cash('ann'))).toBe(0);
		expect(balance(done, cash('office'))).toBe(30_000);
	});

	test.each([
		['its own giver', 'ann', ['handOver unconfirmed', 'confirmation ownEntry']],
		['somebody else', 'bob', ['handOver unconfirmed', 'confirmation notTheReceiver']]
	])('is not confirmed by %s', (_who, by, asides) => {
		const entries = [...given, confirm('C', by, 'O')];
		expect(whys(entries)).toEqual(asides);
		expect(balance(entries, cash('ann'))).toBe(30_000);
	});

	test('counts what was counted: what is missing stays with the giver', () => {
		const short = handOver('O', 'ann', 'office', ['T'], { 10_000: 2, 5_000: 1, 10: 5 });
		const entries = [...paid, short, confirm('C', 'office', 'O')];
		expect(differenceOf(short)).toBe(4_950);
		expect(balance(entries, cash('ann'))).toBe(4_950);
	});

	test('of the same cash a second time is kept without effect', () => {
		const again = handOver('O2', 'ann', 'party', ['T'], { 10_000: 3 });
		const entries = [...given, again, confirm('C2', 'party', 'O2'), confirm('C', 'office', 'O')];
		expect(whys(entries)).toEqual(['handOver sameCash']);
		// The one that was confirmed first counts, though it was written second.
		expect(balance(entries, cash('party'))).toBe(30_000);
		expect(balance(entries, cash('ann'))).toBe(0);
		expect(explain(standingOf(entries), cash('ann')).aside).toHaveLength(1);
	});

	test('that was reversed lets the same cash be given again', () => {
		const again = handOver('O2', 'ann', 'party', ['T'], { 10_000: 3 });
		const first = [...given, confirm('C', 'office', 'O'), undo('U', 'ann', 'O')];
		const entries = [...first, again, confirm('C2', 'party', 'O2')];
		expect(whys(entries)).toEqual([]);
		expect(balance(entries, cash('party'))).toBe(30_000);
		expect(balance(entries, cash('office'))).toBe(0);
	});

	test('of cash that nobody entered shows as short', () => {
		const more = handOver('O', 'ann', 'office', ['T'], { 10_000: 4 });
		const entries = [...paid, more, confirm('C', 'office', 'O')];
		expect(shortIn(standingOf(entries))).toEqual([{ account: cash('ann'), fen: 10_000 }]);
	});
});

test('a supplier is paid when two others have approved it, not by whoever entered it', () => {
	const supplierId = idOf('doors');
	const pay = entry('P', 'office', { kind: 'supplierPayment', supplierId, fen: 20_000 });
	const steps = [
		confirm('A0', 'office', 'P'),
		confirm('A1', 'bob', 'P'),
		confirm('A2', 'bob', 'P')
	];
	expect(balance([pay, ...steps], `supplier:${supplierId}`)).toBe(0);
	expect(whys([pay, ...steps])).toEqual([
		'supplierPayment unconfirmed',
		'confirmation ownEntry',
		'confirmation confirmedTwice'
	]);
	expect(balance([pay, ...steps, confirm('A3', 'cid', 'P')], `supplier:${supplierId}`)).toBe(
		20_000
	);
});

test('donations stay apart from shares', () => {
	const gift = entry('G', 'ann', {
		...{ kind: 'donation' as const, fen: 8_800, method: 'cash' as const },
		...{ reference: null, into: 'collector' as const }
	});
	expect(balance([...paid, gift], 'donations')).toBe(-8_800);
	expect(balance([...paid, gift], share('H'))).toBe(0);
	expect(balance([...paid, gift], cash('ann'))).toBe(38_800);
});

test('a campaign can be closed when nothing is left, or a resolution has said what becomes of it', () => {
	const banked = [...paid, entry('B', 'ann', { kind: 'bankDeposit', from: 'cash', fen: 30_000 })];
	expect(obstaclesIn(standingOf(banked))).toEqual([
		{ kind: 'left', account: 'community', fen: 30_000 }
	]);
	const resolved = { kind: 'surplus' as const, resolutionId: idOf('resolution'), fen: 30_000 };
	const done = standingOf([...banked, entry('S', 'office', resolved)]);
	expect(obstaclesIn(done)).toEqual([]);
	expect(moneyLeft(done)).toBe(0);
});
