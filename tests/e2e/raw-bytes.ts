import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text in raw bytes, as programs write it: UTF-8, and UTF-16 as engines keep what is not Latin. */
const encodings = ['utf8', 'utf16le'] as const;

/**
 * Which of these texts lie in clear in any file under a folder, and in which file first. A text in one encoding has to
 * have six bytes at least, so that chance finds none.
 */
export function findInFolder(folder: string, texts: readonly string[]): Map<string, string> {
	const byStart = new Map<number, { text: string; bytes: Buffer }[]>();
	const mayStart = new Uint8Array(1 << 24);
	for (const text of texts)
		for (const encoding of encodings) {
			const bytes = Buffer.from(text, encoding);
			if (bytes.length < 6) throw new RangeError(`${text} is too short to be looked for`);
			const start = bytes.readUInt32LE(0);
			mayStart[start & 0xffffff] = 1;
			byStart.set(start, [...(byStart.get(start) ?? []), { text, bytes }]);
		}
	const found = new Map<string, string>();
	for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const all = readFileSync(path);
		for (let at = 0; at + 4 <= all.length; at++) {
			if (!mayStart[all[at]! | (all[at + 1]! << 8) | (all[at + 2]! << 16)]) continue;
			for (const { text, bytes } of byStart.get(all.readUInt32LE(at)) ?? [])
				if (!found.has(text) && all.subarray(at, at + bytes.length).equals(bytes))
					found.set(text, path);
		}
	}
	return found;
}
