import * as v from 'valibot';

// Control characters, line separators and direction overrides break printing, search and what people see.
const controls = /(?![\t\n\r])[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** The text without signs that `words` does not take and nobody sees: they come with what is pasted. */
export const withoutControls = (text: string): string =>
	text.replace(new RegExp(controls, 'gu'), '');

/** Whether every surrogate in the text is one of a pair (String.isWellFormed is younger than our browsers). */
export const isWellFormed = (text: string): boolean =>
	!/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

/** Free words of a person: trimmed, NFC, at most `max` characters (code points), may be empty. */
export const words = (max: number) =>
	v.pipe(
		v.string(),
		// Before anything walks over the text: ten megabytes are refused by their length alone.
		v.maxLength(max * 4, 'tooLong'),
		v.check(isWellFormed, 'malformed'),
		v.check((s) => !controls.test(s), 'control'),
		v.transform((s) => s.normalize('NFC').trim()),
		v.check((s) => [...s].length <= max, 'tooLong')
	);

/** A name: as `words`, on one line and not empty. */
export const name = (max: number) =>
	v.pipe(
		words(max),
		v.check((s) => s.length > 0, 'empty'),
		v.check((s) => !/[\n\r\t]/.test(s), 'control')
	);
