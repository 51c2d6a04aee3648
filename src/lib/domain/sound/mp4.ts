import { placesOf } from '../photo/find-bytes';
import { isUnread, type HeardSound } from './heard';

/** Reads MP4: the boxes of ISO/IEC 14496-12. Everything is bounded: the bytes are anybody's. */

/** Names of the format that say "MP4" or, with the same boxes, "MPEG-4 audio" (mp4ra.org). */
const brands = ['M4A ', 'mp41', 'mp42', 'isom', 'iso2', 'iso4', 'iso5', 'iso6'];

/**
 * Where MP4 writes places: QuickTime's `©xyz`, 3GPP's `loci` (TS 26.244, 8.10), Apple's key, and what XMP calls it. They are
 * looked for wherever they may stand, and not only where a well-behaved recorder puts them.
 */
const placeWords = [
	...['\xa9xyz', 'loci', 'location.ISO6709'],
	...['GPSLatitude', 'GPSLongitude', 'GPSCoordinates']
];

/** One box: what it holds lies from `at` up to `end`. */
interface Box {
	name: string;
	at: number;
	end: number;
}

/** What an MP4 is by its boxes; undefined for what is none, or holds anything but sound. */
export function mp4Sound(bytes: Uint8Array): HeardSound | undefined {
	const all = boxesOf(bytes, 0, bytes.length);
	const [head] = all;
	if (isUnread(all.at(-1), bytes.length)) return undefined;
	if (head?.name !== 'ftyp' || !brandsOf(bytes, head).some((brand) => brands.includes(brand)))
		return undefined;
	const tracks = all
		.filter(({ name }) => name === 'moov')
		.flatMap(({ at, end }) => boxesOf(bytes, at, end))
		.filter(({ name }) => name === 'trak');
	if (tracks.length === 0 || !tracks.every((one) => handlerOf(bytes, one) === 'soun'))
		return undefined;
	// The samples themselves hold any bytes at all, and nobody looks for a place there.
	const rest = all.filter(({ name }) => name !== 'mdat');
	const saysPlace = rest.some(({ at, end }) =>
		placeWords.some((word) => placesOf(bytes.subarray(at - 8, end), word).length > 0)
	);
	return { type: 'audio/mp4', saysPlace };
}

/** The brand of the file and those that it fits. */
function brandsOf(bytes: Uint8Array, { at, end }: Box): string[] {
	const found: string[] = [];
	// The second four bytes are a version.
	for (let one = at; one + 4 <= end; one += 4) if (one !== at + 4) found.push(nameAt(bytes, one));
	return found;
}

/** What a track is of; undefined where it does not say so. */
function handlerOf(bytes: Uint8Array, track: Box): string | undefined {
	const handler = boxesOf(bytes, track.at, track.end)
		.filter(({ name }) => name === 'mdia')
		.flatMap(({ at, end }) => boxesOf(bytes, at, end))
		.find(({ name }) => name === 'hdlr');
	return handler && handler.at + 12 <= handler.end ? nameAt(bytes, handler.at + 8) : undefined;
}

/** The boxes of one level, up to the first bytes that are none. */
function boxesOf(bytes: Uint8Array, from: number, to: number): Box[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const found: Box[] = [];
	for (let next = from; next + 8 <= to;) {
		const short = view.getUint32(next);
		const isLong = short === 1 && next + 16 <= to;
		// Zero stands for "up to the end".
		const size = isLong ? Number(view.getBigUint64(next + 8)) : short === 0 ? to - next : short;
		const at = next + (isLong ? 16 : 8);
		if (size < at - next) break;
		const end = Math.min(to, next + size);
		found.push({ name: nameAt(bytes, next + 4), at, end });
		next = end;
	}
	return found;
}

const nameAt = (bytes: Uint8Array, at: number): string =>
	String.fromCharCode(...bytes.subarray(at, at + 4));
