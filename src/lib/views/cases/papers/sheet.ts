/**
 * What stands on one sheet of a file, apart from how it is drawn. A value that is not known is empty and is drawn as a place
 * to write in by hand.
 */
export interface Sheet {
	title: string;
	/** 〔year〕×人调字第×号, on every page. */
	number: string;
	blocks: Block[];
	/** Cover and back cover have their title in the middle of the page. */
	isCover?: true;
}

/** One label with its value, in a cell of a form. */
export interface Field {
	label: string;
	value: string;
}

/** A line that somebody signs on. `strokes` were drawn on the phone: x and y in turn, in thousandths of the field's width. */
export interface SignatureLine {
	label: string;
	strokes: readonly (readonly number[])[];
	/** When it was signed; a day to fill in where it is not known. */
	on: string;
}

/** A photo on a sheet. Its bytes are found by its hash and by the record that names it. */
export interface SheetPhoto {
	sha256: string;
	recordId: string;
	/** What stands under it. */
	lines: string[];
}

/** A column of a list with its share of the width, in hundredths. */
export type Column = readonly [name: string, share: number];

/** What a sheet is made of, from top to bottom. */
export type Block =
	/** Lines of a form with one to three fields each. */
	| { kind: 'fields'; lines: Field[][] }
	/** Things in columns; `blank` is how many empty lines to fill in by hand stand below. */
	| { kind: 'list'; head: readonly Column[]; rows: string[][]; blank: number }
	/** A framed piece of text under a heading; where there is none, `blank` ruled lines. */
	| { kind: 'words'; head: string; paragraphs: string[]; blank: number }
	/** Sentences of the form itself. */
	| { kind: 'sentences'; lines: string[] }
	/** Photos one below the other; a large one has the page to itself. */
	| { kind: 'photos'; photos: SheetPhoto[]; isLarge: boolean }
	| { kind: 'signatures'; lines: SignatureLine[] };

/** Words of somebody in paragraphs as they wrote them, without empty ones. */
export const paragraphsOf = (words: string): string[] =>
	words.split(/\n+/).flatMap((line) => line.trim() || []);

/** A framed text; `blank` lines where nothing was written. */
export const framed = (head: string, words: string, blank = 6): Block => ({
	...{ kind: 'words', head, blank },
	paragraphs: paragraphsOf(words)
});

/** A form of single fields, one below the other. */
export const column = (...fields: readonly (readonly [label: string, value: string])[]): Block => ({
	kind: 'fields',
	lines: fields.map(([label, value]) => [{ label, value }])
});

/** Things in columns, with at least `least` lines. */
export const list = (head: readonly Column[], rows: string[][], least: number): Block => ({
	...{ kind: 'list', head, rows },
	blank: Math.max(0, least - rows.length)
});

/** Lines to sign on. */
export const signatures = (...lines: SignatureLine[]): Block => ({ kind: 'signatures', lines });
