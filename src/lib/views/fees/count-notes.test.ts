import { expect, test } from 'vitest';
import { noFields, readCount, readNotes } from './count-notes';

test.each([
	['', 0],
	[' ', 0],
	['0', 0],
	['34', 34],
	['３４', 34],
	['100000', 100_000],
	['100001', undefined],
	['-1', undefined],
	['1.5', undefined],
	['三', undefined],
	['1e3', undefined],
	['9999999', undefined]
])('%s is %s notes', (text, count) => expect(readCount(text)).toBe(count));

test('notes that are not there are left out', () => {
	expect(readNotes({ ...noFields(), 10_000: '100', 5_000: '4', 100: '0' })).toEqual({
		10_000: 100,
		5_000: 4
	});
	expect(readNotes(noFields())).toEqual({});
});

test('one wrong field makes no count', () => {
	expect(readNotes({ ...noFields(), 10_000: '100', 50: 'x' })).toBeUndefined();
});
