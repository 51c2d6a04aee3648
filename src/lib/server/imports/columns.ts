import type { ColumnKey } from './problem';

/** One column of the spreadsheet: its heading, what else people call it, and how long a cell may be (characters). */
export interface ColumnDef {
	key: ColumnKey;
	heading: string;
	synonyms: readonly string[];
	max: number;
	/** Whether the cell holds words: there a leading = + - or @ is a formula in disguise. */
	words: boolean;
	required?: boolean;
}

/** Every column that the import understands, in the order of the template. */
export const columns: readonly ColumnDef[] = [
	{ key: 'community', heading: '社区', synonyms: ['社区名称', '所属社区'], max: 40, words: true },
	{
		key: 'communityCode',
		heading: '社区代码',
		synonyms: ['社区编码', '社区区划代码', '区划代码'],
		max: 12,
		words: false
	},
	{ key: 'grid', heading: '网格', synonyms: ['网格名称', '所属网格'], max: 40, words: true },
	{
		key: 'gridCode',
		heading: '网格代码',
		synonyms: ['网格编码', '网格编号', '网格号'],
		max: 18,
		words: false
	},
	{
		key: 'building',
		heading: '楼栋',
		synonyms: ['楼', '楼号', '楼栋号', '楼栋名称', '栋', '栋号', '幢'],
		max: 40,
		words: true,
		required: true
	},
	{
		key: 'unit',
		heading: '单元',
		synonyms: ['单元号', '单元名称'],
		max: 40,
		words: true,
		required: true
	},
	{ key: 'floor', heading: '楼层', synonyms: ['层', '层数', '所在楼层'], max: 6, words: false },
	{
		key: 'door',
		heading: '房号',
		synonyms: ['门牌', '门牌号', '房间号', '室', '室号', '房屋编号'],
		max: 12,
		words: true,
		required: true
	},
	{ key: 'householdNo', heading: '户号', synonyms: ['户编号', '家庭编号'], max: 20, words: true },
	{
		key: 'use',
		heading: '住房用途',
		synonyms: ['房屋用途', '用途', '房屋性质'],
		max: 10,
		words: true
	},
	{
		key: 'tenure',
		heading: '居住情况',
		synonyms: ['居住类型', '居住方式', '自住租住'],
		max: 10,
		words: true
	},
	{
		key: 'needsCare',
		heading: '需关注',
		synonyms: ['需要关注', '是否需关注', '重点关注', '是否重点关注'],
		max: 4,
		words: true
	},
	{
		key: 'relation',
		heading: '与户主关系',
		synonyms: ['户主关系', '与户主的关系', '关系'],
		max: 20,
		words: true
	},
	{ key: 'name', heading: '姓名', synonyms: ['居民姓名', '人员姓名'], max: 50, words: true },
	{ key: 'sex', heading: '性别', synonyms: [], max: 4, words: true },
	{
		key: 'idNumber',
		heading: '公民身份号码',
		synonyms: ['身份证号', '身份证号码', '身份证', '公民身份证号码', '证件号码', '身份号码'],
		max: 24,
		words: false
	},
	{
		key: 'birth',
		heading: '出生日期',
		synonyms: ['生日', '出生年月日', '出生年月'],
		max: 12,
		words: false
	},
	{ key: 'ethnicity', heading: '民族', synonyms: [], max: 10, words: true },
	{
		key: 'phone',
		heading: '联系电话',
		synonyms: ['电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', '联系手机'],
		max: 24,
		words: false
	},
	{
		key: 'hardship',
		heading: '困难情况',
		synonyms: ['困难类型', '困难', '帮扶情况'],
		max: 200,
		words: true
	}
];

/** The column of each key. */
export const columnOf = Object.fromEntries(columns.map((c) => [c.key, c])) as Record<
	ColumnKey,
	ColumnDef
>;

const plain = (heading: string) =>
	heading
		.normalize('NFKC')
		.replace(/[([（【].*$/s, '')
		.replace(/[\s*:：]/g, '');

const keyOfHeading = new Map<string, ColumnKey>(
	columns.flatMap((c) =>
		[c.heading, ...c.synonyms].map((heading) => [plain(heading), c.key] as const)
	)
);

/** Which columns a row of headings names. Unknown headings are listed, and so are two for the same column. */
export interface Headings {
	/** Position of the heading row, 0 = first row of the sheet. */
	index: number;
	at: Map<number, ColumnKey>;
	unknown: { position: number; heading: string }[];
	twice: { position: number; heading: string }[];
	missing: ColumnKey[];
}

function readHeadings(cells: readonly string[], index: number): Headings {
	const at = new Map<number, ColumnKey>();
	const found = new Set<ColumnKey>();
	const unknown: Headings['unknown'] = [];
	const twice: Headings['twice'] = [];
	cells.forEach((cell, position) => {
		const heading = cell.trim();
		const key = keyOfHeading.get(plain(heading));
		if (key === undefined) {
			if (heading !== '') unknown.push({ position, heading });
		} else if (found.has(key)) twice.push({ position, heading });
		else {
			found.add(key);
			at.set(position, key);
		}
	});
	const missing = columns.filter((c) => c.required && !found.has(c.key)).map((c) => c.key);
	return { index, at, unknown, twice, missing };
}

/**
 * The heading row: the one among the first ten that names most columns, since offices like to put a title above it.
 * Undefined when none names two.
 */
export function findHeadings(rows: readonly (readonly string[])[]): Headings | undefined {
	let best: Headings | undefined;
	rows.slice(0, 10).forEach((cells, index) => {
		const headings = readHeadings(cells, index);
		if (headings.at.size >= 2 && headings.at.size > (best?.at.size ?? 0)) best = headings;
	});
	return best;
}
