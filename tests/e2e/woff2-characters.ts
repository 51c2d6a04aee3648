import { brotliDecompressSync } from 'node:zlib';

/** Reads numbers of the format one after the other. */
class Reader {
	at = 0;
	constructor(readonly bytes: Buffer) {}
	u8 = () => this.bytes.readUInt8(this.at++);
	u16(): number {
		this.at += 2;
		return this.bytes.readUInt16BE(this.at - 2);
	}
	u32(): number {
		this.at += 4;
		return this.bytes.readUInt32BE(this.at - 4);
	}
	/** UIntBase128: seven bits in each byte, the highest first. */
	long(): number {
		let value = 0;
		for (;;) {
			const byte = this.u8();
			value = value * 128 + (byte & 127);
			if (byte < 128) return value;
		}
	}
}

const headBytes = 48;
const cmapIndex = 0;
const [glyfIndex, locaIndex, ownTag] = [10, 11, 63];

/** The table of a WOFF2 file (W3C, "WOFF File Format 2.0") that says which characters have a glyph. */
function cmapOf(file: Buffer): Buffer {
	const head = new Reader(file);
	head.at = 12;
	const count = head.u16();
	head.at = 20;
	const packedBytes = head.u32();
	head.at = headBytes;
	let [from, cmap] = [0, { from: 0, length: 0 }];
	for (let i = 0; i < count; i++) {
		const flags = head.u8();
		const index = flags & 63;
		const version = flags >> 6;
		if (index === ownTag) head.at += 4;
		let length = head.long();
		const isOutline = index === glyfIndex || index === locaIndex;
		if (isOutline ? version !== 3 : version !== 0) length = head.long();
		if (index === cmapIndex) cmap = { from, length };
		from += length;
	}
	const tables = brotliDecompressSync(file.subarray(head.at, head.at + packedBytes));
	return tables.subarray(cmap.from, cmap.from + cmap.length);
}

/** All characters that a font in WOFF2 has a glyph for: of the first 65,536 (format 4 of its table). */
export function charactersOf(file: Buffer): Set<string> {
	const cmap = new Reader(cmapOf(file));
	cmap.at = 2;
	const count = cmap.u16();
	const found = new Set<string>();
	for (let i = 0; i < count; i++) {
		cmap.at = 4 + i * 8 + 4;
		const table = cmap.u32();
		cmap.at = table;
		if (cmap.u16() !== 4) continue;
		cmap.at = table + 6;
		const segments = cmap.u16() / 2;
		cmap.at = table + 14;
		const numbers = () => Array.from({ length: segments }, () => cmap.u16());
		const ends = numbers();
		cmap.at += 2;
		for (const [k, first] of numbers().entries())
			for (let code = first; code <= ends[k]!; code++) found.add(String.fromCharCode(code));
	}
	return found;
}
