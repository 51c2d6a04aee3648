import type { PhotoPlace } from './schema';

/** Reads the position out of EXIF, a TIFF structure inside of a picture. Everything is bounded: the bytes are anybody's. */

/** What EXIF says about the place. `hasPlace` is true for any position block, also one that cannot be read. */
export interface ExifFinding {
	hasPlace: boolean;
	place?: PhotoPlace;
}

const gpsPointer = 0x8825;
const nothing: ExifFinding = { hasPlace: false };

/** Looks at the TIFF structure that begins at `from`. */
export function readTiff(bytes: Uint8Array, from: number): ExifFinding {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const order = from + 8 <= view.byteLength ? view.getUint16(from) : 0;
	const little = order === 0x4949;
	if (!little && order !== 0x4d4d) return nothing;
	const tiff: Tiff = { view, from, little };
	const pointer = entriesOf(tiff, long(tiff, 4)).find(({ tag }) => tag === gpsPointer);
	if (!pointer) return nothing;
	const gps = new Map(entriesOf(tiff, long(tiff, pointer.at + 8)).map((one) => [one.tag, one.at]));
	const lat = degrees(tiff, gps.get(2), gps.get(1), 'S');
	const lon = degrees(tiff, gps.get(4), gps.get(3), 'W');
	const isReadable =
		lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
	return isReadable ? { hasPlace: true, place: { lat, lon } } : { hasPlace: true };
}

interface Tiff {
	view: DataView;
	/** Where the structure begins; all places in it count from there. */
	from: number;
	little: boolean;
}

const isInside = ({ view, from }: Tiff, at: number, length: number): boolean =>
	at >= 0 && from + at + length <= view.byteLength;

const short = (tiff: Tiff, at: number): number =>
	isInside(tiff, at, 2) ? tiff.view.getUint16(tiff.from + at, tiff.little) : 0;

const long = (tiff: Tiff, at: number): number =>
	isInside(tiff, at, 4) ? tiff.view.getUint32(tiff.from + at, tiff.little) : 0;

/** The entries of the directory at `at`, twelve bytes each; none for a place outside of the bytes. */
function entriesOf(tiff: Tiff, at: number): { tag: number; at: number }[] {
	if (at < 8) return [];
	const found: { tag: number; at: number }[] = [];
	const count = short(tiff, at);
	for (let i = 0; i < count; i++) {
		const entry = at + 2 + i * 12;
		if (!isInside(tiff, entry, 12)) break;
		found.push({ tag: short(tiff, entry), at: entry });
	}
	return found;
}

/** Degrees, minutes and seconds as three fractions; undefined when one of them cannot be read. */
function degrees(
	tiff: Tiff,
	value: number | undefined,
	side: number | undefined,
	negative: 'S' | 'W'
): number | undefined {
	if (value === undefined || side === undefined) return undefined;
	const at = long(tiff, value + 8);
	if (at < 8 || !isInside(tiff, at, 24)) return undefined;
	const [deg, min, sec] = [0, 8, 16].map((more) => {
		const under = long(tiff, at + more + 4);
		return under === 0 ? 0 : long(tiff, at + more) / under;
	}) as [number, number, number];
	const size = deg + min / 60 + sec / 3600;
	const letter = String.fromCharCode(tiff.view.getUint8(tiff.from + side + 8));
	return letter === negative ? -size : size;
}
