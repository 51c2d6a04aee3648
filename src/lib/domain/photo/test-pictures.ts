import type { Photo } from './schema';

/** Pictures for tests, built byte by byte: headers are true, what they announce need not be drawable. */

const text = (value: string): number[] => [...value].map((char) => char.charCodeAt(0));
const be16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value & 65_535)];
const le24 = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255];
const segment = (marker: number, body: number[]): number[] => [
	0xff,
	marker,
	...be16(body.length + 2),
	...body
];

const fraction = (value: number): number[] => [
	...be32(Math.round(value * 10_000)),
	...be32(10_000)
];
const sexagesimal = (value: number): number[] => {
	const minutes = (Math.abs(value) % 1) * 60;
	return [Math.floor(Math.abs(value)), Math.floor(minutes), (minutes % 1) * 60].flatMap(fraction);
};

/** A TIFF structure with a position and nothing else, as it stands inside of EXIF. */
export function tiffWithPlace(lat: number, lon: number): number[] {
	const entry = (tag: number, type: number, count: number, value: number[]) => [
		...be16(tag),
		...be16(type),
		...be32(count),
		...value
	];
	const gpsAt = 8 + 2 + 12 + 4;
	const valuesAt = gpsAt + 2 + 4 * 12 + 4;
	return [
		...text('MM'),
		...be16(42),
		...be32(8),
		...be16(1),
		...entry(0x8825, 4, 1, be32(gpsAt)),
		...be32(0),
		...be16(4),
		...entry(1, 2, 2, text(lat < 0 ? 'S\0\0\0' : 'N\0\0\0')),
		...entry(2, 5, 3, be32(valuesAt)),
		...entry(3, 2, 2, text(lon < 0 ? 'W\0\0\0' : 'E\0\0\0')),
		...entry(4, 5, 3, be32(valuesAt + 24)),
		...be32(0),
		...sexagesimal(lat),
		...sexagesimal(lon)
	];
}

/** An EXIF segment of a JPEG with a position. */
export const exifSegment = (lat: number, lon: number): number[] =>
	segment(0xe1, [...text('Exif\0\0'), ...tiffWithPlace(lat, lon)]);

/** A JPEG with segments put in right behind its beginning. */
export const withSegments = (jpeg: Uint8Array, ...segments: number[][]): Uint8Array =>
	Uint8Array.from([...jpeg.subarray(0, 2), ...segments.flat(), ...jpeg.subarray(2)]);

/** A JPEG that says it is so large, with `filling` bytes of picture data. Different `seed`s give different bytes. */
export const jpeg = (width = 4, height = 3, filling = 8, seed = 1): Uint8Array =>
	Uint8Array.from([
		0xff,
		0xd8,
		...segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		...segment(0xc0, [8, ...be16(height), ...be16(width), 1, 1, 0x11, 0]),
		...segment(0xda, [1, 1, 0, 0, 63, 0]),
		...Array.from({ length: filling }, (_, i) => (i * 31 + seed * 7) % 251),
		0xff,
		0xd9
	]);

/** A comment segment with these words. */
export const comment = (words: string): number[] => segment(0xfe, text(words));

/** An XMP segment with these words. */
export const xmpSegment = (words: string): number[] =>
	segment(0xe1, [...text('http://ns.adobe.com/xap/1.0/\0'), ...text(words)]);

const chunk = (name: string, body: number[]) => [
	...be32(body.length),
	...text(name),
	...body,
	...be32(0)
];

/** A PNG's beginning, with more chunks if wanted. */
export const png = (
	width = 4,
	height = 3,
	...chunks: [name: string, body: number[]][]
): Uint8Array =>
	Uint8Array.from([
		...text('\x89PNG\r\n\x1a\n'),
		...chunk('IHDR', [...be32(width), ...be32(height), 8, 6, 0, 0, 0]),
		...chunks.flatMap(([name, body]) => chunk(name, body))
	]);

/** An extended WebP's beginning, with EXIF if wanted. */
export function webp(width = 4, height = 3, exif: number[] = []): Uint8Array {
	const le32 = (value: number) => [...le24(value), (value >>> 24) & 255];
	const extended = [
		...text('VP8X'),
		...le32(10),
		0,
		0,
		0,
		0,
		...le24(width - 1),
		...le24(height - 1)
	];
	const notes = exif.length ? [...text('EXIF'), ...le32(exif.length), ...exif] : [];
	const body = [...text('WEBP'), ...extended, ...notes];
	return Uint8Array.from([...text('RIFF'), ...le32(body.length), ...body]);
}

/** What a record says of an invented photo; `digit` is one hexadecimal digit, of which its whole name is made. */
export const photoNamed = (digit: string): Photo => ({
	...{ sha256: digit.repeat(64), type: 'image/jpeg', bytes: 1_000, width: 1600, height: 1200 }
});
