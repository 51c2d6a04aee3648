import { describe, expect, test } from 'vitest';
import { idOf } from '../test-world';
import type { Move } from './moves';
import { proposalsFor } from './propose';
import type { BankLine } from './schema';
import { line, move } from './test-lines';

const names = new Map(
	['L', 'L2', 'L3', 'a', 'b', 'c'].map((name): [string, string] => [idOf(name), name])
);
/** `L=a` for a clear proposal, `L?a,b` for what is offered, `L` for nothing. */
const say = (lines: BankLine[], moves: Move[]) =>
	proposalsFor(lines, moves).map(({ line: { id }, clear, offers }) => {
		const of = offers.map((one) => names.get(one.bookingId)).join();
		return `${names.get(id)}${clear.length > 0 ? '=' : of ? '?' : ''}${of}`;
	});

describe('proposals', () => {
	const wechat = { reference: '4321' };
	test.each<[string, BankLine[], Move[], string[]]>([
		['one of each', [line('L', '2026-03-02', 300)], [move('a', '2026-03-02', 300)], ['L=a']],
		['five days later', [line('L', '2026-03-07', 300)], [move('a', '2026-03-02', 300)], ['L=a']],
		['six days later', [line('L', '2026-03-08', 300)], [move('a', '2026-03-02', 300)], ['L']],
		['five days earlier', [line('L', '2026-02-25', 300)], [move('a', '2026-03-02', 300)], ['L=a']],
		['another amount', [line('L', '2026-03-02', 301)], [move('a', '2026-03-02', 300)], ['L']],
		[
			'the other way',
			[line('L', '2026-03-02', 300, { way: 'out' })],
			[move('a', '2026-03-02', 300)],
			['L']
		],
		[
			'approved later',
			[line('L', '2026-03-12', 300, { way: 'out' })],
			[move('a', '2026-03-02', 300, { way: 'out', to: '2026-03-10' })],
			['L=a']
		],
		[
			'two that it may be: offered, the nearer first',
			[line('L', '2026-03-05', 300)],
			[move('a', '2026-03-01', 300), move('b', '2026-03-04', 300)],
			['L?b,a']
		],
		[
			'two lines for one',
			[line('L', '2026-03-02', 300), line('L2', '2026-03-03', 300)],
			[move('a', '2026-03-02', 300)],
			['L?a', 'L2?a']
		],
		[
			'the reference decides, in the remark or at the end of the number',
			[
				line('L', '2026-03-02', 300, { remark: '微信 10004321 门费' }),
				line('L2', '2026-03-03', 300, { serial: '0000ABcd' })
			],
			[
				move('a', '2026-03-02', 300, wechat),
				move('b', '2026-03-02', 300, { reference: 'abCD' }),
				move('c', '2026-03-02', 300)
			],
			['L=a', 'L2=b']
		],
		[
			'who is named is out of the way of others',
			[line('L', '2026-03-02', 300, { serial: '4321' }), line('L2', '2026-03-03', 300)],
			[move('a', '2026-03-02', 300, wechat), move('b', '2026-03-02', 300)],
			['L=a', 'L2=b']
		],
		[
			'digits in the middle of a number are no reference',
			[line('L', '2026-03-02', 300, { remark: '143219' })],
			[move('a', '2026-03-02', 300, wechat), move('b', '2026-03-02', 300)],
			['L?a,b']
		],
		[
			'a reference twice decides nothing',
			[line('L', '2026-03-02', 300, { serial: '4321' })],
			[move('a', '2026-03-02', 300, wechat), move('b', '2026-03-02', 300, wechat)],
			['L?a,b']
		]
	])('%s', (_, lines, moves, expected) => {
		expect(say(lines, moves).map(sorted)).toEqual(expected.map(sorted));
	});

	test('are the same whatever the order', () => {
		const lines = [1, 2, 3].map((n) => line(`L${n === 1 ? '' : n}`, `2026-03-0${n}`, 300));
		const moves = ['a', 'b', 'c'].map((name, i) => move(name, `2026-03-0${i + 1}`, 300));
		const once = proposalsFor(lines, moves);
		expect(proposalsFor(lines.toReversed(), moves.toReversed())).toEqual(once);
	});

	test.each([
		['of as many amounts', (i: number) => 300 + i],
		['of one amount', () => 300]
	])('five thousand lines %s take no long time', (_, fenOf) => {
		const lines = Array.from({ length: 5_000 }, (_, i) =>
			line(`n${i}`, '2026-03-02', fenOf(i), { serial: String(10_000 + i) })
		);
		const moves = lines.map((_, i) =>
			move(
				`m${i}`,
				'2026-03-02',
				fenOf(i),
				i % 2 ? { reference: String(10_000 + i).slice(-4) } : {}
			)
		);
		const begun = performance.now();
		const found = proposalsFor(lines, moves);
		expect(found.every(({ clear, offers }) => clear.length + offers.length > 0)).toBe(true);
		expect(found.filter(({ clear }) => clear.length > 0).length).toBeGreaterThan(2_000);
		expect(performance.now() - begun).toBeLessThan(8_000);
	});
});

/** Equal candidates stand in the order of their ids, which says nothing here. */
const sorted = (text: string): string =>
	text === 'L?b,a'
		? text
		: text.replace(/\?(.*)/, (_, of: string) => `?${of.split(',').sort().join()}`);
