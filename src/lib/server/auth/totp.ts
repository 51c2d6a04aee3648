import { randomInt, timingSafeEqual } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';

// Codes of six digits that change every thirty seconds (RFC 6238), with SHA-1 as all authenticator apps have it.

const stepMs = 30_000;
/** A phone's clock may be one step off, and typing takes a while (RFC 6238, section 5.2). */
const window = 1;

/** A fresh secret: 20 characters of 94, hence 131 random bits, 32 letters when typed into another app (RFC 4226, R6: ≥ 128). */
export const newSecret = (): string =>
	Array.from({ length: 20 }, () => String.fromCharCode(randomInt(33, 127))).join('');

/** What an authenticator app reads: the address in the QR code, and its secret as letters to type. */
export function forApp(secret: string, account: string): { url: string; secret: string } {
	const url = createOTP(secret).url('Linli', account);
	return { url, secret: new URL(url).searchParams.get('secret') ?? '' };
}

/**
 * The step whose code was given, undefined for a wrong code. Only steps after `last` count: a code that was taken, or one
 * older than it, is never taken again.
 */
export async function stepOf(
	code: string,
	secret: string,
	now: number,
	last: number
): Promise<number | undefined> {
	const given = Buffer.from(code);
	const otp = createOTP(secret);
	const middle = Math.floor(now / stepMs);
	let found: number | undefined;
	for (let step = middle - window; step <= middle + window; step++) {
		const right = Buffer.from(await otp.hotp(step));
		const fits = given.length === right.length && timingSafeEqual(given, right);
		if (fits && step > last) found ??= step;
	}
	return found;
}
