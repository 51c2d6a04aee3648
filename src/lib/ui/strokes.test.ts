import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isDrawn, Strokes } from '$lib/domain/kernel/strokes';
import { pointsOf, withPoint, withStroke } from './strokes';

test('a tap is no signature, a line is one', () => {
	const tap = withStroke([], 0.5, 0.5);
	expect(tap).toEqual([[500, 200]]);
	expect(isDrawn(tap)).toBe(false);
	const line = withPoint(tap, 0.6, 0.5);
	expect(line).toEqual([[500, 200, 600, 200]]);
	expect(isDrawn(line)).toBe(true);
	expect(pointsOf(line[0]!)).toBe('500 200 600 200');
});

test('a trembling finger adds nothing, and what is beside the field lands on its edge', () => {
	const tap = withStroke([], 0.5, 0.5);
	expect(withPoint(tap, 0.501, 0.5)).toBe(tap);
	expect(withPoint(tap, 2, -1)).toEqual([[500, 200, 1_000, 0]]);
});

test('strokes end where the rules end', () => {
	let strokes = withStroke([], 0, 0);
	for (let i = 0; i < 1_000; i++) strokes = withPoint(strokes, (i % 2) * 0.5 + 0.1, 0.5);
	expect(strokes[0]!.length).toBe(800);
	for (let i = 0; i < 100; i++) strokes = withStroke(strokes, 0, 0);
	expect(strokes.length).toBe(60);
	expect(withPoint([], 0.5, 0.5)).toEqual([]);
	expect(v.is(Strokes, strokes)).toBe(true);
});

test('a field that is scribbled full takes no more, and the rules take it', () => {
	let strokes: number[][] = [];
	for (let i = 0; i < 20; i++) {
		strokes = withStroke(strokes, 0, 0);
		for (let n = 0; n < 300; n++) strokes = withPoint(strokes, (n % 2) * 0.5 + 0.1, 0.5);
	}
	expect(strokes.flat()).toHaveLength(8_000);
	expect(v.is(Strokes, strokes)).toBe(true);
	expect(withStroke(strokes, 0, 0)).toBe(strokes);
});
