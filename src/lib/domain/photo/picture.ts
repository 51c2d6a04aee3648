import { readTiff, type ExifFinding } from './exif';
import { placesOf, startsWith } from './find-bytes';
import { maxPhotoPixels, maxPhotoSide, type PhotoType } from './limits';

/** What a picture is by its own bytes, whatever its name or sender says. */
export interface Picture {
	type: PhotoType;
	width: number;
	height: number;
}

/** Reads type and size from a picture's header; undefined for what is none of ours, or is cut off before its size. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const size = isJpeg(bytes)
		? { type: 'image/jpeg' as const, ...jpegSize(view) }
		: isPng(bytes)
			? { type: 'image/png' as const, ...pngSize(view) }
			: isWebp(bytes)
				? { type: 'image/webp' as const, ...webpSize(view) }
				: undefined;
	const { type, width = 0, height = 0 } = size ?? {};
	return type && width > 0 && height > 0 ? { type, width, height } : undefined;
}

/** Whether opening the picture would take more memory than a photo may. */
export const isTooVast = ({ width, height }: Picture): boolean =>
	width > maxPhotoSide || height > maxPhotoSide || width * height > maxPhotoPixels;

/**
 * Whether a position is hidden anywhere in the picture: in EXIF, in a second picture behind the first, or in an XMP
 * packet. Looks for the blocks wherever they are, and not only where a well-behaved camera puts them.
 */
export function findPlace(bytes: Uint8Array): ExifFinding {
	let found: ExifFinding = { hasPlace: false };
	for (const start of ['Exif\0\0', 'eXIf', 'EXIF']) {
		// EXIF itself begins behind its name; in a WebP a length of four bytes stands between.
		const skip = start.length + (start === 'EXIF' ? 4 : 0);
		for (const at of placesOf(bytes, start)) {
			const one = readTiff(bytes, at + skip);
			if (one.hasPlace && !found.place) found = one;
		}
	}
	// Packed text of a PNG may hold anything; nothing of ours writes it.
	if (isPng(bytes) && ['iTXt', 'zTXt'].some((name) => placesOf(bytes, name).length > 0))
		return { ...found, hasPlace: true };
	const isInXmp = placesOf(bytes, 'http://ns.adobe.com/exif/1.0/').length > 0;
	if (isInXmp && ['GPSLatitude', 'GPSLongitude'].some((name) => placesOf(bytes, name).length > 0))
		return { ...found, hasPlace: true };
	return found;
}

/** A JPEG without what is not the picture itself: EXIF, XMP, comments and whatever follows its end. Others as they are. */
export function withoutNotes(bytes: Uint8Array): Uint8Array {
	if (!isJpeg(bytes)) return bytes;
	const parts: Uint8Array[] = [bytes.subarray(0, 2)];
	for (const { marker, at, end } of segmentsOf(bytes)) {
		// JFIF (E0), the colours' profile (E2) and Adobe's colour order (EE) say how to draw the picture.
		const isNote =
			(marker >= 0xe1 && marker <= 0xef && ![0xe2, 0xee].includes(marker)) || marker === 0xfe;
		if (!isNote) parts.push(bytes.subarray(at, end));
	}
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, '\xff\xd8\xff');
const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, '\x89PNG\r\n\x1a\n');
const isWebp = (bytes: Uint8Array): boolean =>
	startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8);

/** The segments of a JPEG up to its picture data; the last one holds that data and all that follows it. */
function* segmentsOf(bytes: Uint8Array): Iterable<{ marker: number; at: number; end: number }> {
	for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
		const marker = bytes[at + 1]!;
		if (marker === 0xff) {
			at++; // filling
			continue;
		}
		const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
		const isData = marker === 0xda;
		const end = isData ? endOfPicture(bytes, at) : Math.min(bytes.length, at + 2 + length);
		yield { marker, at, end };
		if (isData || length < 2) return;
		at = end;
	}
}

/** Behind the mark that ends the picture. Between the parts of a progressive one stand further segments, which are passed over. */
function endOfPicture(bytes: Uint8Array, from: number): number {
	for (let at = from + 2; at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
		const marker = bytes[at] === 0xff ? bytes[at + 1]! : 0;
		if (marker === 0xd9) return at + 2;
		const isSegment = marker >= 0xc0 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd8);
		at += isSegment ? 2 + Math.max(2, (bytes[at + 2]! << 8) | bytes[at + 3]!) : 1;
	}
	return bytes.length;
}

type Size = { width?: number; height?: number };

function jpegSize(view: DataView): Size {
	const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
	for (const { marker, at, end } of segmentsOf(bytes)) {
		// C4, C8 and CC lie in the row of frame headers and are none.
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame && end - at >= 9)
			return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
	}
	return {};
}

const pngSize = (view: DataView): Size =>
	view.byteLength >= 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : {};

function webpSize(view: DataView): Size {
	if (view.byteLength < 30) return {};
	const kind = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
	const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
	if (kind === 'VP8X') return { width: three(24) + 1, height: three(27) + 1 };
	if (kind === 'VP8 ')
		return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
	if (kind !== 'VP8L' || view.getUint8(20) !== 0x2f) return {};
	const bits = view.getUint32(21, true);
	return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
