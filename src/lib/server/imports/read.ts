import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from '$lib/domain/kernel/decode-text';
import { pause } from './pause';
import type { Reason } from './problem';
import { cleanSheet, worksheetWith } from './sheet';
import { unzip, ZipError, zipStored } from './zip';

/** What an import takes at most: bytes of the file, rows below the headings, columns with content. */
export const limits = { bytes: 20_000_000, rows: 60_000, columns: 100, unpackedBytes: 160_000_000 };

/** A spreadsheet as plain text. `[0]` is the first row of the sheet, so row numbers are positions plus one. */
export type Sheet = string[][];

/** Why a file could not be read; `row` where that is known. */
export interface ReadFault {
	reason: Reason;
	row?: number;
}

type ReadResult = { ok: true; value: Sheet } | { ok: false; error: ReadFault };

const refuse = (reason: Reason, row?: number): ReadResult => ({
	ok: false,
	error: row === undefined ? { reason } : { reason, row }
});

/** Reads a spreadsheet, judging by its content and never by its name. Pauses for others; never throws for what a file holds. */
export async function readSpreadsheet(bytes: Uint8Array): Promise<ReadResult> {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (file.length === 0) return refuse('fileEmpty');
	if (file.length > limits.bytes) return refuse('fileTooLarge');
	if (file.length >= 22 && file.readUInt32BE(0) === 0x504b0304) return readXlsx(file);
	if (file.length >= 8 && file.readUInt32BE(0) === 0xd0cf11e0) return refuse('fileOldExcel');
	return readCsv(file);
}

// --- .xlsx ---

/** Rows that may stand above the first resident: a title, the headings. */
const headRows = 10;
const faultMark = '\ue0f5\ue0f1';

const parts =
	/^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:workbook|styles|sharedStrings)\d*\.xml|xl\/_rels\/.*|xl\/worksheets\/[^/]+\.xml|xl\/vbaProject\.bin)$/i;
const worksheet = /^xl\/worksheets\/[^/]+\.xml$/i;

async function readXlsx(file: Buffer): Promise<ReadResult> {
	let members: Map<string, Buffer>;
	try {
		members = await unzip(file, (name) => parts.test(name), limits.unpackedBytes);
	} catch (error) {
		if (error instanceof ZipError)
			return refuse(error.fault === 'bomb' ? 'fileBomb' : 'fileDamaged');
		throw error;
	}
	const names = [...members.keys()];
	if (names.some((name) => /vbaProject/i.test(name))) return refuse('fileMacros');
	if (!members.has('xl/workbook.xml') || !names.some((name) => worksheet.test(name)))
		return refuse('fileUnknown');
	for (const name of names.filter((one) => worksheet.test(one))) {
		const clean = await cleanSheet(
			members.get(name)!.toString('utf8'),
			limits.rows + headRows,
			limits.columns
		);
		// Only the first sheet is read; which one that is, the reader below finds out.
		const xml = clean.ok ? clean.xml : worksheetWith(faultMark + clean.reason);
		members.set(name, Buffer.from(xml, 'utf8'));
	}
	return readValues(zipStored(members));
}

async function readValues(archive: Buffer): Promise<ReadResult> {
	// Fetched when the first workbook comes: few days see one.
	const { readSheet } = await import('read-excel-file/node');
	let cells: unknown[][];
	try {
		// Numbers stay as they are written: an ID number has more digits than a number can hold.
		cells = await readSheet(archive, { parseNumber: (digits: string) => digits });
	} catch {
		return refuse('fileDamaged'); // the reader's only other way to say so
	}
	const first = cells[0]?.[0];
	if (typeof first === 'string' && first.startsWith(faultMark))
		return refuse(first.slice(faultMark.length) as Reason);
	const rows: Sheet = [];
	for (const row of cells) {
		if (rows.length % 2_000 === 0) await pause();
		rows.push(row.map(textOf));
	}
	return { ok: true, value: rows };
}

function textOf(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date)
		return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
	// Whole numbers that a program wrote with a decimal part.
	return String(cell).replace(/^(-?\d{1,17})\.0+$/, '$1');
}

// --- .csv ---

const separatorOf = (text: string) => {
	const head = text.slice(0, 4_000).split(/\r?\n/, 3).join('\n');
	const count = (separator: string) => head.split(separator).length;
	return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
};

async function readCsv(file: Buffer): Promise<ReadResult> {
	const text = decodeText(file);
	if (text === undefined) return refuse(file.includes(0) ? 'fileUnknown' : 'fileEncoding');
	if (text.includes('\0')) return refuse('fileUnknown');
	const parser = Readable.from(piecesOf(text)).pipe(
		parse({ delimiter: separatorOf(text), relax_column_count: true, bom: true })
	);
	const rows: Sheet = [];
	try {
		for await (const record of parser as AsyncIterable<string[]>) {
			if (
				record.length > limits.columns &&
				record.slice(limits.columns).some((cell) => cell !== '')
			)
				return refuse('tooManyColumns');
			if (rows.push(record) > limits.rows + headRows) return refuse('tooManyRows');
			if (rows.length % 500 === 0) await pause();
		}
	} catch (error) {
		if (error instanceof CsvError) return refuse('csvBroken', rows.length + 1);
		throw error;
	}
	return { ok: true, value: rows };
}

function* piecesOf(text: string): Generator<string> {
	for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}
