import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenDispute } from '$lib/domain/dispute/args';
import { party, people } from '$lib/domain/dispute/test-cases';
import { partsOf, sheetsOf } from './papers';
import { ending, FiledCases, ofKind, session, valueOf } from './test-file';

const { worker, lead } = people;
let cases: FiledCases;
beforeEach(() => {
	cases = new FiledCases();
});

const usual = ['cover', 'application', 'rights', 'investigation', 'mediation'];
const agreedOn = ['agreement', 'performance', 'followUp'];
const end = ['closing', 'backCover'];
/** What has happened in a case, and which papers its file then holds. */
const stories: [name: string, play: () => void, papers: string[]][] = [
	['just opened', () => undefined, [...usual, ...agreedOn, ...end]],
	['agreed on in writing', () => void cases.agree(), [...usual, ...agreedOn, ...end]],
	[
		'agreed on orally',
		() => void cases.agree({ form: 'oral', signatures: [] }),
		[...usual, ...agreedOn, ...end]
	],
	[
		'declined',
		() => void cases.act(worker, 'end', ending('declined')),
		[...usual, 'ended', ...end]
	],
	['failed', () => void cases.act(worker, 'end', ending('failed')), [...usual, 'ended', ...end]],
	[
		'failed, opened again and agreed on',
		() => {
			cases.act(worker, 'end', ending('failed'));
			cases.act(lead, 'reopen', { words: '又来了' });
			cases.agree();
		},
		[...usual, ...agreedOn, 'ended', ...end]
	]
];

describe('a file', () => {
	test.each(stories)('of a case that was %s', (_name, play, papers) => {
		expect(cases.open()).toBe('ok');
		play();
		expect(cases.names()).toEqual(papers);
		expect(cases.text('all').length).toBeGreaterThan(1_000);
	});

	test.each(stories)('of a case that was %s and deleted has places to fill in', (_name, play) => {
		cases.open();
		play();
		const { dispute, entries } = cases.file();
		const parties = dispute.parties.map((one) => ({
			...{ ...one, name: '', sex: 0 as const, birthYear: null, ethnicity: '', occupation: '' },
			...{ phone: null, address: '', guardian: null, agent: null }
		}));
		const cleared = { ...dispute, parties, place: '', matter: '', demand: '', cleared: 'x' };
		const bare = entries.map((one) => ({
			...{ ...one, words: '', fact: { kind: 'note' as const } }
		}));
		const file = cases.file({ dispute: cleared, entries: bare, community: '', placeName: '' });
		expect(valueOf(cases.sheets('application', file)[0], '申请人')).toBe('');
		expect(cases.text('all', file)).not.toContain('baker');
	});

	test('says what is still missing by the rules of the case', () => {
		cases.open();
		const missing = () => partsOf(cases.file()).flatMap((one) => (one.isMissing ? one.name : []));
		expect(missing()).toEqual(['investigation', 'mediation', 'closing']);
		cases.act(worker, 'addEntry', session());
		expect(missing()).toEqual(['investigation', 'closing']);
	});

	test('has no paper of another name', () => {
		cases.open();
		expect(sheetsOf(partsOf(cases.file()), 'else')).toBeUndefined();
	});
});

describe('the number', () => {
	test('stands on every sheet', () => {
		cases.open();
		cases.agree();
		expect(new Set(cases.sheets('all').map(({ number }) => number))).toEqual(
			new Set(['〔2026〕幸福人调字第1号'])
		);
	});

	test.each([
		['not given yet', '幸福社区', '〔2026〕幸福人调字第　　　　号'],
		['of a village', '柳树村村民委员会', '〔2026〕柳树村人调字第　　　　号'],
		['of a place whose name has not come', '', '〔2026〕　　　　人调字第　　　　号']
	])('%s', (_name, community, number) => {
		cases.world.givesNumbers = false;
		cases.open();
		expect(cases.sheets('cover', cases.file({ community }))[0]?.number).toBe(number);
	});
});

describe('the parties', () => {
	const open = (more: Partial<OpenDispute>) => expect(cases.open(worker, more)).toBe('ok');

	test('what is not known of them is left to fill in', () => {
		open({ parties: [party('baker', 'first', { birthYear: null }), party('sleeper', 'second')] });
		const [sheet] = cases.sheets('application');
		expect(['申请人', '年龄', '联系方式', '单位或住址'].map((one) => valueOf(sheet, one))).toEqual([
			...['baker', '', '', '']
		]);
	});

	test('a guardian speaks and signs for a minor', () => {
		const guardian = { name: '父亲', relation: '父', phone: null };
		open({
			parties: [party('baker', 'first', { birthYear: 2015, guardian }), party('sleeper', 'second')]
		});
		const [sheet] = cases.sheets('application');
		expect(valueOf(sheet, '年龄')).toBe('11岁（未成年人）');
		expect(valueOf(sheet, '监护人')).toBe('父亲，父');
		expect(ofKind(sheet, 'signatures')[0]?.lines[0]?.label).toContain('由父亲代');
	});

	test('twenty of them with the longest names', () => {
		const many = Array.from({ length: 20 }, (_, i) =>
			party(`p${i}`, i === 0 ? 'first' : 'second', { name: `${'欧'.repeat(49)}${i % 10}` })
		);
		open({ parties: many });
		expect(ofKind(cases.sheets('rights')[0], 'signatures')[0]?.lines).toHaveLength(21);
		expect(valueOf(cases.sheets('cover')[0], '卷名')).toContain('等19人');
		expect(cases.text('all')).toContain('欧'.repeat(49));
	});
});
