import { beforeEach, describe, expect, test } from 'vitest';
import { byPhone, Fees, paid, people } from '../booking/test-fees';
import { worldWithCampaign } from '../campaign/test-campaigns';
import { idOf, morning } from '../test-world';
import { matchesOf, type Move } from './moves';
import { proposalsFor } from './propose';
import { reconcile } from './reconcile';
import type { BankLine } from './schema';
import { line, lineArgs, move } from './test-lines';

let fees: Fees;
const part = (name: string, refund?: string) => ({
	bookingId: idOf(name),
	refundId: refund ? idOf(refund) : null
});
const matchAll = (
	name: string,
	parts: ReturnType<typeof part>[],
	seen = 1,
	who: 'office' | 'second' = 'office'
) => {
	const args = { lineId: idOf(name), moves: parts, seen };
	return fees.world.run(people[who], 'bank.match', args, morning + 900_000, { version: 2 });
};
const first = (name: string, booking: string | null, seen: number) =>
	fees.run('office', 'bank.match', {
		...{ lineId: idOf(name), refundId: null, seen },
		bookingId: booking && idOf(booking)
	});
const lineOf = (name: string) => fees.world.get<BankLine>('bankLine', idOf(name))!;
const on = (name: string) => fees.booking(name).atBank ?? {};

beforeEach(() => {
	fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'a', 'H', byPhone(10_000, 'community'));
	fees.collect('leader', 'b', 'H2', byPhone(20_000, 'community'));
	fees.collect('leader2', 'c', 'K', byPhone(30_000, 'community'));
	fees.collect('leader', 'cash', 'H2', paid(10_000));
	const lines = [lineArgs('L', 30_000), lineArgs('L2', 60_000), lineArgs('L3', 10_000)];
	const out = lineArgs('out', 30_000, { way: 'out' });
	fees.run('office', 'bank.import', { campaignId: idOf('camp'), lines: [...lines, out] });
});

describe('one line for several bookings', () => {
	test('says on all sides what is what, whatever the order, and can be taken back', () => {
		expect(matchAll('L', [part('a'), part('b')])).toBe('ok');
		expect(matchesOf(lineOf('L')).length).toBe(2);
		expect([on('a'), on('b')]).toEqual([{ booking: idOf('L') }, { booking: idOf('L') }]);
		expect(matchAll('L', [part('b'), part('a')], 1, 'second')).toBe('ok');
		expect(lineOf('L').seen).toBe(2);
		expect(matchAll('L', [], 2)).toBe('ok');
		expect([matchesOf(lineOf('L')), on('a'), on('b')]).toEqual([[], {}, {}]);
		expect(matchAll('L2', [part('a'), part('b'), part('c')])).toBe('ok');
	});

	test('keeps what stays and frees what goes', () => {
		matchAll('L', [part('a'), part('b')]);
		expect(matchAll('L', [part('c')], 2)).toBe('ok');
		expect([on('a'), on('b'), on('c')]).toEqual([{}, {}, { booking: idOf('L') }]);
		expect(fees.run('office', 'bank.explain', { lineId: idOf('L'), words: 'x', seen: 3 })).toBe(
			'ok'
		);
		expect([on('c'), matchesOf(lineOf('L'))]).toEqual([{}, []]);
	});

	test.each<[string, string, ReturnType<typeof part>[], string]>([
		['a sum that is too small', 'L2', [part('a'), part('b')], 'bankSumDiffers moves'],
		['a sum that is too large', 'L', [part('a'), part('c')], 'bankSumDiffers moves'],
		['one of another amount', 'L2', [part('a')], 'bankDiffers moves'],
		['the other way', 'out', [part('a'), part('b')], 'bankDiffers moves'],
		['a booking twice', 'L', [part('a'), part('a'), part('a')], 'bookingTwice moves'],
		['cash in a hand', 'L', [part('cash'), part('b')], 'notAtBank moves'],
		['a booking that is not there', 'L', [part('a'), part('no')], 'bookingUnknown moves'],
		['a refund that is none', 'L', [part('a', 'r'), part('b')], 'notAtBank moves'],
		[
			'more than one operation carries',
			'L',
			Array.from({ length: 501 }, (_, i) => part(`n${i}`)),
			'malformed moves'
		]
	])('refuses %s', (_, name, parts, refusal) => {
		expect(matchAll(name, parts)).toBe(refusal);
		expect([matchesOf(lineOf(name)), on('a'), on('b')]).toEqual([[], {}, {}]);
	});

	test('refuses one that another line stands for', () => {
		expect(matchAll('L3', [part('a')])).toBe('ok');
		expect(matchAll('L', [part('a'), part('b')])).toBe('bookingAtBank moves');
	});

	test('refuses one that was reversed', () => {
		fees.reverse('leader', 'a');
		expect(matchAll('L', [part('a'), part('b')])).toBe('bookingUndone moves');
		expect(matchAll('L', [part('a')])).toBe('bookingUndone moves');
	});

	test('refunds of one booking may go back together', () => {
		fees.refund('office', 'r', 'c', 10_000, 'community');
		fees.refund('office', 's', 'c', 20_000, 'community');
		expect(matchAll('out', [part('c', 'r'), part('c', 's')])).toBe('ok');
		expect(on('c')).toEqual({ [idOf('r')]: idOf('out'), [idOf('s')]: idOf('out') });
	});

	test('is understood in its first version, which knows one booking', () => {
		expect(matchAll('L', [part('a'), part('b')])).toBe('ok');
		expect(first('L', 'c', 2)).toBe('ok');
		expect([on('a'), on('b'), on('c')]).toEqual([{}, {}, { booking: idOf('L') }]);
		expect(first('L', null, 3)).toBe('ok');
		expect([on('c'), matchesOf(lineOf('L'))]).toEqual([{}, []]);
	});

	test('a line is open again when one of them is undone, and its others can be matched anew', () => {
		matchAll('L', [part('a'), part('b')]);
		const now = () => {
			const bookings = ['a', 'b', 'c', 'd'].flatMap((name) => fees.booking(name) ?? []);
			const levies = [fees.levy('U'), fees.levy('U2')];
			const standing = fees.standing('a', 'b', 'c', 'd');
			const { plan } = fees.campaign();
			return reconcile({ plan, levies, bookings, standing }, [lineOf('L')]);
		};
		const [whole] = now().matched;
		expect([whole!.moves.length, now().missing.length]).toEqual([2, 1]);
		fees.reverse('leader', 'a');
		expect(now().undone.has(idOf('L'))).toBe(true);
		expect([now().matched, now().openLines.length, now().missing.length]).toEqual([[], 1, 2]);
		expect(matchAll('L3', [part('b')])).toBe('bookingAtBank moves');
		fees.collect('leader', 'd', 'H', byPhone(10_000, 'community'));
		expect(matchAll('L', [part('b'), part('d')], 2)).toBe('ok');
		expect([now().openLines, now().matched.length]).toEqual([[], 1]);
	});
});

describe('what may be one sum', () => {
	const wechat = { means: 'wechat' } as const;
	const day = '2026-03-02';
	const names = new Map(
		['L', 'L2', 'a', 'b', 'c', 'd'].map((name): [string, string] => [idOf(name), name])
	);
	const join = (moves: readonly Move[]) =>
		moves
			.map((one) => names.get(one.bookingId))
			.sort()
			.join('+');
	/** `L=a+b` when clear, `L?a+b,c+d` when offered. */
	const say = (lines: BankLine[], moves: Move[]) =>
		proposalsFor(lines, moves).map(
			({ line: { id }, clear, sets }) =>
				`${names.get(id)}${clear.length > 0 ? `=${join(clear)}` : sets.length > 0 ? `?${sets.map(join).sort().join()}` : ''}`
		);
	const a = move('a', day, 100, wechat);
	const b = move('b', day, 200, wechat);
	test.each<[string, BankLine[], Move[], string[]]>([
		['all of one day', [line('L', '2026-03-03', 300)], [a, b], ['L=a+b']],
		['not a part of a day', [line('L', day, 300)], [a, b, move('c', day, 50, wechat)], ['L']],
		[
			'without what is a line of its own',
			[line('L', day, 300), line('L2', day, 50)],
			[a, b, move('c', day, 50, wechat)],
			['L=a+b', 'L2=c']
		],
		['not of several ways of paying', [line('L', day, 300)], [a, { ...b, means: 'alipay' }], ['L']],
		['not of several days', [line('L', day, 300)], [a, { ...b, from: '2026-03-01' }], ['L']],
		['not six days away', [line('L', '2026-03-08', 300)], [a, b], ['L']],
		['not the other way', [line('L', day, 300, { way: 'out' })], [a, b], ['L']],
		['not where a single one fits', [line('L', day, 300)], [a, b, move('c', day, 300)], ['L=c']],
		[
			'of two days: somebody has to look',
			[line('L', '2026-03-03', 300)],
			[a, b, move('c', '2026-03-03', 100, wechat), move('d', '2026-03-03', 200, wechat)],
			['L?a+b,c+d']
		],
		[
			'on two lines: somebody has to look',
			[line('L', day, 300), line('L2', '2026-03-03', 300)],
			[a, b],
			['L?a+b', 'L2?a+b']
		],
		[
			'one of which may be a line of its own: somebody has to look',
			[line('L', day, 300), line('L2', day, 200)],
			[a, b, move('c', day, 200)],
			['L?a+b', 'L2']
		],
		['not what stands on another line', [line('L', day, 300)], [a, { ...b, lineId: 'x' }], ['L']],
		[
			'several deposits of cash in one',
			[line('L', day, 300)],
			[
				{ ...a, means: 'cash' },
				{ ...b, means: 'cash' }
			],
			['L=a+b']
		]
	])('%s', (_, lines, moves, expected) =>
		expect(say(lines, moves).sort()).toEqual(expected.toSorted())
	);
});
