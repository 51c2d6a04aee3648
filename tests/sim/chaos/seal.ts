import { createCipheriv, createDecipheriv } from 'node:crypto';
import { keyBytes } from '$lib/store/cipher';
import { sealingOf, type Sealing, type Vault } from '$lib/store/sealing';

const key = new Uint8Array(keyBytes).fill(7);
const method = 'aes-256-gcm';
const tagBytes = 16;
/** Some rows of a small world are larger than this, and some are not. */
const soonBytes = 400;

/**
 * The phones' cipher by the engine of this process, many times as fast, so that more worlds are played in an hour. The
 * phones' own one has tests of its own. Each record has another nonce, which nobody here has to guess.
 */
function quickVault(): Vault {
	let count = 0n;
	const vault = {
		seal(plain: Uint8Array, bound: Uint8Array) {
			const nonce = Buffer.alloc(12);
			nonce.writeBigUInt64BE((count += 1n));
			const cipher = createCipheriv(method, key, nonce).setAAD(bound);
			const text = [cipher.update(plain), cipher.final()];
			return new Uint8Array(Buffer.concat([nonce, ...text, cipher.getAuthTag()]));
		},
		openNow(sealed: Uint8Array, bound: Uint8Array) {
			const decipher = createDecipheriv(method, key, sealed.subarray(0, 12)).setAAD(bound);
			decipher.setAuthTag(sealed.subarray(-tagBytes));
			const text = decipher.update(sealed.subarray(12, -tagBytes));
			return new Uint8Array(Buffer.concat([text, decipher.final()]));
		}
	};
	// Large records answer a moment later, as the browser's cipher does; the moment is the same in every run of a seed.
	const soon = <T>(bytes: number, value: T) => (bytes > soonBytes ? Promise.resolve(value) : value);
	return {
		...vault,
		seal: (plain, bound) => soon(plain.length, vault.seal(plain, bound)),
		open: (sealed, bound) => soon(sealed.length, vault.openNow(sealed, bound))
	};
}

/** How the phones of a simulated world keep their records: sealed, as a person's phone does. */
export const sealed: Sealing = sealingOf(quickVault());

/** In every fourth pair of worlds phones seal what they write: the promises hold with and without. */
export const sealingOfWorld = (seed: number): Sealing | undefined =>
	seed % 8 < 2 ? sealed : undefined;
