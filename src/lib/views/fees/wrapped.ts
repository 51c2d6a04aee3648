/** A text in lines that are no wider than `most`. Chinese breaks between any two characters, Latin words stay whole while they fit. */
export function wrapped(text: string, most: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const part of text.match(/[\x21-\x7e]+ ?|./gsu) ?? [])
		for (const piece of measure(part) > most ? [...part] : [part])
			if (line !== '' && measure(line + piece.trimEnd()) > most) {
				lines.push(line.trimEnd());
				line = piece.trimStart();
			} else line += piece;
	return line === '' && lines.length > 0 ? lines : [...lines, line];
}
