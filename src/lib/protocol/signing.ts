/**
 * Signatures as browsers and Node alike make and check them (Web Cryptography): ECDSA on P-256 with SHA-256. Ed25519
 * would be shorter; browsers of our floor do not have it.
 */
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const scheme = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** What a point begins with that has both its coordinates (SEC 1, 2.3.3). */
const whole = 4;

/** A key that signs, as it is kept: the private half in PKCS #8, the public one as both coordinates. */
export interface SigningPair {
	privateKey: Uint8Array<ArrayBuffer>;
	publicKey: Uint8Array<ArrayBuffer>;
}

/** Whether this browser signs and checks; one that was opened at an address without TLS does not. */
export const canSign = (): boolean => globalThis.crypto?.subtle !== undefined;

/** A new pair. */
export async function makePair(): Promise<SigningPair> {
	const { subtle } = crypto;
	const { privateKey, publicKey } = await subtle.generateKey(curve, true, ['sign', 'verify']);
	const [secret, point] = await Promise.all([
		subtle.exportKey('pkcs8', privateKey),
		subtle.exportKey('raw', publicKey)
	]);
	return { privateKey: new Uint8Array(secret), publicKey: new Uint8Array(point).slice(1) };
}

/** Signs. The key that the browser works with cannot be taken out of it again. */
export async function sign(
	privateKey: Uint8Array<ArrayBuffer>,
	message: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	const key = await crypto.subtle.importKey('pkcs8', privateKey, curve, false, ['sign']);
	return new Uint8Array(await crypto.subtle.sign(scheme, key, message));
}

/** Whether it is a signature under this public key. False for what is no point of the curve. */
export async function verify(
	publicKey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array
): Promise<boolean> {
	try {
		const point = Uint8Array.of(whole, ...publicKey);
		const key = await crypto.subtle.importKey('raw', point, curve, false, ['verify']);
		return await crypto.subtle.verify(
			scheme,
			key,
			new Uint8Array(signature),
			new Uint8Array(message)
		);
	} catch {
		// Importing fails for this reason alone: the coordinates are on no curve.
		return false;
	}
}
