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

	describe('with an agent', () => {
		const agent = { name: '代理人甲', relation: '律师', phone: '13800000009' };
		beforeEach(() => {
			open({ parties: [party('baker', 'first', { agent }), party('sleeper', 'second')] });
		});

		test.each([
			['application', '委托代理人', '代理人甲，律师，13800000009'],
			['agreement', '委托代理人', '代理人甲，律师，13800000009'],
			['mediation', '委托代理人', '代理人甲（代理baker）'],
			['authority', '受托人', '代理人甲'],
			['authority', '委托人', 'baker']
		] as const)('the %s names %s: %s', (name, label, value) => {
			expect(valueOf(cases.sheets(name)[0], label)).toBe(value);
		});

		test.each(['application', 'rights', 'mediation', 'agreement', 'performance'] as const)(
			'the party or the agent signs the %s',
			(name) => {
				const [line] = ofKind(cases.sheets(name)[0], 'signatures')[0]!.lines;
				expect(line?.label).toBe('baker或委托代理人代理人甲（签名、盖章或按指印）');
			}
		);

		test('a power of attorney to sign stands behind the notice of rights, and in the contents', () => {
			expect(cases.names().slice(2, 4)).toEqual(['rights', 'authority']);
			const [sheet, ...others] = cases.sheets('authority');
			expect([sheet?.title, others]).toEqual(['授权委托书', []]);
			expect(ofKind(sheet, 'signatures')[0]?.lines.map(({ label }) => label)).toEqual([
				'委托人baker（签名、盖章或按指印）',
				'受托人代理人甲（签名）'
			]);
			expect(ofKind(cases.sheets('cover')[1], 'list')[0]?.rows[2]?.[1]).toBe('授权委托书');
		});
	});

	test('with an agent and a guardian, who gives the power of attorney for the minor', () => {
		const [guardian, agent] = ['父亲', '律师'].map((name) => ({ name, relation: '', phone: null }));
		const child = party('baker', 'first', { birthYear: 2015, guardian, agent });
		open({ parties: [child, party('sleeper', 'second')] });
		const label = (name: 'authority' | 'rights') =>
			ofKind(cases.sheets(name)[0], 'signatures')[0]?.lines[0]?.label;
		expect(label('authority')).toBe('委托人baker（由父亲代）（签名、盖章或按指印）');
		expect(label('rights')).toContain('baker（由父亲代）或委托代理人律师');
	});

	test('without an agent have no power of attorney', () => {
		open({});
		expect(cases.names()).not.toContain('authority');
		expect(cases.text('all')).not.toContain('委托代理人');
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
