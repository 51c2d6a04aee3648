import { beforeAll, describe, expect, test } from 'vitest';
import { auditActions, type AuditLine } from '$lib/domain/audit';
import { commandByName } from '$lib/domain/registry';
import { needWords, t } from '$lib/text/text.svelte';
import { csvLine } from '../figures/sheet';
import { cellsOfLine, sayAction, sayResult, sayWho } from './say-line';

beforeAll(() => needWords('audit', 'refusal'));

const line = (more: Partial<AuditLine> = {}): AuditLine => ({
	community: '',
	id: '019ab000-0000-7000-8000-000000000001',
	at: Date.parse('2026-11-20T09:30:05+08:00'),
	who: null,
	carriedBy: null,
	action: 'signIn',
	result: 'ok',
	deviceId: null,
	origin: null,
	about: null,
	...more
});

describe('a line of the audit trail in words', () => {
	test('there are words for every action and every command', () => {
		const said = [...auditActions, ...commandByName.keys()].map(sayAction);
		expect(said).not.toContain(t.audit.otherAction);
		expect(new Set(said).size).toBe(said.length);
		expect(sayAction('a.newer.command')).toBe(t.audit.otherAction);
	});

	test('results are said with their reason, also those of a newer server', () => {
		expect(['ok', 'held', 'wrongLogin', 'cancelled', 'newReason'].map(sayResult)).toEqual([
			'成功',
			'暂存',
			'登录名或密码不对。',
			'已取消',
			'没有成功'
		]);
	});

	test('who it was is a name, or why there is none', () => {
		const who = { id: line().id, name: '某人' };
		expect(sayWho(line({ who }))).toBe('某人');
		expect(sayWho(line({ who: { ...who, name: '' } }))).toBe('没有任职的人');
		expect(sayWho(line())).toBe('不知道是谁');
		expect(sayWho(line({ action: 'restored' }))).toBe('服务器');
	});

	test('a file has the time in China, words and codes, under as many headings as cells', () => {
		const cells = cellsOfLine(line({ result: 'wrongLogin' }));
		expect(cells).toHaveLength(t.audit.columns.length);
		expect(cells[0]).toBe('2026-11-20 09:30:05');
		expect(cells.slice(3, 7)).toEqual(['登录', 'signIn', '', '登录名或密码不对。 (wrongLogin)']);
	});

	test.each([
		'=1+1',
		'+1',
		'-1',
		'@sum(a1)',
		'\t=1',
		'\r=1',
		'\n=1',
		'＝1',
		'＋1',
		'－1',
		'＠a',
		'=a"b,c'
	])('no name becomes a formula: %j', (name) => {
		const text = csvLine(cellsOfLine(line({ who: { id: line().id, name } })));
		const cell = text.split(',')[1]!;
		expect(cell.replace(/^"/, '')).toMatch(/^'/);
	});
});
