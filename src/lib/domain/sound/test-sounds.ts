import type { Sound } from './schema';

/** Recordings for tests, built byte by byte: containers are true, what is in them need not be heard. */

const text = (value: string): number[] => [...value].map((char) => char.charCodeAt(0));
const be32 = (value: number): number[] => [24, 16, 8, 0].map((by) => (value >>> by) & 255);
const noise = (length: number, seed: number): number[] =>
	Array.from({ length }, (_, i) => (i * 31 + seed * 7) % 251);

/** An element of EBML: its id in hexadecimal, its length in four bytes, and what it holds. */
export const element = (id: string, body: number[]): number[] => [
	...id.match(/../g)!.map((pair) => parseInt(pair, 16)),
	...be32(body.length + 0x1000_0000),
	...body
];
/** One whose length is not known, as recorders write it while the sound goes on. */
const open = (id: string, body: number[]): number[] => {
	const [a = 0, b = 0, c = 0, d = 0] = element(id, []);
	return [a, b, c, d, 0x01, ...Array<number>(7).fill(0xff), ...body];
};
/** A track of WebM: 1 is a picture, 2 is sound. */
export const track = (type = 2, codec = 'A_OPUS'): number[] =>
	element('ae', [...element('d7', [1]), ...element('83', [type]), ...element('86', text(codec))]);

/** A WebM as Chromium records it, with `filling` bytes of sound; `more` stands behind the tracks. */
export const webm = (
	filling = 40,
	seed = 1,
	{
		tracks = [track()],
		more = [] as number[],
		docType = 'webm'
	}: { tracks?: number[][]; more?: number[]; docType?: string } = {}
): Uint8Array =>
	Uint8Array.from([
		...element('1a45dfa3', element('4282', text(docType))),
		...open('18538067', [
			...element('1549a966', element('4d80', text('Chrome'))),
			...element('1654ae6b', tracks.flat()),
			...more,
			...open('1f43b675', [...element('e7', [0]), ...element('a3', noise(filling, seed))])
		])
	]);

/** A box of MP4. */
export const box = (name: string, ...bodies: number[][]): number[] => {
	const body = bodies.flat();
	return [...be32(body.length + 8), ...text(name), ...body];
};
/** A track of MP4: `soun` is sound, `vide` a picture. */
export const trak = (handler = 'soun'): number[] =>
	box('trak', box('mdia', box('hdlr', be32(0), be32(0), text(handler), be32(0))));

/** An MP4 as Safari records it, with `filling` bytes of sound; `more` stands behind the track. */
export const m4a = (
	filling = 40,
	seed = 1,
	{
		tracks = [trak()],
		more = [] as number[],
		brand = 'M4A '
	}: { tracks?: number[][]; more?: number[]; brand?: string } = {}
): Uint8Array =>
	Uint8Array.from([
		...box('ftyp', text(brand), be32(0), text(brand)),
		...box('moov', box('mvhd', be32(0)), ...tracks, more),
		...box('mdat', noise(filling, seed))
	]);

/** What a record says of an invented recording; `digit` is one hexadecimal digit, of which its whole name is made. */
export const soundNamed = (digit: string): Sound => ({
	...{ sha256: digit.repeat(64), type: 'audio/webm', bytes: 1_000, seconds: 65, at: 1_000 }
});
