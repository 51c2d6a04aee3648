import { expect, test } from 'vitest';
import { attemptOf, troubleOf, type Attempt } from './objecting';

function trying() {
	let made = 0;
	let last: Attempt | null = null;
	return (words: string, from = '') =>
		(last = attemptOf(last, { words, from }, () => `id-${++made}`));
}

test('the same text is the same objection, however often it is sent', () => {
	const attempt = trying();
	const first = attempt('发票没有贴出来，请说明');
	expect(first).toEqual({ id: 'id-1', words: '发票没有贴出来，请说明', from: '' });
	expect(attempt('发票没有贴出来，请说明 ')).toBe(first);
	expect(attempt('发票没有贴出来，请说明', '\n')).toBe(first);
});

test('another text is another one, since the first may have arrived unheard', () => {
	const attempt = trying();
	attempt('发票没有贴出来，请说明');
	expect(attempt('发票和合同没有贴出来，请说明').id).toBe('id-2');
	expect(attempt('发票和合同没有贴出来，请说明', '301').id).toBe('id-3');
	// Going back to the first text does not bring back its id: it would be counted twice at most.
	expect(attempt('发票没有贴出来，请说明').id).toBe('id-4');
});

test('signs that nobody sees are left out of what was pasted', () => {
	expect(trying()('\ufeff发票\u2028没有贴出来\u202e，请说明', '3\u00001').words).toBe(
		'发票没有贴出来，请说明'
	);
});

test.each([
	['offline', 'offline'],
	['notFound', 'over'],
	['full', 'full'],
	['busy', 'busy'],
	['tooManyTries', 'busy'],
	['malformed', 'wrong'],
	['tooLarge', 'wrong'],
	['broken', 'failed'],
	['objectionExists', 'failed']
] as const)('%s is said as %s', (code, trouble) => expect(troubleOf({ code })).toBe(trouble));
