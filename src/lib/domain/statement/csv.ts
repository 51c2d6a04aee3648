import { fail, ok, type Result } from '../kernel/result';

/** What separates the cells: whichever of these the first lines have most of. */
function separatorOf(text: string): string {
	const head = text.slice(0, 4_000);
	const count = (separator: string) => head.split(separator).length;
	return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * The cells of a text in CSV (RFC 4180), separated by commas, tabs or semicolons; row numbers are positions plus one. A
 * quotation mark inside of a cell that does not begin with one is a character like others. Fails with the row in which a
 * quotation begins that nobody ends, and with the row after `mostRows`.
 */
export function csvRows(
	text: string,
	mostRows: number
): Result<string[][], { why: 'quoteOpen' | 'tooMany'; row: number }> {
	const separator = separatorOf(text);
	const rows: string[][] = [];
	let row: string[] = [];
	let at = 0;
	const endRow = () => {
		rows.push(row);
		row = [];
	};
	while (at < text.length) {
		const quoted = text[at] === '"';
		const cell = quoted ? quotedCell(text, at) : plainCell(text, at, separator);
		if (!cell) return fail({ why: 'quoteOpen', row: rows.length + 1 });
		// What stands between a closing mark and the separator belongs to the cell all the same.
		const rest = quoted ? plainCell(text, cell.end, separator) : { value: '', end: cell.end };
		row.push(cell.value + rest.value);
		at = rest.end;
		if (text[at] === separator) {
			at += 1;
			if (at === text.length) row.push('');
			continue;
		}
		if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
		at += 1;
		endRow();
		if (rows.length > mostRows) return fail({ why: 'tooMany', row: rows.length });
	}
	if (row.length > 0) endRow();
	return rows.length > mostRows ? fail({ why: 'tooMany', row: rows.length }) : ok(rows);
}

interface Cell {
	value: string;
	/** Where the next character stands. */
	end: number;
}

function plainCell(text: string, from: number, separator: string): Cell {
	let end = from;
	while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r')
		end += 1;
	return { value: text.slice(from, end), end };
}

function quotedCell(text: string, from: number): Cell | undefined {
	let value = '';
	let at = from + 1;
	for (;;) {
		const mark = text.indexOf('"', at);
		if (mark < 0) return undefined;
		value += text.slice(at, mark);
		if (text[mark + 1] !== '"') return { value, end: mark + 1 };
		value += '"';
		at = mark + 2;
	}
}
