import { addDays, daysBetween, type Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import { fail, ok, type Result } from '../kernel/result';
import { isAmount } from '../money/fen';
import { fromBase64url, toBase64url } from './base64url';
import type { Certificate, Slip, SlipFacts } from './schema';

/*
 * How a receipt's code is laid out, in bytes. All of it has a fixed length, so that nothing of it can be read in two ways.
 *
 *   1 version · 16 booking · 16 list · 5 分 · 2 day
 *   certificate: 8 server's key · 16 device · 16 person · 2 last day · 64 public key · 64 server's signature
 *   64 phone's signature, of everything before it
 */

/** The form that is written and read; another one is read by a later version of the app. */
export const slipVersion = 1;

/** Bytes of a signature, and of a public key: two numbers of 256 bits. */
export const pairBytes = 64;
const factsBytes = 1 + 16 + 16 + 5 + 2;
const certificateBytes = 8 + 16 + 16 + 2 + pairBytes;
/** Bytes of a certificate with its signature. */
export const certifiedBytes = certificateBytes + pairBytes;
const slipBytes = factsBytes + certifiedBytes + pairBytes;

/** The length of a code, and with it the longest text that is worth reading. */
export const slipLength = Math.ceil((slipBytes * 4) / 3);

/** Days are counted from here, in two bytes. */
const dayZero: Day = '2000-01-01';
const lastDay = 0xffff;

/** Why a text is no code of this version. */
export type SlipFault = 'unreadable' | 'otherVersion';

// A signature of one thing is none of another: each begins with what it is of.
const bytesOf = (words: string) => Uint8Array.from(words, (letter) => letter.charCodeAt(0));
const ofCertificate = bytesOf('linli slip certificate 1\n');
const ofSlip = bytesOf('linli slip 1\n');

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** A whole number in so many bytes, the highest first. */
const numberIn = (count: number, value: number): Uint8Array =>
	Uint8Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);
const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** Hexadecimal as bytes; dashes, as ids have them, count for nothing. */
export const hexIn = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(text.replaceAll('-', '').match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** Bytes in hexadecimal. */
export const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const idOf = (bytes: Uint8Array): Id =>
	hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Whether a code can say this day. A phone whose clock is in another century makes no codes. */
const isSayable = (day: Day): boolean => {
	const count = daysBetween(dayZero, day);
	return count >= 0 && count <= lastDay;
};
const dayIn = (day: Day) => numberIn(2, daysBetween(dayZero, day));
const dayOf = (bytes: Uint8Array): Day => addDays(dayZero, numberOf(bytes));

/** The part of a certificate that the server signs. Throws for a day that cannot be said. */
function certificatePart({ keyId, deviceId, personId, until, publicKey }: Certificate) {
	if (!isSayable(until)) throw new RangeError(`no certificate until ${until}`);
	return joined(hexIn(keyId), hexIn(deviceId), hexIn(personId), dayIn(until), publicKey);
}

/** What a server signs to vouch for a phone's key. */
export const certificateMessage = (certificate: Certificate): Uint8Array<ArrayBuffer> =>
	joined(ofCertificate, certificatePart(certificate));

/** A certificate as phones keep it. */
export const certifiedBy = (
	certificate: Certificate,
	signature: Uint8Array
): Uint8Array<ArrayBuffer> => joined(certificatePart(certificate), signature);

function readCertificate(bytes: Uint8Array): Certificate {
	return {
		keyId: hexOf(bytes.subarray(0, 8)),
		deviceId: idOf(bytes.subarray(8, 24)),
		personId: idOf(bytes.subarray(24, 40)),
		until: dayOf(bytes.subarray(40, 42)),
		publicKey: bytes.slice(42, certificateBytes)
	};
}

/** What a certificate says; undefined for bytes that are none. Says nothing of its signature. */
export const certificateOf = (certified: Uint8Array): Certificate | undefined =>
	certified.length === certifiedBytes ? readCertificate(certified) : undefined;

/**
 * What a phone signs: the receipt and the certificate together. Undefined for an amount or a day that no code can say.
 * Put before a signature of `message`, `bytes` are a code.
 */
export function slipToSign(
	{ bookingId, forId, fen, day }: SlipFacts,
	certified: Uint8Array
): { bytes: Uint8Array<ArrayBuffer>; message: Uint8Array<ArrayBuffer> } | undefined {
	if (!isAmount(fen) || !isSayable(day) || certified.length !== certifiedBytes) return undefined;
	const bytes = joined(
		Uint8Array.of(slipVersion),
		hexIn(bookingId),
		hexIn(forId),
		numberIn(5, fen),
		dayIn(day),
		certified
	);
	return { bytes, message: joined(ofSlip, bytes) };
}

/** The code: what was signed, and the phone's signature of it. */
export const slipCode = (bytes: Uint8Array, signature: Uint8Array): string =>
	toBase64url(joined(bytes, signature));

/** Reads a code that somebody holds out. Whether it is real is for `checkSlip` to say. */
export function readSlip(code: string): Result<Slip, SlipFault> {
	// Before anything is reckoned: an address may carry a megabyte.
	if (code.length > 4 * slipLength) return fail('unreadable');
	const bytes = fromBase64url(code);
	if (!bytes || bytes.length === 0) return fail('unreadable');
	if (bytes[0] !== slipVersion) return fail('otherVersion');
	if (bytes.length !== slipBytes) return fail('unreadable');
	const end = factsBytes + certificateBytes;
	const fen = numberOf(bytes.subarray(33, 38));
	if (!isAmount(fen)) return fail('unreadable');
	return ok({
		facts: {
			bookingId: idOf(bytes.subarray(1, 17)),
			forId: idOf(bytes.subarray(17, 33)),
			fen,
			day: dayOf(bytes.subarray(38, factsBytes))
		},
		certificate: readCertificate(bytes.subarray(factsBytes, end)),
		vouched: {
			signature: bytes.slice(end, end + pairBytes),
			message: joined(ofCertificate, bytes.subarray(factsBytes, end))
		},
		signed: {
			signature: bytes.slice(end + pairBytes),
			message: joined(ofSlip, bytes.subarray(0, end + pairBytes))
		}
	});
}
