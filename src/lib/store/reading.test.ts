import { expect, test } from 'vitest';
import type { StoredRow } from './db';
import { readingOf } from './reading';

test('an area that a command reads is known by its record where its path was not asked for', () => {
	const row = { key: 'area:u', kind: 'area', body: { path: ['c', 'u'] } } as unknown as StoredRow;
	const reading = readingOf(new Map([['area:u', row]]), (id) => (id === 'c' ? ['c'] : undefined));
	expect(reading.pathOf('c')).toEqual(['c']);
	expect(reading.pathOf('u')).toEqual(['c', 'u']);
	expect(reading.pathOf('x')).toBeUndefined();
});
