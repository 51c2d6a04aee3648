import { expect, test } from 'vitest';
import { highlight } from './highlight';

const shown = (text: string, query: string) =>
	highlight(text, query)
		.map((stretch) => (stretch.marked ? `[${stretch.text}]` : stretch.text))
		.join('');

test.each([
	['the middle', '欧阳某某', '阳', '欧[阳]某某'],
	['the beginning', '1203', '12', '[12]03'],
	['the whole', '1203', '1203', '[1203]'],
	['letters of either case', 'B座12A', '12a', 'B座[12A]'],
	['nothing for an empty search', '1203', '  ', '1203'],
	['nothing that does not occur', '1203', '9', '1203'],
	['signs that mean something elsewhere', '12*03', '*', '12[*]03']
])('marks %s', (_what, text, query, marked) => {
	expect(shown(text, query)).toBe(marked);
});
