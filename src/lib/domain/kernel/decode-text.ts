/** The text of a file in UTF-8, GB18030 or UTF-16 with a mark; undefined when it is none of them. */
export function decodeText(file: Uint8Array): string | undefined {
	const isUtf16 = (file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff);
	const names = isUtf16
		? [file[0] === 0xff ? 'utf-16le' : 'utf-16be']
		: // Strictly: a Chinese text in GB18030 is practically never valid UTF-8.
			['utf-8', 'gb18030'];
	for (const name of names) {
		try {
			return new TextDecoder(name, { fatal: true }).decode(file);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
	}
	return undefined;
}
