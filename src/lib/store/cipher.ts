import { AES } from '@stablelib/aes';
import { GCM } from '@stablelib/gcm';
import { remembering } from './remember';
import type { Vault } from './sealing';

/** AES-256-GCM (NIST SP 800-38D). Layout: form, nonce, ciphertext with its tag; the form lets another cipher follow one day. */
const form = 1;
const nonceBytes = 12;
/** Bytes of a data key. */
export const keyBytes = 32;

/**
 * Up to this many bytes are sealed here and now: the browser's own cipher is many times as fast, but answers later, and
 * that costs a transaction one more way to the disk (decision 17).
 */
const soonBytes = 4_096;

/** Each asked for once; fetched by the dozen, because asking the browser costs more than the bytes. */
function noncesFrom(random: (bytes: number) => Uint8Array): () => Uint8Array {
	const many = 32;
	let [bytes, used] = [new Uint8Array(0), 0];
	return () => {
		if (used === bytes.length) [bytes, used] = [new Uint8Array(random(nonceBytes * many)), 0];
		return bytes.subarray(used, (used += nonceBytes));
	};
}

/**
 * A vault under a data key of `keyBytes` bytes; larger records by the browser's own cipher. Nonces are random; a key is
 * good for 2³² records.
 */
export function vaultOf(key: Uint8Array, random: (bytes: number) => Uint8Array): Vault {
	if (key.length !== keyBytes) throw new RangeError(`a data key has ${keyBytes} bytes`);
	const here = new GCM(new AES(key, true));
	const nextNonce = noncesFrom(random);
	let imported: Promise<CryptoKey> | undefined;
	const browsers = () =>
		(imported ??= crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, [
			'encrypt',
			'decrypt'
		]));
	const by = (nonce: Uint8Array, bound: Uint8Array) => ({
		name: 'AES-GCM',
		iv: new Uint8Array(nonce),
		additionalData: new Uint8Array(bound)
	});

	/** Nonce and ciphertext of what was sealed. */
	function parts(sealed: Uint8Array): [Uint8Array, Uint8Array<ArrayBuffer>] {
		if (sealed[0] !== form) throw new Error(`sealed in an unknown form ${sealed[0]}`);
		return [
			sealed.subarray(1, 1 + nonceBytes),
			sealed.subarray(1 + nonceBytes) as Uint8Array<ArrayBuffer>
		];
	}

	function openNow(sealed: Uint8Array, bound: Uint8Array): Uint8Array {
		const [nonce, text] = parts(sealed);
		const plain = here.open(nonce, text, bound);
		if (!plain) throw new Error('what was sealed does not open');
		return plain;
	}

	async function openLater(sealed: Uint8Array, bound: Uint8Array): Promise<Uint8Array> {
		const [nonce, text] = parts(sealed);
		return new Uint8Array(await crypto.subtle.decrypt(by(nonce, bound), await browsers(), text));
	}

	function joined(nonce: Uint8Array, text: Uint8Array): Uint8Array<ArrayBuffer> {
		const sealed = new Uint8Array(1 + nonceBytes + text.length);
		sealed[0] = form;
		sealed.set(nonce, 1);
		sealed.set(text, 1 + nonceBytes);
		return sealed;
	}

	async function sealLater(
		nonce: Uint8Array,
		plain: Uint8Array,
		bound: Uint8Array
	): Promise<Uint8Array<ArrayBuffer>> {
		const text = await crypto.subtle.encrypt(
			by(nonce, bound),
			await browsers(),
			plain as Uint8Array<ArrayBuffer>
		);
		return joined(nonce, new Uint8Array(text));
	}

	return remembering({
		seal(plain, bound) {
			const nonce = nextNonce();
			return plain.length > soonBytes
				? sealLater(nonce, plain, bound)
				: joined(nonce, here.seal(nonce, plain, bound));
		},
		open: (sealed, bound) => (sealed.length > soonBytes ? openLater : openNow)(sealed, bound),
		openNow
	});
}
