import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSums, digestOf, minusSum, noSum, rowSum, sumOf, textSum } from './digest';

const part = fc.integer({ min: 0, max: 0xffffffff });
const sum = fc.tuple(part, part);

test('a digest survives its journey as text', () => {
	fc.assert(
		fc.property(sum, (one) => {
			expect(sumOf(digestOf(one))).toEqual(one);
		})
	);
	expect(digestOf(noSum)).toBe('0000000000000000');
});

test('what was added can be taken away, in any order', () => {
	fc.assert(
		fc.property(fc.array(sum, { maxLength: 20 }), (sums) => {
			const all = sums.reduce<readonly [number, number]>(addSums, noSum);
			const back = [...sums].reverse().reduce((left, one) => addSums(left, minusSum(one)), all);
			expect(back).toEqual(noSum);
		})
	);
});

test('a row counts otherwise when its content, its number, its id or its kind is another', () => {
	const row = { kind: 'visit', id: '0190', seq: 7 };
	const all = [
		rowSum(row, '{"a":1}'),
		rowSum(row, '{"a":2}'),
		rowSum({ ...row, seq: 8 }, '{"a":1}'),
		rowSum({ ...row, id: '0191' }, '{"a":1}'),
		rowSum({ ...row, kind: 'area' }, '{"a":1}')
	].map(digestOf);
	expect(new Set(all).size).toBe(all.length);
});

test('a body counts the same before and after it has travelled as JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (body) => {
			const sent = JSON.stringify(body);
			expect(textSum(JSON.stringify(JSON.parse(sent)))).toEqual(textSum(sent));
		})
	);
});

test('neither half repeats itself over two hundred thousand similar texts more often than chance has it', () => {
	const halves = [new Set<number>(), new Set<number>()];
	const count = 200_000;
	for (let i = 0; i < count; i++) {
		const [high, low] = textSum(`visit:${i}:1:{"words":"都好"}`);
		halves[0]!.add(high);
		halves[1]!.add(low);
	}
	// n²/2³³ ≈ 4.7 collisions are expected of 32 random bits.
	for (const half of halves) expect(count - half.size).toBeLessThan(25);
});
