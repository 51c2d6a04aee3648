import { beforeAll, describe, expect, test } from 'vitest';
import { needWords } from '$lib/text/text.svelte';
import { photoNamed } from '$lib/domain/photo/test-pictures';
import { idOf } from '$lib/domain/test-world';
import { balancesOf } from '$lib/domain/ledger/balances';
import { totalsOf } from '$lib/domain/levy/select';
import { intentOf, proposalOf } from './acts';
import { figuresIn, stepsOf, type FigureName } from './figure-steps';
import { overviewOf, ownMoney } from './overview';
import { reportNames, reportOf } from './report-cells';
import { reversibleIn } from './reversible';
import { sayEntry } from './say-entry';
import { sayAccount, sayFault, sayWhy } from './say-money';
import { booking, booksWith, cashFrom, homes, said } from './test-books';

beforeAll(() => needWords('money'));

const paid = (more = {}) =>
	booking(
		'pay',
		5,
		'A',
		{ kind: 'supplierPayment', supplierId: idOf('supplier'), fen: 40_000 },
		more
	);
const approved = { confirmations: [said('yes-1', 'B', 6), said('yes-2', 'C', 7)] };
const deposit = booking('deposit', 3, 'A', {
	...{ kind: 'bankDeposit', from: 'cash', fen: 30_000, covers: [idOf('one')] }
});
const one = {
	...cashFrom('one', 1, 'A', 0, 30_000),
	gone: [{ with: idOf('deposit'), fen: 30_000 }]
};
const gift = booking('gift', 4, 'B', {
	...{ kind: 'donation', fen: 500, method: 'wechat', reference: 'ab12', into: 'collector' }
});
const given = booking('given', 4, 'A', {
	...{ kind: 'contribution', sourceId: idOf('estate'), fen: 10_000 }
});

test('a hand-over that was signed on the giver’s phone waits for the receiver’s own word while the cash is theirs', () => {
	const word = { ...said('handed', 'B', 6), strokes: [[1, 1, 2, 2]] };
	const handed = booking('handed', 5, 'A', {
		...{ kind: 'handOver', to: idOf('B'), covers: [], expectedFen: 10_000 },
		notes: { 10_000: 1 }
	});
	const waiting = (more: object) =>
		overviewOf(booksWith([{ ...handed, ...more }])).givenNotTaken.map(({ id }) => id);
	expect(waiting({ confirmations: [] })).toEqual([handed.id]);
	expect(waiting({ confirmations: [word] })).toEqual([handed.id]);
	expect(waiting({ confirmations: [{ ...word, own: said('own', 'B', 7) }] })).toEqual([]);
	expect(
		waiting({ confirmations: [word], gone: [{ with: idOf('deposit'), fen: 10_000 }] })
	).toEqual([]);
});

describe('the figures of a campaign', () => {
	const books = booksWith([
		one,
		cashFrom('two', 2, 'B', 1, 35_000),
		...[deposit, gift, given, paid(approved)]
	]);
	const figure = (name: FigureName) => stepsOf(books.standing, name).fen;

	test.each<[FigureName, number]>([
		['due', 60_000],
		['got', 65_000],
		['owed', 0],
		['inHands', 35_500],
		['community', 0],
		['paidOut', 40_000],
		['sources', 10_000],
		['donated', 500],
		['surplus', 0]
	])('%s is %i 分, and its steps add up to it', (name, fen) => {
		const { steps } = stepsOf(books.standing, name);
		expect(figure(name)).toBe(fen);
		const accounts = Object.fromEntries(balancesOf(books.standing));
		expect(figuresIn(totalsOf(books.levies), accounts)[name]).toBe(fen);
		expect(steps.reduce((sum, step) => sum + step.fen, 0)).toBe(fen);
		expect(steps.at(-1)?.afterFen ?? 0).toBe(fen);
	});

	test('name who has money, who paid too much, and a refund out of the receipt', () => {
		const { hands, tooMuch, donatedFen, totals } = overviewOf(books);
		expect(hands.map(({ name, cashFen, walletFen }) => [name, cashFen, walletFen])).toEqual([
			['B', 35_000, 500]
		]);
		expect(tooMuch).toMatchObject([{ door: '102', fen: 5_000, isLate: false }]);
		expect(tooMuch[0]!.offers).toMatchObject([{ fen: 5_000 }]);
		expect([donatedFen, totals.settled]).toEqual([500, 2]);
	});

	test('what waits for others is told apart from what counts', () => {
		const waiting = booksWith([one, deposit, paid()]);
		expect(overviewOf(waiting).unapproved).toHaveLength(1);
		expect(overviewOf(waiting).paid).toEqual([]);
		expect(overviewOf(booksWith([paid(approved)])).paid).toHaveLength(1);
		expect(overviewOf(waiting).paidOutFen).toBe(0);
		expect(stepsOf(waiting.standing, 'community').aside).toMatchObject([
			{ why: 'unconfirmed', fen: -40_000 }
		]);
	});

	test('own money is what is in hand, with what it came by', () => {
		expect(ownMoney(books.bookings, idOf('B'), 'cash')).toEqual({
			...{ fen: 35_000, covers: [idOf('two')] }
		});
		expect(ownMoney(books.bookings, idOf('A'), 'cash').fen).toBe(0);
	});
});

describe('what is proposed', () => {
	const books = booksWith([one, deposit, paid(approved)]);
	test.each([
		['contribute', idOf('estate'), 10_000],
		['pay', idOf('supplier'), 30_000],
		['deposit', '', 700],
		['dispose', '', 0]
	] as const)('for %s is what is still open', (act, about, fen) =>
		expect(proposalOf(act, books, about, 700)).toBe(fen)
	);
	test('becomes the command that is meant', () => {
		const photos = [photoNamed('a')];
		const plain = { id: idOf('x'), fen: 1, about: idOf('y'), words: 'w' };
		const given = { ...plain, where: 'cash' as const, photos };
		expect(intentOf('pay', books.campaign, given, [])).toMatchObject({
			...{ name: 'fee.pay', args: { supplierId: idOf('y'), words: 'w', photos } }
		});
		expect(intentOf('deposit', books.campaign, given, ['c'])).toMatchObject({
			...{ name: 'fee.deposit', args: { covers: ['c'], from: 'cash', areaId: idOf('area') } }
		});
	});
});

describe('what can be undone', () => {
	const undoing = (...[given]: Parameters<typeof booksWith>) => {
		const books = booksWith(given);
		return books.standing.counted.map((entry) => reversibleIn(books, entry, '')?.of);
	};
	test('is a booking, once; never a share that is due', () => {
		expect(undoing([one])).toEqual([undefined, undefined, idOf('one')]);
		expect(undoing([{ ...one, reversal: { ...said('undo', 'A', 9), why: 'w' } }])).toEqual(
			Array(4).fill(undefined)
		);
	});
	test('is a refund before the receipt that it came out of', () => {
		const back = { ...said('back', 'A', 9), fen: 100, from: 'community' as const, reversal: null };
		const books = booksWith([{ ...one, refunds: [back] }]);
		const found = books.standing.counted.map((entry) => reversibleIn(books, entry, ''));
		expect(found.filter(Boolean)).toEqual([{ of: idOf('one'), refundId: idOf('back'), words: '' }]);
	});
});

describe('reports', () => {
	const books = booksWith([one, deposit, given, paid(approved)]);
	const made = (name: (typeof reportNames)[number]) => reportOf(name, books, () => '3号楼 1单元');

	test.each(reportNames)('%s has as many cells in each line as heads', (name) => {
		const { heads, lines, sums } = made(name);
		for (const line of [...lines, ...(sums ? [sums] : [])]) expect(line).toHaveLength(heads.length);
	});
	test('of arrears names the doors that owe, and their sum', () => {
		expect(made('arrears').lines).toEqual([['3号楼 1单元', '102', 300, 0, 300, '']]);
		expect(made('arrears').sums).toEqual(['合计', '', 300, 0, 300, '']);
	});
	test('of the account ends with what is there', () => {
		expect(made('cashBook').lines.map((line) => line.slice(3, 6))).toEqual([
			[300, '', 300],
			[100, '', 400],
			['', 400, 0]
		]);
	});
	test('of vouchers has capitals, and who stood by a payment', () => {
		const last = made('vouchers').lines.at(-1)!;
		expect(last.slice(5)).toEqual([400, '肆佰元整', 'A', 'B C']);
	});
	test('of collectors counts receipts and what is in hand', () => {
		expect(made('collectors').lines).toEqual([['A', 1, 300, 0, 0]]);
	});
});

describe('words', () => {
	const books = booksWith([one]);
	test('say how a share came about', () => {
		const why = { kind: 'weighed', by: 'area', poolFen: 100_000, weight: 8_850 } as const;
		expect(sayWhy({ ...why, total: 20_000, exactFen: 1, rest: 1, extra: 1 })).toBe(
			'1,000.00 元 × 88.5 ÷ 200 ㎡，尾数多 1 分'
		);
		expect(sayWhy({ kind: 'exempt', gapFen: 0 })).toBe('免交，由其他住户分');
	});
	test('say a fault with the door or the source', () => {
		const { sources } = books.campaign.plan;
		const say = (fault: Parameters<typeof sayFault>[0]) => sayFault(fault, () => '101', sources);
		expect(say({ code: 'areaMissing', detail: { householdId: homes[0] } })).toBe(
			'101：还没有填面积。'
		);
		expect(say({ code: 'restUnclear', detail: { sourceId: idOf('estate') } })).toMatch(/^居委会/);
		expect(say({ code: 'sumOff', detail: { fen: 500 } })).toBe('比总费用还少 5.00 元。');
		expect(say({ code: 'sumOff', detail: { fen: -500 } })).toBe('比总费用多了 5.00 元。');
	});
	test('name accounts and entries by doors, never by residents', () => {
		expect(sayAccount(`share:${homes[1]}`, books)).toBe('102 还欠');
		expect(sayAccount(`cash:${idOf('B')}`, books)).toBe('B手里的现金');
		const taken = books.standing.counted.find(({ kind }) => kind === 'collection')!;
		expect(sayEntry(taken, books)).toBe('收款 · 101 · 现金');
	});
});
