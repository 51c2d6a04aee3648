/**
 * A .zip without compression (method "store" of the ZIP format, APPNOTE 6.3), made in the browser: photos are compressed
 * already, and a page of a file is small. No encryption: whoever gets it reads it.
 */

/** One file in an archive. `name` with `/` between folders. */
export interface ZipFile {
	name: string;
	bytes: Uint8Array<ArrayBuffer>;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
	return rest;
});

/** The sum that the format checks a file by (CRC-32). */
export function crc32(bytes: Uint8Array): number {
	let sum = 0xffffffff;
	for (const byte of bytes) sum = table[(sum ^ byte) & 0xff]! ^ (sum >>> 8);
	return (sum ^ 0xffffffff) >>> 0;
}

const chinaOffsetMs = 8 * 3_600_000;
/** The format's years begin in 1980, and its seconds are even. */
function dosTime(atMs: number): [time: number, date: number] {
	const at = new Date(Math.max(atMs + chinaOffsetMs, Date.UTC(1980, 0, 1)));
	const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
	const years = Math.min(at.getUTCFullYear() - 1980, 127);
	return [time, (years << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()];
}

/** A number of the format, and in how many bytes it stands. */
type Field = readonly [value: number, size: 2 | 4];
const short = (value: number): Field => [value, 2];
const long = (value: number): Field => [value, 4];

/** Numbers one after the other, the low byte first. */
function record(...fields: Field[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const [value, size] of fields) {
		if (size === 2) view.setUint16(at, value, true);
		else view.setUint32(at, value, true);
		at += size;
	}
	return bytes;
}

/** Version 2.0, and names in UTF-8 (bit 11), so that Chinese names come out right everywhere. */
const [version, utf8, stored] = [20, 0x0800, 0];
/** What fits without the format's extension for large files. */
const mostFiles = 0xffff;
const mostBytes = 0xffffffff;

/**
 * The parts of an archive in their order, for a `Blob`. `atMs`: when the files are said to be from. Throws when two have one
 * name, or when it is more than four gigabytes.
 */
export function zipOf(files: readonly ZipFile[], atMs: number): Uint8Array<ArrayBuffer>[] {
	if (files.length > mostFiles) throw new RangeError('too many files for an archive');
	if (new Set(files.map(({ name }) => name)).size < files.length)
		throw new RangeError('two files of an archive have one name');
	const [time, date] = dosTime(atMs);
	const parts: Uint8Array<ArrayBuffer>[] = [];
	const directory: Uint8Array<ArrayBuffer>[] = [];
	let offset = 0;
	for (const { name, bytes } of files) {
		const called = new TextEncoder().encode(name);
		const about: Field[] = [
			...[version, utf8, stored, time, date].map(short),
			...[crc32(bytes), bytes.length, bytes.length].map(long),
			...[called.length, 0].map(short)
		];
		const local = record(long(0x04034b50), ...about);
		// No comment, the first disk, nothing about its kind; and where it begins.
		const rest = [short(0), short(0), short(0), long(0), long(offset)];
		directory.push(record(long(0x02014b50), short(version), ...about, ...rest), called);
		parts.push(local, called, bytes);
		offset += local.length + called.length + bytes.length;
		if (offset > mostBytes) throw new RangeError('too much for an archive');
	}
	const length = directory.reduce((sum, one) => sum + one.length, 0);
	const counts = [0, 0, files.length, files.length].map(short);
	const end = record(long(0x06054b50), ...counts, long(length), long(offset), short(0));
	return [...parts, ...directory, end];
}
