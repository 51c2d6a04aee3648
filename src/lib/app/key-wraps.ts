import type { PasskeyWrap, Wrap } from '$lib/store/rings';
import { fromHex, stretch, toHex, usable, type Cost } from './stretch';

/** Wraps a data key under a secret that a person knows, or under another key; the browser's own AES-GCM. */

/**
 * What one guess costs, KiB and passes: one of the profiles for Argon2id that OWASP calls equally strong, and the one of
 * them that a phone is done with soonest. Each wrap says its own.
 */
const cost: Cost = { memory: 19_456, passes: 2, lanes: 1 };

/** Random bytes, good enough for keys. */
export const random = (bytes: number): Uint8Array<ArrayBuffer> =>
	crypto.getRandomValues(new Uint8Array(bytes));

/** Wraps bytes under a key of 32 bytes. */
export async function wrapUnder(key: Uint8Array, bytes: Uint8Array): Promise<Wrap> {
	const iv = random(12);
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv },
		await usable(new Uint8Array(key)),
		new Uint8Array(bytes)
	);
	return { nonce: toHex(iv), sealed: toHex(new Uint8Array(sealed)) };
}

/** What was wrapped under this key; null when it was another one. */
export async function unwrapUnder(
	key: Uint8Array,
	{ nonce, sealed }: Wrap
): Promise<Uint8Array<ArrayBuffer> | null> {
	try {
		const opened = await crypto.subtle.decrypt(
			{ name: 'AES-GCM', iv: fromHex(nonce) },
			await usable(new Uint8Array(key)),
			fromHex(sealed)
		);
		return new Uint8Array(opened);
	} catch {
		// The only thing that decrypting says: the key does not fit.
		return null;
	}
}

/** Wraps bytes under what a person knows. */
export async function wrapBySecret(secret: string, bytes: Uint8Array): Promise<Wrap> {
	const salt = toHex(random(16));
	return { ...(await wrapUnder(await stretch(secret, salt, cost), bytes)), salt, cost };
}

/** What was wrapped under this secret; null for another one. */
export async function unwrapBySecret(
	secret: string,
	wrap: Wrap
): Promise<Uint8Array<ArrayBuffer> | null> {
	if (!wrap.salt || !wrap.cost) return null;
	return unwrapUnder(await stretch(secret, wrap.salt, wrap.cost), wrap);
}

/** The wrapping key out of what an authenticator answered: HKDF, so that each ring has another one. */
async function keyOf(secret: Uint8Array<ArrayBuffer>, salt: string): Promise<Uint8Array> {
	const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
	const info = new TextEncoder().encode('linli data key');
	const how = { name: 'HKDF', hash: 'SHA-256', salt: fromHex(salt), info };
	return new Uint8Array(await crypto.subtle.deriveBits(how, from, 256));
}

/** Wraps bytes under what the authenticator answers for this passkey alone. It cannot be guessed, so nothing is stretched. */
export async function wrapByPasskey(
	id: string,
	secret: Uint8Array<ArrayBuffer>,
	bytes: Uint8Array
): Promise<PasskeyWrap> {
	const salt = toHex(random(32));
	return { ...(await wrapUnder(await keyOf(secret, salt), bytes)), id, salt };
}

/** What was wrapped under this answer; null for another one. */
export const unwrapByPasskey = async (
	secret: Uint8Array<ArrayBuffer>,
	wrap: PasskeyWrap
): Promise<Uint8Array<ArrayBuffer> | null> => unwrapUnder(await keyOf(secret, wrap.salt), wrap);
