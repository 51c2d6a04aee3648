import { expect, test } from 'vitest';
import { wrapped } from './wrapped';

const measure = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u00ff' ? 2 : 1), 0);

test.each([
	['短', 10, ['短']],
	['', 10, ['']],
	['一二三四五六七', 6, ['一二三', '四五六', '七']],
	['一二三四五六', 6, ['一二三', '四五六']],
	['收据 ABCD-0001', 10, ['收据', 'ABCD-0001']],
	['ABCDEFGHIJKL', 5, ['ABCDE', 'FGHIJ', 'KL']]
])('%s in lines of %i', (text, most, lines) => expect(wrapped(text, most, measure)).toEqual(lines));
