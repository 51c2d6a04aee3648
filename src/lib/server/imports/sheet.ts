import { pause } from './pause';

/*
 * A worksheet's XML, copied down to its values. What is left out here cannot harm the reader: formulas (a mark
 * stands in their place), empty formatted cells (some offices colour whole columns, a million rows deep), and every
 * attribute besides address, type and style.
 */

/** A worksheet without formulas, or why it is refused. */
export type CleanSheet =
	| { ok: true; xml: string }
	| { ok: false; reason: 'tooManyRows' | 'tooManyColumns' | 'fileDamaged' };

/** What stands in place of a formula: private-use characters that nobody types. */
export const formulaMark = '\ue0f5\ue0f0';

// Nothing here scans past the next tag, or twice over the same text: the file may be made to hurt.
const tagPattern = /<(?:\w+:)?(row|c)\b([^<>]*)>/g;
const cellEndPattern = /<\/(?:\w+:)?c>/g;
const rowAddress = /\br="(\d{1,9})"/;
const cellAddress = /\br="([A-Z]{1,3})(\d{1,7})"/;
const typeOf = /\bt="(\w{1,9})"/;
const styleOf = /\bs="(\d{1,6})"/;
const formula = /<(?:\w+:)?f\b/;
const value = /<(?:\w+:)?v\b[^<>]*>([^<]*)<\/(?:\w+:)?v>/;
const inline = /<(?:\w+:)?is\b[^<>]*>([\s\S]*?)<\/(?:\w+:)?is>/;
const phonetic = /<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g;
const inlineText = /<(?:\w+:)?t\b[^<>]*>([^<]*)<\/(?:\w+:)?t>/g;

const letters = (n: number): string =>
	n > 26
		? letters(Math.floor((n - 1) / 26)) + letters(((n - 1) % 26) + 1)
		: String.fromCharCode(64 + n);

const columnNumber = (text: string) =>
	[...text].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);

// A cell of Excel holds 32,767 characters; longer ones are cut, and are still too long for any column.
const longestCell = 50_000;
const cutTo = 1_000;

const textCell = (escaped: string) => ` t="inlineStr"><is><t>${escaped}</t></is>`;

/** What a cell holds as XML of its own; undefined when it is empty. */
function contentOf(attributes: string, body: string): string | undefined {
	const type = typeOf.exec(attributes)?.[1] ?? 'n';
	const style = styleOf.exec(attributes)?.[1];
	if (body.length > longestCell)
		return textCell(body.replace(/<[^<>]*>|[<&]/g, '').slice(0, cutTo));
	if (formula.test(body)) return textCell(formulaMark);
	if (type === 'inlineStr') {
		const texts = [...(inline.exec(body)?.[1] ?? '').replace(phonetic, '').matchAll(inlineText)];
		const text = texts.map((match) => match[1]).join('');
		return text === '' ? undefined : textCell(text);
	}
	const text = value.exec(body)?.[1];
	if (text === undefined || text === '') return undefined;
	return `${type === 'n' ? '' : ` t="${type}"`}${style ? ` s="${style}"` : ''}><v>${text}</v>`;
}

/** Reduces a worksheet to values, pausing for others now and then. At most `maxRows` rows and `maxColumns` columns with content. */
export async function cleanSheet(
	xml: string,
	maxRows: number,
	maxColumns: number
): Promise<CleanSheet> {
	const out: string[] = [];
	let row = 0;
	let column = 0;
	let writtenRow = 0;
	let rows = 0;
	let cells = 0;
	// Copies of their own: two files may be read at the same time.
	const tag = new RegExp(tagPattern);
	const cellEnd = new RegExp(cellEndPattern);
	for (let found = tag.exec(xml); found; found = tag.exec(xml)) {
		const attributes = found[2]!;
		if (found[1] === 'row') {
			const next = Number(rowAddress.exec(attributes)?.[1] ?? row + 1);
			if (next <= row) return { ok: false, reason: 'fileDamaged' };
			row = next;
			column = 0;
			continue;
		}
		let body: string | undefined;
		if (!attributes.endsWith('/')) {
			cellEnd.lastIndex = tag.lastIndex;
			const end = cellEnd.exec(xml);
			if (!end) return { ok: false, reason: 'fileDamaged' };
			body = xml.slice(tag.lastIndex, end.index);
			tag.lastIndex = cellEnd.lastIndex;
		}
		if (++cells % 20_000 === 0) await pause();
		const address = cellAddress.exec(attributes);
		const next = address ? columnNumber(address[1]!) : column + 1;
		if (next <= column || (address && Number(address[2]) !== row))
			return { ok: false, reason: 'fileDamaged' };
		column = next;
		const content = body === undefined ? undefined : contentOf(attributes, body);
		if (content === undefined) continue;
		if (column > maxColumns) return { ok: false, reason: 'tooManyColumns' };
		if (row !== writtenRow) {
			if (++rows > maxRows || row > 4 * maxRows) return { ok: false, reason: 'tooManyRows' };
			if (writtenRow > 0) out.push('</row>');
			out.push(`<row r="${row}">`);
			writtenRow = row;
		}
		out.push(`<c r="${letters(column)}${row}"${content}</c>`);
	}
	if (writtenRow > 0) out.push('</row>');
	return { ok: true, xml: worksheetOf(out.join('')) };
}

const worksheetOf = (rows: string) =>
	`<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

/** A worksheet of one cell. */
export const worksheetWith = (text: string): string =>
	worksheetOf(`<row r="1"><c r="A1"${textCell(text)}</c></row>`);
