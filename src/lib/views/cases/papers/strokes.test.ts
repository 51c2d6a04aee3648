import { expect, test } from 'vitest';
import { drawingOf } from './strokes';

test.each([
	['none', [], undefined],
	['an empty stroke', [[]], undefined],
	['half a point', [[5]], undefined],
	['one line', [[10, 20, 110, 40]], { viewBox: '-2 8 124 44', lines: ['10,20 110,40'] }],
	[
		'two lines, one with a lone number at its end',
		[
			[0, 0, 10, 10, 7],
			[20, 5, 30, 15]
		],
		{ viewBox: '-12 -12 54 39', lines: ['0,0 10,10', '20,5 30,15'] }
	]
])('the drawing of %s', (_name, strokes, drawing) => {
	expect(drawingOf(strokes)).toEqual(drawing);
});
