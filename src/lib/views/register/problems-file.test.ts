import { expect, it } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { csvOf, problemRows, xlsxOf } from './problems-file';

const words = {
	headings: ['行', '列', '内容', '怎么回事'] as [string, string, string, string],
	wholeFile: '整个文件',
	reason: () => '是公式'
};
const problems = [
	{ row: 7, column: '姓名', value: '=1+1,"x"', reason: 'formula' as const },
	{ row: 0, column: '', value: '', reason: 'fileEmpty' as const }
];
const rows = [
	['行', '列', '内容', '怎么回事'],
	['7', '姓名', '\'=1+1,"x"', '是公式'],
	['整个文件', '', '', '是公式']
];

it('lists problems without letting a formula come alive again', () =>
	expect(problemRows(problems, words)).toEqual(rows));

it('writes them as .csv that spreadsheet programs take for UTF-8', async () => {
	const bytes = new Uint8Array(await csvOf(rows).arrayBuffer());
	expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	expect(new TextDecoder().decode(bytes)).toContain('"7","姓名","\'=1+1,""x""","是公式"\r\n');
});

it('writes them as .xlsx that another reader opens', async () => {
	const bytes = Buffer.from(await (await xlsxOf(rows)).arrayBuffer());
	expect((await readSheet(bytes)).map((row) => row.map((cell) => cell ?? ''))).toEqual(rows);
});
