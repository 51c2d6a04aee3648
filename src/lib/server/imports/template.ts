import writeXlsxFile from 'write-excel-file/node';
import { checkCharacter } from '$lib/domain/household/id-number';
import { columns } from './columns';
import type { ColumnKey } from './problem';

// The area 999999 does not exist, so these numbers belong to nobody.
const numberOf = (digits17: string) => digits17 + checkCharacter(digits17);

const place = {
	community: '示例社区',
	communityCode: '999999001001',
	grid: '第一网格',
	gridCode: '99999900100101',
	building: '1号楼',
	unit: '1单元',
	floor: '3',
	door: '301',
	use: '住宅',
	tenure: '自住',
	needsCare: '否'
};

/** Two residents of one household, invented. Whoever leaves them in the file is told so. */
export const exampleRows: readonly Partial<Record<ColumnKey, string>>[] = [
	{
		...place,
		relation: '户主',
		name: '示例甲',
		sex: '女',
		idNumber: numberOf('99999919560312002'),
		birth: '1956-03-12',
		ethnicity: '汉族',
		phone: '13800000000'
	},
	{
		...place,
		relation: '配偶',
		name: '示例乙',
		sex: '男',
		idNumber: numberOf('99999919540901001'),
		birth: '1954-09-01',
		ethnicity: '蒙古族',
		hardship: '低保'
	}
];

const explanation: readonly [string, string][] = [
	['怎么填', '一行填一位居民。没有人住的门,只填到“住房用途”为止,也占一行。'],
	['第一步', '先删掉第一张表里的两行示例。'],
	[
		'社区 网格',
		'新的社区要填 12 位代码(街道 9 位代码后再加 3 位),新的网格要填社区代码后再加 2 至 6 位。已经有的可以只填名称。'
	],
	['楼栋 单元 房号', '必填。没有的楼栋、单元、房号会自动新建。'],
	['楼层', '房号是 301、1203 这样的可以不填。地下一层填 -1。没有 0 层。'],
	['户号', '一个门里住几户人家时才填,例如 1、2,好把他们分开。'],
	['住房用途', '住宅、商铺、其他。不填就是住宅。'],
	['居住情况', '自住、租住、不详。'],
	['需关注', '是、否。只表示要多留意,原因写在“困难情况”。'],
	[
		'与户主关系',
		'户主、配偶、子、女、孙子女、父母、祖父母、兄弟姐妹、其他。每户要有而且只能有一位户主。'
	],
	['公民身份号码', '18 位。单元格要设成“文本”,不然最后几位会丢。可以不填。'],
	['出生日期', '例如 1956-03-12。填了身份号码可以不填。'],
	['联系电话', '手机 11 位,或区号加座机号。'],
	['留空', '已经登记过的,留空的格子不会改动原来的内容。'],
	['不会删人', '名单里没有的居民不会被删除。搬走请在那一户的页面上登记。'],
	['公式', '不要用公式。先复制,再“选择性粘贴”成数值。']
];

/** The spreadsheet to fill in: headings with two examples, and a second sheet that explains each column. */
export async function makeTemplate(): Promise<Buffer> {
	const heading = (value: string) => ({
		value,
		type: String,
		fontWeight: 'bold' as const,
		backgroundColor: '#e8eef5'
	});
	// Text format throughout, or a spreadsheet program would round the ID numbers that people type.
	const cell = (value: string) => ({ value, type: String, format: '@' });
	const register = [
		columns.map((column) => heading(column.heading)),
		...exampleRows.map((row) => columns.map(({ key }) => cell(row[key] ?? '')))
	];
	const help = [
		[heading('项目'), heading('说明')],
		...explanation.map(([what, words]) => [cell(what), { ...cell(words), wrap: true }])
	];
	return writeXlsxFile([
		{
			data: register,
			sheet: '登记表',
			columns: columns.map(({ key }) => ({ width: key === 'idNumber' ? 22 : 13 })),
			stickyRowsCount: 1
		},
		{ data: help, sheet: '填表说明', columns: [{ width: 18 }, { width: 90 }] }
	]).toBuffer();
}
