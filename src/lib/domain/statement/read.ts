import { isDay } from '../kernel/day';
import { decodeText } from '../kernel/decode-text';
import { fail, ok, type Result } from '../kernel/result';
import type { Fen } from '../money/fen';
import { parseFen } from '../money/parse';
import { csvRows } from './csv';
import { findHeadings, plainHeading, type Column, type HeadingWords } from './headings';
import { longest, type StatementLine, type Way } from './schema';

/** What a file may hold at most. */
export const limits = { bytes: 2_000_000, lines: 5_000 };

/** Why nothing of a file can be read. The list is closed. */
export const fileFaults = [
	'empty',
	'tooLarge',
	'tooMany',
	'isExcel',
	'notText',
	'quoteOpen', // `row` is where it begins
	'noHeadings',
	'noDayColumn',
	'noAmountColumn',
	'noLines'
] as const;
/** A fault of a file, with the row that it was found in where there is one. */
export interface FileFault {
	why: (typeof fileFaults)[number];
	row?: number;
}

/** Why one line cannot be read. The list is closed. */
export const lineFaults = [
	'noDay',
	'noAmount',
	'amountWrong',
	'bothWays',
	'noWay',
	'formula'
] as const;
/** A line that is not taken; the others can be. */
export interface BadLine {
	row: number;
	why: (typeof lineFaults)[number];
}

/** A statement as far as it was understood. */
export interface Statement {
	columns: Column[];
	lines: StatementLine[];
	bad: BadLine[];
}

/** The text of a chosen file, told by what it holds and never by its name. */
export function textOfFile(file: Uint8Array): Result<string, FileFault> {
	if (file.length === 0) return fail({ why: 'empty' });
	if (file.length > limits.bytes) return fail({ why: 'tooLarge' });
	const begins = (...bytes: number[]) => bytes.every((byte, i) => file[i] === byte);
	if (begins(0x50, 0x4b, 3, 4) || begins(0xd0, 0xcf, 0x11, 0xe0)) return fail({ why: 'isExcel' });
	const text = decodeText(file);
	return text === undefined || text.includes('\0') ? fail({ why: 'notText' }) : ok(text);
}

/** Reads a bank's statement. Nothing is guessed: a line that is not plain is named, and whoever asked decides. */
export function readStatement(text: string, words: HeadingWords): Result<Statement, FileFault> {
	const rows = csvRows(text, limits.lines + 100);
	if (!rows.ok) return rows;
	const headings = findHeadings(rows.value, words);
	if (!headings) return fail({ why: rows.value.length === 0 ? 'empty' : 'noHeadings' });
	const [missing] = headings.missing;
	if (missing) return fail({ why: missing === 'day' ? 'noDayColumn' : 'noAmountColumn' });
	const { columns, index } = headings;
	const body = rows.value.slice(index + 1);
	const isFilled = (cells: readonly string[]) => cells.some((cell) => clean(cell) !== '');
	const filled = body.filter(isFilled).length;
	if (filled > limits.lines) return fail({ why: 'tooMany' });
	if (filled === 0) return fail({ why: 'noLines' });
	const lines: StatementLine[] = [];
	const bad: BadLine[] = [];
	const times = new Map<string, number>();
	body.forEach((cells, i) => {
		if (!isFilled(cells)) return;
		const row = index + i + 2;
		const read = readLine(cells, columns, words);
		if (!read.ok) {
			bad.push({ row, why: read.error });
			return;
		}
		const { serial, counterpart, remark, ...rest } = read.value;
		const plain = [rest.day, rest.way, rest.fen, serial, counterpart, remark].join('\u001f');
		// Two payments may be alike in everything that a bank tells.
		const time = (times.get(plain) ?? 0) + 1;
		times.set(plain, time);
		lines.push({
			...{ row, ...rest, key: `${plain}\u001f${time}` },
			counterpart: cut(counterpart, longest.counterpart),
			remark: cut(remark, longest.remark),
			serial: [...serial].slice(-longest.serial).join('')
		});
	});
	return ok({ columns, lines, bad });
}

type Plain = Omit<StatementLine, 'row' | 'key'>;

function readLine(
	cells: readonly string[],
	columns: readonly Column[],
	words: HeadingWords
): Result<Plain, BadLine['why']> {
	const textsOf = (name: Column['name']) =>
		columns.flatMap((one) => (one.name === name ? [clean(cells[one.position] ?? '')] : []));
	const day = textsOf('day').map(dayIn).find(Boolean);
	if (day === undefined) return fail('noDay');
	const amount = amountIn(textsOf, words);
	if (!amount.ok) return amount;
	const [counterpart = ''] = textsOf('counterpart');
	const remarks = [...new Set(textsOf('remark').filter((text) => text !== ''))];
	const [serial = ''] = textsOf('serial');
	// It does no harm here, but no bank writes such a thing, and words go on into spreadsheets.
	if ([counterpart, serial, ...remarks].some((text) => text.startsWith('=')))
		return fail('formula');
	return ok({ day, ...amount.value, counterpart, remark: remarks.join(' '), serial });
}

/** A day however banks write it, also with the time behind it. */
function dayIn(text: string): string | undefined {
	const plain = text.slice(0, 40).normalize('NFKC');
	const found =
		/^(\d{4})(\d\d)(\d\d)(?:$|[\sT]|\d{6}$)/.exec(plain) ??
		/^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})(?:\u65e5|$|[\sT])/.exec(plain);
	if (!found) return undefined;
	const [, year, month, date] = found as unknown as [string, string, string, string];
	const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return isDay(day) ? day : undefined;
}

type Amount = Result<{ fen: Fen; way: Way }, BadLine['why']>;

function amountIn(textsOf: (name: Column['name']) => string[], words: HeadingWords): Amount {
	const [signed] = textsOf('amount');
	if (signed !== undefined) {
		const read = signedFen(signed);
		const [flag] = textsOf('flag');
		if (!read.ok || flag === undefined) return inWay(read, 'in');
		const way = wayOf(flag, words);
		// A minus may say once more what the flag says; against it, nobody knows which of them is right.
		if (!way || (way === 'in' && read.value < 0)) return fail('noWay');
		return ok({ fen: Math.abs(read.value), way });
	}
	const came = signedFen(textsOf('in')[0] ?? '');
	const went = signedFen(textsOf('out')[0] ?? '');
	const isWrong = [came, went].some((one) => !one.ok && one.error === 'amountWrong');
	if (isWrong) return fail('amountWrong');
	if (came.ok && went.ok) return fail('bothWays');
	return came.ok ? inWay(came, 'in') : inWay(went, 'out');
}

const turned = { in: 'out', out: 'in' } as const;

/** What a bank takes back stands in the same column below zero (红字): it moves the other way. */
const inWay = (read: Result<Fen, 'noAmount' | 'amountWrong'>, way: Way): Amount =>
	read.ok ? ok({ fen: Math.abs(read.value), way: read.value < 0 ? turned[way] : way }) : read;

function signedFen(text: string): Result<Fen, 'noAmount' | 'amountWrong'> {
	const plain = text.replace(/^\+/, '').trim();
	if (/^-*$/.test(plain)) return fail('noAmount');
	const isBelow = /^[-\u2212]/.test(plain);
	const read = parseFen(isBelow ? plain.slice(1) : plain);
	if (read.ok) return ok(isBelow ? -read.value : read.value);
	return fail(read.error === 'zero' || read.error === 'empty' ? 'noAmount' : 'amountWrong');
}

function wayOf(flag: string, { flagIn, flagOut }: HeadingWords): Way | undefined {
	const plain = plainHeading(flag);
	if (flagIn.includes(plain)) return 'in';
	return flagOut.includes(plain) ? 'out' : undefined;
}

const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A cell as words on one line. Banks put ="…" or a mark around numbers so that spreadsheets leave them alone. */
function clean(cell: string): string {
	const plain = cell
		.slice(0, 1_000)
		.replace(lonely, '')
		.normalize('NFC')
		.replace(controls, ' ')
		.replace(/ {2,}/g, ' ')
		.trim();
	const [, inside = plain.replace(/^'/, '')] = /^="(.*)"$/.exec(plain) ?? [];
	return inside.trim();
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join('').trim();
