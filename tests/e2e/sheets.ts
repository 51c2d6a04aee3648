/** A file as a page's file chooser takes it. */
export interface UploadFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

const headings =
	'社区,社区代码,网格,网格代码,楼栋,单元,楼层,房号,户号,住房用途,居住情况,需关注,与户主关系,姓名,性别,公民身份号码,出生日期,民族,联系电话,困难情况';

const place = '柳荫社区,150204003008,第一网格,15020400300801,1号楼,1单元';

/** A line of the register: the door, then the resident's columns from 与户主关系 on; none for an empty door. */
const line = (floor: number, door: string, resident = ',,,,,,,') =>
	`${place},${floor},${door},,住宅,自住,否,${resident}`;

/** The register's columns over these lines. */
export const csvOf = (name: string, lines: readonly string[]): UploadFile => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(`\ufeff${[headings, ...lines].join('\r\n')}\r\n`, 'utf8')
});

/** Three doors, two households, three people; nobody real. */
export const goodSheet = (): UploadFile =>
	csvOf('register.csv', [
		line(1, '101', '户主,甲一,男,,1950-02-03,汉族,13800000001,'),
		line(1, '101', '配偶,甲二,女,,1952-04-05,汉族,,'),
		line(1, '102', '户主,乙一,女,,1980-06-07,蒙古族,,'),
		line(2, '201')
	]);

/** The same, with one row of each common mistake; rows are counted as the spreadsheet counts them. */
export const badSheet = (): UploadFile =>
	csvOf('register.csv', [
		line(1, '101', '户主,甲一,男,150204195002030018,,汉族,13800000001,'),
		line(1, '102', '配偶,乙一,女,,1980-02-30,汉族,,'),
		line(2, '201', '户主,<script>alert(1)</script>,男,,1970-01-01,汉族,,'),
		line(2, '202', '户主,丁一,男,,1970-01-01,汉族,12,')
	]);
