import type { ImportProblem } from './import-remote';

/** The words that a file of problems needs. */
export interface ProblemWords {
	headings: [row: string, column: string, value: string, reason: string];
	wholeFile: string;
	reason(problem: ImportProblem): string;
}

/** What wrong cells held may be a formula again when the list is opened: an apostrophe keeps it words. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The problems as rows of text, headings first. */
export const problemRows = (
	problems: readonly ImportProblem[],
	words: ProblemWords
): string[][] => [
	words.headings,
	...problems.map((problem) =>
		[
			problem.row === 0 ? words.wholeFile : String(problem.row),
			problem.column,
			problem.value,
			words.reason(problem)
		].map(harmless)
	)
];

/** The rows as .csv, with the mark by which spreadsheet programs know UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): Blob =>
	new Blob(
		[
			'\ufeff' +
				rows
					.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
					.join('\r\n')
		],
		{ type: 'text/csv;charset=utf-8' }
	);

/** The rows as .xlsx; the writer is fetched only when somebody asks for it. */
export async function xlsxOf(rows: readonly (readonly string[])[]): Promise<Blob> {
	const { default: write } = await import('write-excel-file/universal');
	return write(
		rows.map((row) => row.map((value) => ({ value, type: String }))),
		{ columns: [{ width: 8 }, { width: 16 }, { width: 26 }, { width: 70 }], stickyRowsCount: 1 }
	).toBlob();
}

/** Hands a file to the person. */
export function saveFile(content: Blob, name: string): void {
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The download has begun by then; revoking at once would cut it off in some browsers.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
