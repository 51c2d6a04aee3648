import { crc32 as nodesCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32, zipOf, type ZipFile } from './zip';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const atMs = Date.parse('2026-03-02T08:05:07+08:00');

/** Reads an archive the way every tool does: from its end, by the central directory. */
function read(parts: Uint8Array[]) {
	const zip = Buffer.concat(parts);
	const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const count = zip.readUInt16LE(end + 10);
	let at = zip.readUInt32LE(end + 16);
	expect(at + zip.readUInt32LE(end + 12)).toBe(end);
	expect(end + 22).toBe(zip.length);
	const files = Array.from({ length: count }, () => {
		expect(zip.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
		const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
		const [time, date] = [zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)];
		const [crc, packed, size] = [16, 20, 24].map((i) => zip.readUInt32LE(at + i));
		const [named, extra, comment] = [28, 30, 32].map((i) => zip.readUInt16LE(at + i));
		const local = zip.readUInt32LE(at + 42);
		const name = zip.toString('utf8', at + 46, at + 46 + named!);
		// The head before the file says the same as the directory.
		expect(zip.toString('latin1', local, local + 4)).toBe('PK\x03\x04');
		expect(zip.subarray(local + 4, local + 28)).toEqual(zip.subarray(at + 6, at + 30));
		const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		expect(zip.toString('utf8', local + 30, from)).toBe(name);
		const bytes = zip.subarray(from, from + size!);
		expect(packed).toBe(size);
		expect(nodesCrc32(bytes)).toBe(crc);
		at += 46 + named! + extra! + comment!;
		return { name, bytes: [...bytes], flags, method, time, date };
	});
	expect(at).toBe(end);
	return files;
}

describe('zipOf', () => {
	test('holds files under Chinese names, with the day in China', () => {
		const files: ZipFile[] = [
			{ name: '清单.txt', bytes: bytesOf('清单') },
			{ name: '照片/01.jpg', bytes: new Uint8Array([0, 255, 1]) },
			{ name: '空.html', bytes: new Uint8Array() }
		];
		const found = read(zipOf(files, atMs));
		expect(found.map(({ name, bytes }) => ({ name, bytes }))).toEqual(
			files.map(({ name, bytes }) => ({ name, bytes: [...bytes] }))
		);
		for (const { flags, method, time, date } of found) {
			expect([flags, method]).toEqual([0x0800, 0]);
			expect([time >> 11, (time >> 5) & 63, (time & 31) * 2]).toEqual([8, 5, 6]);
			expect([1980 + (date >> 9), (date >> 5) & 15, date & 31]).toEqual([2026, 3, 2]);
		}
	});

	test('may hold nothing', () => {
		expect(read(zipOf([], atMs))).toEqual([]);
	});

	test('a clock before 1980 makes no false day', () => {
		const [file] = read(zipOf([{ name: 'a', bytes: bytesOf('a') }], 0));
		expect(file?.date).toBe((1 << 5) | 1);
	});

	test('of two files of one name none is lost silently', () => {
		const file = { name: 'a', bytes: bytesOf('a') };
		expect(() => zipOf([file, file], atMs)).toThrow('one name');
	});

	test('what was put in comes out', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(
					fc.record({
						name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
						bytes: fc.uint8Array({ maxLength: 300 })
					}),
					{ selector: ({ name }) => name, maxLength: 12 }
				),
				(files) => {
					const given = files.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) }));
					const found = read(zipOf(given, atMs));
					expect(found.map(({ name, bytes }) => [name, bytes])).toEqual(
						given.map(({ name, bytes }) => [name, [...bytes]])
					);
				}
			)
		);
	});
});

test('crc32 is the one that everybody reckons', () => {
	expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
	expect(crc32(new Uint8Array())).toBe(0);
});
