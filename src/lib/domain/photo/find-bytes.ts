/** Whether a text of single bytes stands at that place. */
export const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
	bytes.length >= at + text.length &&
	[...text].every((char, i) => bytes[at + i] === char.charCodeAt(0));

/** Where a text stands in the bytes. */
export function placesOf(bytes: Uint8Array, text: string): number[] {
	const found: number[] = [];
	const first = text.charCodeAt(0);
	for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
		if (startsWith(bytes, text, at)) found.push(at);
	return found;
}
