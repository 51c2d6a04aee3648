import { expect, test } from 'vitest';
import zh from '$lib/text/zh-CN/visit';
import { timeOf, whenOf } from './when';

const now = Date.parse('2026-11-20T10:42:00+08:00');

test.each([
	['2026-11-20T09:05:00+08:00', '今天 09:05'],
	['2026-11-20T00:00:00+08:00', '今天 00:00'],
	['2026-11-19T23:59:00+08:00', '昨天 23:59'],
	['2026-11-17T10:00:00+08:00', '3 天前'],
	['2026-11-14T10:00:00+08:00', '6 天前'],
	['2026-11-13T10:00:00+08:00', '11月13日'],
	['2025-12-31T10:00:00+08:00', '2025年12月31日'],
	['2026-11-22T10:00:00+08:00', '11月22日']
])('%s is told as %s', (at, said) => {
	expect(whenOf(Date.parse(at), now, zh)).toBe(said);
});

test('the time is that of China wherever the phone believes to be', () => {
	expect(timeOf(Date.parse('2026-11-19T16:05:00Z'))).toBe('00:05');
});
