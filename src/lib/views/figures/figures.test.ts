import readXlsxFile from 'read-excel-file/universal';
import { expect, test } from 'vitest';
import { sumFigures, type Figures, type FiguresReply } from '$lib/domain/figures';
import zh from '$lib/text/zh-CN/figures';
import { rowsOf } from './rows';
import { cellsOf, csvOf, xlsxOf } from './sheet';

const figures = (households: number, metMonth: number): Figures => ({
	...sumFigures([]),
	households,
	metMonth
});
const community = (name: string, ...grids: Figures[]): FiguresReply['communities'][number] => ({
	areaId: `id-${name}`,
	name,
	figures: sumFigures(grids),
	grids: grids.map((one, i) => ({ areaId: `${name}-${i}`, name: `第${i + 1}网格`, figures: one }))
});
const two: FiguresReply = {
	at: 0,
	communities: [
		community('槐荫', figures(10, 1), figures(20, 19)),
		community('=cmd|"x"', figures(3, 3))
	]
};
const headings = { ...zh, ...zh.counted };
const cells = cellsOf(rowsOf(two, '合计'), headings);

test('areas keep the order in which they came, whatever their figures', () => {
	expect(rowsOf(two, '合计').map((row) => row.name)).toEqual([
		'合计',
		'槐荫',
		'第1网格',
		'第2网格',
		'=cmd|"x"',
		'第1网格'
	]);
});

test('a sum stands above several communities and is not needed for one', () => {
	expect(rowsOf(two, '合计')[0]!.figures).toMatchObject({ households: 33, metMonth: 23 });
	const one = rowsOf({ at: 0, communities: two.communities.slice(0, 1) }, '合计');
	expect(one.map((row) => row.kind)).toEqual(['community', 'grid', 'grid']);
});

test('a file names both parts of every share, and the community of every grid', () => {
	expect(cells[0]).toEqual([
		'社区',
		'区域',
		'户数',
		'需要关照的户',
		'近 30 天见到',
		'近半年见到',
		'需要关照的户，近 30 天见到',
		'近 30 天敲门次数',
		'其中开了门',
		'待审阅',
		'已退回',
		'已通过'
	]);
	expect(cells[2]!.slice(0, 5)).toEqual(['槐荫', '', 30, 0, 20]);
	expect(cells[3]!.slice(0, 5)).toEqual(['槐荫', '第1网格', 10, 0, 1]);
});

test('CSV opens in Excel as Chinese, quotes what must be quoted, and runs no formula', () => {
	const lines = csvOf(cells).split('\r\n');
	expect(lines[0]!.startsWith('\ufeff社区,区域,')).toBe(true);
	expect(lines.find((line) => line.includes('cmd'))).toMatch(/^"'=cmd\|""x""",,3,/);
	expect(lines.at(-1)).toBe('');
});

test('the workbook holds the same cells', async () => {
	const [sheet] = await readXlsxFile(await xlsxOf(cells, zh.title));
	expect(sheet!.sheet).toBe(zh.title);
	expect(sheet!.data.map((row) => row.map((cell) => cell ?? ''))).toEqual(cells);
});
