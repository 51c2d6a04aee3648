import { deflateRawSync } from 'node:zlib';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { columns } from './columns';
import { limits, readSpreadsheet } from './read';
import { formulaMark } from './sheet';
import { exampleRows, makeTemplate } from './template';
import { zipStored } from './zip';

const xlsx = (rows: SheetData) => writeXlsxFile(rows).toBuffer();
const rowsOf = async (bytes: Uint8Array) => {
	const read = await readSpreadsheet(bytes);
	return read.ok ? read.value : read.error;
};

/** GB18030 for the characters used here: TextDecoder's own table turned round. */
function gb18030(text: string): Buffer {
	const decoder = new TextDecoder('gb18030');
	const codes = new Map<string, number[]>();
	for (let high = 0x81; high <= 0xfe; high++)
		for (let low = 0x40; low <= 0xfe; low++)
			if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
	return Buffer.from(
		[...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : codes.get(c)!))
	);
}

const member = (xml: string) => Buffer.from(xml, 'utf8');
const workbook = (sheet: string, more: [string, Buffer][] = []) =>
	zipStored(
		new Map([
			[
				'xl/_rels/workbook.xml.rels',
				member(
					'<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
				)
			],
			[
				'xl/workbook.xml',
				member(
					'<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
				)
			],
			[
				'xl/worksheets/sheet1.xml',
				member(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`)
			],
			...more
		])
	);

describe('a spreadsheet', () => {
	const rows = [
		['姓名', '房号', '', '公民身份号码'],
		['甲“乙”,丙', '0301', '', '99999919560312002X'],
		['', '', '', ''],
		['龘', '1203', '', '']
	];
	const text =
		'姓名,房号,,公民身份号码\r\n"甲“乙”,丙",0301,,99999919560312002X\r\n,,,\r\n龘,1203,,\r\n';

	it.each<[string, () => Buffer | Promise<Buffer>]>([
		['.xlsx', () => xlsx(rows.map((row) => row.map((cell) => cell || null)))],
		['.csv in UTF-8', () => Buffer.from(text)],
		['.csv in UTF-8 with a mark', () => Buffer.from('\ufeff' + text)],
		['.csv in GB18030', () => gb18030(text)],
		['.csv in UTF-16 with a mark', () => Buffer.from('\ufeff' + text, 'utf16le')],
		['.csv with tabs', () => Buffer.from(text.replace(/"(.*?)"/, '$1').replace(/,(?!丙)/g, '\t'))]
	])('is read from %s with its row numbers', async (_kind, make) => {
		expect(await rowsOf(await make())).toEqual(rows);
	});

	it('gives days and long figures as they are written', async () => {
		const bytes = await xlsx([
			[{ value: new Date(Date.UTC(1956, 2, 12)), format: 'yyyy-mm-dd' }, 301, true]
		]);
		expect(await rowsOf(bytes)).toEqual([['1956-03-12', '301', 'true']]);
		const raw = workbook(
			'<row r="1"><c r="A1"><v>150204195603120021</v></c><c r="B1"><v>3.0</v></c></row>'
		);
		expect(await rowsOf(raw)).toEqual([['150204195603120021', '3']]);
	});

	it('marks each formula, with or without a value kept beside it', async () => {
		const bytes = await xlsx([['a', { type: 'Formula', value: 'SUM(1,2)' }, 'b']]);
		expect(await rowsOf(bytes)).toEqual([['a', formulaMark, 'b']]);
		const raw = workbook(
			'<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>旧值</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><x:c r="C1"><x:f t="shared" si="0"/><x:v>3</x:v></x:c></row>'
		);
		expect(await rowsOf(raw)).toEqual([[formulaMark, formulaMark, formulaMark]]);
	});

	it('may be coloured a million rows deep and sixteen thousand columns wide', async () => {
		const raw = workbook(
			'<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
		);
		expect(await rowsOf(raw)).toEqual([['甲']]);
	});

	it('has a template that another reader opens, and that explains itself', async () => {
		const bytes = await makeTemplate();
		expect((await readSheet(bytes))[0]).toEqual(columns.map((column) => column.heading));
		expect(await rowsOf(bytes)).toHaveLength(1 + exampleRows.length);
		expect((await readSheet(bytes, 2)).length).toBeGreaterThan(10);
	});
});

describe('a file that is not what it says, or means harm', () => {
	const overlong = (cells: number) => '<row r="1">' + '<c>'.repeat(cells);
	it.each<[string, () => Buffer | Promise<Buffer>, string]>([
		['nothing', () => Buffer.alloc(0), 'fileEmpty'],
		[
			'a picture',
			() => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
			'fileUnknown'
		],
		[
			'an old .xls or a locked file',
			() => Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
			'fileOldExcel'
		],
		['too many bytes', () => Buffer.alloc(limits.bytes + 1, 0x61), 'fileTooLarge'],
		['bytes in no known writing', () => Buffer.from([0xff, 0x41, 0xff, 0x42]), 'fileEncoding'],
		['half an archive', async () => (await xlsx([['甲']])).subarray(0, 800), 'fileDamaged'],
		[
			'another archive',
			() => zipStored(new Map([['word/document.xml', member('<w/>')]])),
			'fileUnknown'
		],
		['macros', () => workbook('', [['xl/vbaProject.bin', Buffer.from('x')]]), 'fileMacros'],
		['rows in no order', () => workbook('<row r="2"/><row r="1"/>'), 'fileDamaged'],
		['cells that never end', () => workbook(overlong(200_000)), 'fileDamaged'],
		[
			'a row number of a billion',
			() => workbook('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
			'tooManyRows'
		],
		[
			'columns to the very end',
			() => workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
			'tooManyColumns'
		],
		[
			'too many rows',
			() =>
				workbook(
					Array.from(
						{ length: limits.rows + 11 },
						(_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`
					).join('')
				),
			'tooManyRows'
		],
		['too many lines', () => Buffer.from('a,b\n'.repeat(limits.rows + 11)), 'tooManyRows'],
		['a quotation mark that never ends', () => Buffer.from('a,b\n"c,d\n'), 'csvBroken']
	])('with %s is refused in so many words', async (_what, make, reason) => {
		expect(await readSpreadsheet(await make())).toMatchObject({ ok: false, error: { reason } });
	});

	it('does not unpack a bomb, whatever its directory says of its size', async () => {
		const packed = deflateRawSync(Buffer.alloc(limits.unpackedBytes + 1_000));
		const bomb = zipStored(new Map([['xl/worksheets/sheet1.xml', packed]]));
		// The archive says "stored" and the packed size for both; only the method is made true.
		bomb.writeUInt16LE(8, 8);
		bomb.writeUInt16LE(8, bomb.indexOf(Buffer.from('504b0102', 'hex')) + 10);
		expect(bomb.length).toBeLessThan(1_000_000);
		const before = process.memoryUsage().arrayBuffers;
		expect(await readSpreadsheet(bomb)).toEqual({ ok: false, error: { reason: 'fileBomb' } });
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * limits.unpackedBytes);
	});

	it.each([
		[
			'in .xlsx',
			() =>
				workbook(
					`<row r="1"><c r="A1" t="inlineStr"><is><t>${'长'.repeat(3_400_000)}</t></is></c></row>`
				)
		],
		['in .csv', () => Buffer.from('姓名,房号\n"' + '长'.repeat(3_400_000) + '",301\n')]
	])('keeps a cell of ten megabytes %s from spreading', async (_kind, make) => {
		const read = await readSpreadsheet(make());
		expect(read.ok).toBe(true);
	});

	it('leaves out what a cell smuggles in beside its value', async () => {
		const raw = workbook(
			'<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is><row r="99999999"><c r="A99999999"><v>1</v></c></row></c></row>'
		);
		const read = await readSpreadsheet(raw);
		expect(JSON.stringify(read).length).toBeLessThan(200);
	});
});
