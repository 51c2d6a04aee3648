import { describe, expect, test } from 'vitest';
import { bankHeadings } from '$lib/text/zh-CN/bank-headings';
import { csvRows } from './csv';
import { limits, readStatement, textOfFile } from './read';

const read = (text: string) => readStatement(text, bankHeadings);
const ofText = (text: string) => {
	const done = read(text);
	if (!done.ok) throw new Error(done.error.why);
	return done.value;
};
const faultOf = (text: string) => {
	const done = read(text);
	return done.ok ? 'ok' : [done.error.why, done.error.row].filter(Boolean).join(' ');
};
const plain = (text: string) =>
	ofText(text).lines.map(({ day, way, fen, counterpart, remark, serial }) =>
		[day, way, fen, counterpart, remark, serial].join('|')
	);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('cells', () => {
	test.each<[string, string[][]]>([
		[
			'a,b\nc,d',
			[
				['a', 'b'],
				['c', 'd']
			]
		],
		[
			'a,b\r\nc,d\r\n',
			[
				['a', 'b'],
				['c', 'd']
			]
		],
		['a\tb,c\td\n', [['a', 'b,c', 'd']]],
		['"a,b",c\n', [['a,b', 'c']]],
		['"a ""b""",c\n', [['a "b"', 'c']]],
		['"a\nb",c\n', [['a\nb', 'c']]],
		['a "b",c\n', [['a "b"', 'c']]],
		['a,\n', [['a', '']]],
		['a,', [['a', '']]],
		['a,b\n\nc,d', [['a', 'b'], [''], ['c', 'd']]],
		['', []]
	])('%j', (text, rows) => expect(csvRows(text, 10)).toEqual({ ok: true, value: rows }));

	test('a quotation that nobody ends is named by its row', () => {
		expect(csvRows('a,b\n"c,d\ne', 10)).toEqual({ ok: false, error: { why: 'quoteOpen', row: 2 } });
	});
});

describe('a statement', () => {
	test.each<[string, string, string[]]>([
		[
			'two columns of amounts, a title above, thousands apart',
			'账户明细,某社区\n交易日期,收入金额,支出金额,对方户名,摘要,交易流水号\n2026-03-02,"1,300.00",,张某,交门费,20260302000012345678\n20260303,0.00,500.5,门厂,货款,9\n',
			['2026-03-02|in|130000|张某|交门费|12345678', '2026-03-03|out|50050|门厂|货款|9']
		],
		[
			'the words of ledgers, tabs, several columns of words',
			'记账日期\t贷方发生额\t借方发生额\t对方名称\t用途\t附言\n2026/3/2 10:22:33\t300\t--\t甲\t转账\t门费\n2026年3月4日\t\t12.00\t乙\t退款\t退款\n',
			['2026-03-02|in|30000|甲|转账 门费|', '2026-03-04|out|1200|乙|退款|']
		],
		[
			'one column with a sign',
			'交易时间;金额(元);对方户名\n20260302102233;+300;甲\n20260302;-12.30;乙\n',
			['2026-03-02|in|30000|甲||', '2026-03-02|out|1230|乙||']
		],
		[
			'one column with a flag, which a minus may repeat',
			'交易日期,借贷标志,交易金额\n2026-03-02,贷,300\n2026-03-02,借,12\n2026-03-02,D,-5\n',
			['2026-03-02|in|30000|||', '2026-03-02|out|1200|||', '2026-03-02|out|500|||']
		],
		[
			'what the bank takes back moves the other way',
			'日期,收入,支出\n2026-03-02,-300,\n2026-03-02,,-12\n',
			['2026-03-02|out|30000|||', '2026-03-02|in|1200|||']
		],
		[
			'numbers kept from spreadsheets, a time in a column of its own',
			'交易时间,交易日期,收入,支出,流水号\n10:22:33,2026-03-02,300,,"=""0012345678901"""\n',
			['2026-03-02|in|30000|||45678901']
		]
	])('%s', (_, text, lines) => {
		expect(plain(text)).toEqual(lines);
		expect(ofText(text).bad).toEqual([]);
	});

	test('says which columns it was read by', () => {
		const { columns } = ofText('交易日期,随便,金额（元）,摘要,用途\n2026-03-02,x,1,a,b\n');
		expect(columns.map(({ name, heading }) => `${name} ${heading}`)).toEqual([
			'day 交易日期',
			'amount 金额（元）',
			'remark 摘要',
			'remark 用途'
		]);
	});

	test.each<[string, string]>([
		['2026-02-30,1,,x', 'noDay'],
		['昨天,1,,x', 'noDay'],
		['合计,1,1,x', 'noDay'],
		['2026-03-02,,,x', 'noAmount'],
		['2026-03-02,0.00,0,x', 'noAmount'],
		['2026-03-02,1.005,,x', 'amountWrong'],
		['2026-03-02,"1,2",,x', 'amountWrong'],
		['2026-03-02,1e3,,x', 'amountWrong'],
		['2026-03-02,--1,,x', 'amountWrong'],
		['2026-03-02,9999999999,,x', 'amountWrong'],
		['2026-03-02,=1+1,,x', 'amountWrong'],
		['2026-03-02,1,2,x', 'bothWays'],
		['2026-03-02,1,,=HYPERLINK(1)', 'formula']
	])('names the line %s: %s', (text, why) => {
		const { bad, lines } = ofText(`日期,收入,支出,摘要\n\n2026-03-02,1,,x\n${text}\n`);
		expect(bad).toEqual([{ row: 4, why }]);
		expect(lines.map(({ row }) => row)).toEqual([3]);
	});

	test('a flag that says nothing, or the other thing than the sign, is named', () => {
		const { bad } = ofText('日期,金额,借贷\n2026-03-02,1,?\n2026-03-02,-1,贷\n');
		expect(bad.map(({ why }) => why)).toEqual(['noWay', 'noWay']);
	});

	test('words have no controls, no direction overrides and an end', () => {
		const [one] = ofText(
			`日期,收入,支出,摘要\n2026-03-02,1,,a\u0007\u202eb${'长'.repeat(500)}`
		).lines;
		expect(one!.remark).toBe(`a b${'长'.repeat(117)}`);
	});

	test.each<[string, string]>([
		['empty', ''],
		['noHeadings', '随便\n什么\n'],
		['noHeadings', '日期\n2026-03-02\n'],
		['noDayColumn', '收入,支出\n1,2\n'],
		['noAmountColumn', '日期,摘要\n2026-03-02,x\n'],
		['noAmountColumn', '日期,收入\n2026-03-02,1\n'],
		['noLines', '日期,收入,支出\n\n'],
		['quoteOpen 2', '日期,收入,支出\n"2026,1,\n'],
		['tooMany', `日期,收入,支出\n${'2026-03-02,1,\n'.repeat(limits.lines + 1)}`]
	])('%s', (fault, text) => expect(faultOf(text)).toBe(fault));

	test('five thousand lines are read', () => {
		const text = `日期,收入,支出\n${'2026-03-02,1,\n'.repeat(limits.lines)}`;
		expect(new Set(ofText(text).lines.map(({ key }) => key)).size).toBe(limits.lines);
	});
});

describe('keys', () => {
	const file = (...rows: string[]) => `日期,收入,支出,摘要,流水号\n${rows.join('\n')}\n`;
	const keysOf = (text: string) => ofText(text).lines.map(({ key }) => key);
	const [a, b, c] = ['2026-03-02,300,,x,1', '2026-03-02,300,,x,', '2026-03-03,300,,y,'];

	test('are the same in every file that holds the line, in whatever order', () => {
		expect(keysOf(file(c, a)).sort()).toEqual(keysOf(file(a, c)).sort());
		const both = new Set([...keysOf(file(a, b)), ...keysOf(file(b, c))]);
		expect(both.size).toBe(3);
	});

	test('tell apart what is alike in all that the bank tells', () => {
		expect(new Set(keysOf(file(b, b, b))).size).toBe(3);
	});

	test('do not depend on how an amount is written', () => {
		expect(keysOf(file('2026-03-02,"1,300.00",,x,1'))).toEqual(keysOf(file('20260302,1300,0,x,1')));
	});
});

describe('a file', () => {
	test.each<[string, Uint8Array]>([
		['empty', new Uint8Array()],
		['isExcel', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])],
		['isExcel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
		['notText', bytes('日期\0收入')],
		['notText', new Uint8Array([0xff, 0xd8, 0xff, 0xff, 0x80])],
		['tooLarge', new Uint8Array(limits.bytes + 1).fill(65)]
	])('%s', (why, file) => expect(textOfFile(file)).toEqual({ ok: false, error: { why } }));

	test('is read in UTF-8, with its mark or without, and in GB18030', () => {
		const gb = new Uint8Array([0xc8, 0xd5, 0xc6, 0xda]);
		for (const file of [bytes('日期'), bytes('\ufeff日期'), gb])
			expect(textOfFile(file)).toEqual({ ok: true, value: '日期' });
	});
});
