import { gcm } from '@noble/ciphers/aes.js';
import type { Vault } from './sealing';

/** AES-256-GCM (NIST SP 800-38D). Layout: form, nonce, ciphertext with its tag; the form lets another cipher follow one day. */
const form = 1;
const nonceBytes = 12;
/** Bytes of a data key. */
export const keyBytes = 32;

/**
 * A vault under a data key of `keyBytes` bytes. Works without waiting: the browser's own cipher answers later, and by
 * then a transaction has ended (decision 17). Nonces are random; a key is good for 2³² records.
 */
export function vaultOf(key: Uint8Array, random: (bytes: number) => Uint8Array): Vault {
	if (key.length !== keyBytes) throw new RangeError(`a data key has ${keyBytes} bytes`);
	return {
		seal(plain, bound) {
			const nonce = random(nonceBytes);
			const text = gcm(key, nonce, bound).encrypt(plain);
			const sealed = new Uint8Array(1 + nonceBytes + text.length);
			sealed[0] = form;
			sealed.set(nonce, 1);
			sealed.set(text, 1 + nonceBytes);
			return sealed;
		},
		open(sealed, bound) {
			if (sealed[0] !== form) throw new Error(`sealed in an unknown form ${sealed[0]}`);
			const nonce = sealed.subarray(1, 1 + nonceBytes);
			return gcm(key, nonce, bound).decrypt(sealed.subarray(1 + nonceBytes));
		}
	};
}
