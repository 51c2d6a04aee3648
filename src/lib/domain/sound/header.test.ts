import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jpeg, png, webp } from '../photo/test-pictures';
import { readSound } from './header';
import { box, element, m4a, track, trak, webm } from './test-sounds';

const text = (value: string): number[] => [...value].map((char) => char.charCodeAt(0));
const [inWebm, inMp4] = ['audio/webm', 'audio/mp4'];
const said = (bytes: Uint8Array) => {
	const heard = readSound(bytes);
	return heard && `${heard.type}${heard.saysPlace ? ' with a place' : ''}`;
};
const place = [0, 18, 0x15, 0xc7, ...text('+40.65+109.84/')];

describe('a recording by its own bytes', () => {
	test.each([
		['as Chromium makes it', webm(), inWebm],
		['as Safari makes it', m4a(), inMp4],
		['with the brand of MP4', m4a(9, 1, { brand: 'mp42' }), inMp4],
		['that a dying phone cut off', webm().subarray(0, -25), inWebm],
		['that a dying phone cut off', m4a().subarray(0, -25), inMp4],
		['in Vorbis', webm(9, 1, { tracks: [track(2, 'A_VORBIS')] }), inWebm],
		['with a picture', webm(9, 1, { tracks: [track(), track(1, 'V_VP8')] }), undefined],
		['that calls a picture sound', webm(9, 1, { tracks: [track(2, 'V_VP8')] }), undefined],
		['with a picture', m4a(9, 1, { tracks: [trak(), trak('vide')] }), undefined],
		['without a track', webm(9, 1, { tracks: [] }), undefined],
		['without a track', m4a(9, 1, { tracks: [] }), undefined],
		['of another Matroska', webm(9, 1, { docType: 'matroska' }), undefined],
		['of an unknown brand', m4a(9, 1, { brand: 'avif' }), undefined],
		['with tags', webm(9, 1, { more: element('1254c367', [1, 2, 3]) }), `${inWebm} with a place`],
		['with a file in it', webm(9, 1, { more: element('1941a469', []) }), `${inWebm} with a place`],
		[
			'that says where',
			m4a(9, 1, { more: box('udta', box('\xa9xyz', place)) }),
			`${inMp4} with a place`
		],
		[
			'that says where by 3GPP',
			m4a(9, 1, { more: box('udta', box('loci', place)) }),
			`${inMp4} with a place`
		],
		[
			'that says where by a key',
			m4a(9, 1, { more: box('meta', text('com.apple.quicktime.location.ISO6709')) }),
			`${inMp4} with a place`
		],
		[
			'that says where behind the sound',
			Uint8Array.from([...m4a(), ...box('udta', box('\xa9xyz', place))]),
			`${inMp4} with a place`
		],
		[
			'whose samples happen to spell a name',
			Uint8Array.from([...m4a(), ...box('mdat', text('loci'))]),
			inMp4
		],
		[
			'with bytes behind it that belong to nothing',
			Uint8Array.from([...webm(), ...Array<number>(99).fill(0)]),
			undefined
		],
		[
			'with bytes behind it that belong to nothing',
			Uint8Array.from([...m4a(), ...[0, 0, 0, 2], ...Array<number>(99).fill(0)]),
			undefined
		],
		['a photo', jpeg(), undefined],
		['a photo', png(), undefined],
		['a photo', webp(), undefined],
		['a web page', Uint8Array.from(text('<html></html>')), undefined],
		['nothing', new Uint8Array(), undefined]
	])('%s', (_what, bytes, expected) => {
		expect(said(bytes)).toBe(expected);
	});

	test('may be anything at all, and never ends in an error or without an end', () => {
		for (const whole of [webm(200), m4a(200)])
			fc.assert(
				fc.property(
					fc.nat(whole.length - 1),
					fc.uint8Array({ minLength: 1, maxLength: 24 }),
					fc.nat(whole.length),
					(at, junk, length) => {
						const changed = whole.slice();
						changed.set(junk.subarray(0, whole.length - at), at);
						for (const bytes of [changed, changed.subarray(0, length), junk]) readSound(bytes);
					}
				)
			);
	});
});
