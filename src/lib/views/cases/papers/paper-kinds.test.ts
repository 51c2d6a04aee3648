import { beforeEach, describe, expect, test } from 'vitest';
import { note, people } from '$lib/domain/dispute/test-cases';
import { idOf } from '$lib/domain/test-world';
import { ending, FiledCases, ofKind, session, valueOf } from './test-file';

const { worker, lead } = people;
let cases: FiledCases;
beforeEach(() => {
	cases = new FiledCases();
});

test.each([
	['applied', '人民调解申请书'],
	['patrol', '人民调解受理登记表'],
	['handedOn', '人民调解受理登记表']
] as const)('a case that was %s begins with %s', (source, title) => {
	cases.open(worker, { source });
	expect(cases.sheets('application').map((one) => one.title)).toEqual([title]);
});

describe('the records of sessions', () => {
	test.each([
		[0, 1],
		[1, 1],
		[30, 30]
	])('of %i there are %i sheets', (held, count) => {
		cases.open();
		for (let i = 0; i < held; i++) cases.act(worker, 'addEntry', session(`第${i}次`));
		expect(cases.sheets('mediation')).toHaveLength(count);
		expect(cases.text('mediation')).toContain(held > 0 ? `第${held - 1}次` : '调解记录');
	});

	test('each says what came of it: that it goes on, how it ended, or nothing as long as nobody knows', () => {
		cases.open();
		cases.act(worker, 'addEntry', session());
		cases.act(worker, 'addEntry', session());
		cases.act(worker, 'end', ending('failed'));
		cases.act(lead, 'reopen', { words: '又来了' });
		cases.act(worker, 'addEntry', session());
		cases.agree();
		cases.act(lead, 'reopen', { words: '又吵' });
		cases.act(worker, 'addEntry', session());
		const on = cases
			.sheets('mediation')
			.map((one) => /■(\S+)/.exec(valueOf(one, '调解结果')!)?.[1]);
		expect(on).toEqual(['有待继续调解', '未达成协议', '达成协议', undefined]);
	});

	test('an amended one says the new words, and that they are new', () => {
		cases.open();
		cases.act(worker, 'addEntry', { ...session('旧话'), id: idOf('act50') });
		cases.act(worker, 'amendEntry', { entryId: idOf('act50'), words: '新话' });
		const text = cases.text('mediation');
		expect(text).toContain('新话');
		expect(text).toContain('补正');
		expect(text).not.toContain('旧话');
	});
});

describe('the agreement', () => {
	test('carries the signatures that were drawn, with their time', () => {
		cases.open();
		cases.agree();
		const [lines] = ofKind(cases.sheets('agreement')[0], 'signatures').map((one) => one.lines);
		expect(lines?.map(({ strokes }) => strokes.length)).toEqual([1, 1, 1, 0, 0]);
		expect(lines?.[0]?.on).toBe('2026年3月2日9时30分');
		expect(lines?.at(-1)?.label).toBe('幸福社区人民调解委员会（印章）');
	});

	test('one that nobody has made yet can be signed on paper', () => {
		cases.open();
		const [sheet] = cases.sheets('agreement');
		expect(sheet?.title).toBe('人民调解协议书');
		expect(ofKind(sheet, 'list')[0]).toMatchObject({ rows: [], blank: 5 });
	});

	test.each([
		['in writing', {}, '人民调解协议书', true],
		['orally', { form: 'oral', signatures: [] }, '人民调解口头协议登记表', true],
		['about status', { isStatus: true }, '人民调解协议书', false]
	] as const)('%s', (_name, more, title, isForCourt) => {
		cases.open();
		cases.agree(more as object);
		expect(cases.sheets('agreement')[0]?.title).toBe(title);
		expect(cases.text('agreement').includes('2026年4月1日以前共同向人民法院')).toBe(isForCourt);
	});

	test('says an amount in capitals', () => {
		cases.open();
		cases.agree({ amountFen: 120_050 });
		expect(valueOf(cases.sheets('agreement')[0], '协议涉及金额')).toBe(
			'人民币壹仟贰佰元零伍角整（¥1,200.50）'
		);
	});

	test('every one that was made is in the file, and none that came too late', () => {
		cases.open();
		const { turns, seats } = cases.case();
		cases.agree();
		cases.agree({ id: idOf('act40'), seen: [turns[0]!.id, seats[0]!.id] });
		cases.act(lead, 'reopen', { words: '又吵' });
		cases.agree({ id: idOf('second') });
		expect(cases.entry('act40')?.undone).toBe('caseStage');
		expect(cases.sheets('agreement')).toHaveLength(2);
	});
});

test('what became of each term, with every word about it', () => {
	cases.open();
	cases.agree();
	const done = (state: string, words: string) =>
		cases.act(worker, 'perform', { termId: idOf('term'), state, on: '2026-03-02', words });
	expect([done('partly', '买了棉'), done('done', '装好了')]).toEqual(['ok', 'ok']);
	const [sheet] = cases.sheets('performance');
	expect(ofKind(sheet, 'list')[0]?.rows).toEqual([
		['1', 'baker', '加隔音棉', '2026年3月10日', '已履行', '2026年3月2日']
	]);
	expect(ofKind(sheet, 'words')[0]?.paragraphs).toHaveLength(2);
});

test('a visit afterwards', () => {
	cases.open();
	cases.agree();
	const visit = { planId: null, result: 'flaringUp', then: 'raise', words: '又响了' };
	expect(cases.act(worker, 'followUp', visit, 7)).toBe('ok');
	const [sheet] = cases.sheets('followUp');
	expect(valueOf(sheet, '回访结果')).toBe('□当事人满意　□协议已履行　■有激化苗头');
	expect(valueOf(sheet, '处理措施')).toContain('■提高风险等级');
	expect(valueOf(sheet, '回访事由')).toBe('baker与sleeper邻里纠纷调解协议的履行情况');
});

test.each([
	['declined', '因sleeper明确拒绝调解'],
	['failed', '未能达成协议']
] as const)('the notice of a mediation that was %s says why and what else there is', (how, why) => {
	cases.open();
	cases.act(worker, 'end', ending(how));
	const text = cases.text('ended');
	expect(text).toContain(why);
	expect(text).toContain('■依法向人民法院提起诉讼');
	expect(text).toContain('□依法申请仲裁');
});

test('the cover says what is in the file, and the last page how much', () => {
	cases.open();
	cases.act(worker, 'addEntry', session());
	cases.act(worker, 'addEntry', session());
	cases.act(worker, 'addEntry', note('不是文书'));
	const [, contents] = cases.sheets('cover');
	expect(ofKind(contents, 'list')[0]?.rows[3]).toEqual(['4', '人民调解记录', '2', '', '']);
	expect(ofKind(cases.sheets('backCover')[0], 'words')[0]?.paragraphs[0]).toContain('文书9份');
});
