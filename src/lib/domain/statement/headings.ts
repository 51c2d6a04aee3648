/** What a column of a statement says. `amount` stands alone: with its sign, or with `flag` beside it. */
export const columnNames = [
	'day',
	'in',
	'out',
	'amount',
	'flag',
	'counterpart',
	'remark',
	'serial'
] as const;
export type ColumnName = (typeof columnNames)[number];

/** How banks name their columns, and what stands in a column that says which way money went. */
export interface HeadingWords {
	columns: Readonly<Record<ColumnName, readonly string[]>>;
	flagIn: readonly string[];
	flagOut: readonly string[];
}

/** A column that was understood. */
export interface Column {
	name: ColumnName;
	/** Counted from 0. */
	position: number;
	/** As the file has it. */
	heading: string;
}

/** The row of headings. `missing` names what a statement cannot be read without. */
export interface Headings {
	/** Counted from 0. */
	index: number;
	columns: Column[];
	missing: ('day' | 'amount')[];
}

/** Rows that may stand above the headings: the account, its owner, the time asked for. */
const headRows = 30;

/** A heading, or what stands for a direction, without what banks write around it: units in brackets, spaces, a colon. */
export const plainHeading = (text: string): string =>
	text
		.slice(0, 60)
		.normalize('NFKC')
		.replace(/[([\u3010].*$/s, '')
		.replace(/[\s*:"'=]/g, '')
		.toLowerCase();

/** The row among the first thirty that names most columns; undefined when none names two. */
export function findHeadings(
	rows: readonly (readonly string[])[],
	{ columns }: HeadingWords
): Headings | undefined {
	const nameOf = new Map(
		columnNames.flatMap((name) =>
			columns[name].map((heading) => [plainHeading(heading), name] as const)
		)
	);
	let best: Headings | undefined;
	rows.slice(0, headRows).forEach((cells, index) => {
		const found = cells.flatMap((heading, position): Column[] => {
			const name = nameOf.get(plainHeading(heading));
			return name ? [{ name, position, heading: heading.trim() }] : [];
		});
		const names = new Set(found.map(({ name }) => name));
		if (names.size < 2 || names.size <= new Set(best?.columns.map(({ name }) => name)).size) return;
		best = { index, columns: withoutDoubles(found), missing: missingIn(names) };
	});
	return best;
}

/** Days and words may stand in several columns (a date, a time; a purpose, a remark); of everything else the first counts. */
const withoutDoubles = (columns: readonly Column[]): Column[] =>
	columns.filter(
		({ name, position }) =>
			name === 'remark' ||
			name === 'day' ||
			!columns.some((one) => one.name === name && one.position < position)
	);

function missingIn(names: ReadonlySet<ColumnName>): Headings['missing'] {
	const hasAmount = names.has('amount') || (names.has('in') && names.has('out'));
	return [
		...(names.has('day') ? [] : (['day'] as const)),
		...(hasAmount ? [] : (['amount'] as const))
	];
}
