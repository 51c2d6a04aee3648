import { keyBytes, vaultOf } from '$lib/store/cipher';
import { sealingOf, type Sealing } from '$lib/store/sealing';

const key = new Uint8Array(keyBytes).fill(7);
// A nonce need not be kept from anybody, and a world plays the same whatever it is.
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** How the phones of a simulated world keep their records: sealed, as a person's phone does. */
export const sealed: Sealing = sealingOf(vaultOf(key, random));

/** In every second pair of worlds phones seal what they write: the promises hold with and without. */
export const sealingOfWorld = (seed: number): Sealing | undefined =>
	seed % 4 < 2 ? sealed : undefined;
