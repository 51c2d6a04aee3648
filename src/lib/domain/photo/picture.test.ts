import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { findPlace, isTooVast, readPicture, withoutNotes } from './picture';
import {
	comment,
	exifSegment,
	jpeg,
	png,
	tiffWithPlace,
	webp,
	withSegments,
	xmpSegment
} from './test-pictures';

const bytesOf = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)));
const place = exifSegment(40.6583, 109.8403);

describe('what a picture is', () => {
	test.each([
		['a JPEG', jpeg(1600, 1200), { type: 'image/jpeg', width: 1600, height: 1200 }],
		[
			'a JPEG behind EXIF',
			withSegments(jpeg(30, 20), place),
			{ type: 'image/jpeg', width: 30, height: 20 }
		],
		['a PNG', png(640, 480), { type: 'image/png', width: 640, height: 480 }],
		['a WebP', webp(5000, 10), { type: 'image/webp', width: 5000, height: 10 }],
		['a picture without a size', jpeg(0, 3), undefined],
		['a JPEG cut off before its size', jpeg().subarray(0, 24), undefined],
		['a web page called photo.jpg', bytesOf('<!doctype html><script>alert(1)</script>'), undefined],
		[
			'a drawing with scripts in it',
			bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'),
			undefined
		],
		['HEIC', bytesOf('\0\0\0\x18ftypheic\0\0\0\0'), undefined],
		['a GIF', bytesOf('GIF89a\x01\0\x01\0'), undefined],
		['nothing', new Uint8Array(), undefined]
	])('is told from its bytes: %s', (_what, bytes, expected) => {
		expect(readPicture(bytes)).toEqual(expected);
	});

	test.each([
		[jpeg(1600, 1200), false],
		[jpeg(8160, 6120), false],
		[png(65_000, 10), true],
		[png(12_000, 12_000), true],
		[webp(16_000_000, 1), true]
	])('one that would burst the memory is known by its header', (bytes, expected) => {
		expect(isTooVast(readPicture(bytes)!)).toBe(expected);
	});

	test('no bytes whatever make the reading fail', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 300 }),
				fc.constantFrom(jpeg(), png(), webp()),
				(junk, start) => {
					const bytes = Uint8Array.from([...start.subarray(0, 40), ...place.slice(0, 60), ...junk]);
					readPicture(bytes);
					findPlace(bytes);
					expect(withoutNotes(bytes).length).toBeLessThanOrEqual(bytes.length);
				}
			)
		);
	});
});

describe('where a picture was taken', () => {
	test('is read from EXIF, on every side of the world', () => {
		const found = findPlace(withSegments(jpeg(), place));
		expect(found.place?.lat).toBeCloseTo(40.6583, 5);
		expect(found.place?.lon).toBeCloseTo(109.8403, 5);
		const south = findPlace(withSegments(jpeg(), exifSegment(-33.5, -70.25)));
		expect(south.place?.lat).toBeCloseTo(-33.5, 5);
		expect(south.place?.lon).toBeCloseTo(-70.25, 5);
	});

	test.each([
		['behind another EXIF segment', withSegments(jpeg(), comment('a'), place)],
		[
			'in a second picture behind the first',
			Uint8Array.from([...jpeg(), ...withSegments(jpeg(), place)])
		],
		['in a PNG', png(4, 3, ['eXIf', tiffWithPlace(1, 2)])],
		['in packed text of a PNG', png(4, 3, ['zTXt', [1, 2, 3]])],
		['in a WebP', webp(4, 3, tiffWithPlace(1, 2))],
		[
			'in an XMP packet',
			withSegments(
				jpeg(),
				xmpSegment('<x xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="40,39N"/>')
			)
		]
	])('is found %s', (_where, bytes) => {
		expect(findPlace(bytes).hasPlace).toBe(true);
	});

	test('is nowhere in pictures that do not say it', () => {
		for (const bytes of [jpeg(), png(), webp(), withSegments(jpeg(), comment('GPSLatitude'))])
			expect(findPlace(bytes)).toEqual({ hasPlace: false });
	});
});

describe('a JPEG without its notes', () => {
	test('is the same picture without position, comments and what follows its end', () => {
		const full = withSegments(jpeg(30, 20), place, comment('here'), xmpSegment('there'));
		const clean = withoutNotes(Uint8Array.from([...full, ...place]));
		expect([...clean]).toEqual([...jpeg(30, 20)]);
	});

	test('keeps all parts of a progressive one, and its restart marks', () => {
		const parts = [...jpeg().subarray(0, -2), 0xff, 0xd0, 1, 2, 0xff, 0, 3];
		// A table between two parts that happens to hold the bytes of the end mark.
		const table = [0xff, 0xc4, 0, 6, 0xff, 0xd9, 0xff, 0xd9];
		const whole = Uint8Array.from([...parts, ...table, 0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9]);
		expect([...withoutNotes(whole)]).toEqual([...whole]);
	});

	test('other pictures stay as they are', () => {
		expect(withoutNotes(png())).toEqual(png());
	});
});
