/** A stretch of text, marked when it is what the search matched. */
export interface Stretch {
	text: string;
	marked: boolean;
}

/** `text` with the first occurrence of `query` marked, whatever its case; all plain when it does not occur. */
export function highlight(text: string, query: string): Stretch[] {
	const wanted = query.trim().toLowerCase();
	const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted);
	if (at < 0) return [{ text, marked: false }];
	return [
		{ text: text.slice(0, at), marked: false },
		{ text: text.slice(at, at + wanted.length), marked: true },
		{ text: text.slice(at + wanted.length), marked: false }
	].filter((stretch) => stretch.text !== '');
}
