import type { Figures } from '$lib/domain/figures';
import type { FigureRow } from './rows';

/** A heading for every figure, and for the two columns in front of them. */
export type Headings = Record<keyof Figures | 'community' | 'area', string>;

const columns: (keyof Figures)[] = [
	'households',
	'care',
	'metMonth',
	'metHalfYear',
	'careMetMonth',
	'knocksMonth',
	'openedMonth',
	'waiting',
	'returned',
	'accepted'
];

/** The table as cells, headings first: every number in a column of its own, so that anybody can reckon with it. */
export function cellsOf(rows: readonly FigureRow[], headings: Headings): (string | number)[][] {
	const names = new Map(rows.map((row) => [row.key, row.name]));
	return [
		[headings.community, headings.area, ...columns.map((key) => headings[key])],
		...rows.map((row) => [
			row.communityId ? (names.get(row.communityId) ?? '') : row.name,
			row.kind === 'grid' ? row.name : '',
			...columns.map((key) => row.figures[key])
		])
	];
}

/**
 * What a spreadsheet would take for a formula is shown as text (the apostrophe is the usual sign for that); the wide
 * signs of Chinese keyboards count as well.
 */
const asText = (text: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);

/** What a CSV begins with, or Chinese turns to noise in Excel. */
export const byteOrderMark = '\ufeff';

/** One line of CSV as Excel reads it, with its end. No cell can become a formula. */
export const csvLine = (cells: readonly (string | number)[]): string =>
	cells
		.map((cell) => (typeof cell === 'number' ? String(cell) : asText(cell)))
		.map((text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
		.join(',') + '\r\n';

/** The whole table as CSV. */
export const csvOf = (cells: readonly (readonly (string | number)[])[]): string =>
	byteOrderMark + cells.map(csvLine).join('');

/** The same as a workbook. The writer is fetched at the first use. */
export async function xlsxOf(
	cells: readonly (readonly (string | number)[])[],
	sheet: string
): Promise<Blob> {
	// The `browser` entry of the package starts workers from blob: addresses, which our policy forbids.
	const { default: writeXlsxFile } = await import('write-excel-file/universal');
	const [headings = [], ...rows] = cells;
	const data = [
		headings.map((value) => ({ value: String(value), fontWeight: 'bold' as const, wrap: true })),
		...rows.map((row) => row.map((value) => ({ value })))
	];
	const widths = headings.map((_, i) => ({ width: i < 2 ? 18 : 14 }));
	return writeXlsxFile(data, { sheet, columns: widths, stickyRowsCount: 1 }).toBlob();
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(content);
	link.download = name;
	link.click();
	// The download has its own hold on the bytes a moment later; the address would keep them for the page's whole life.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
