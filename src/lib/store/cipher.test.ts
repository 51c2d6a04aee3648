import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyBytes, vaultOf } from './cipher';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

test('the cipher is AES-GCM as browsers have it: each opens what the other sealed', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.uint8Array({ maxLength: 300 }),
				fc.uint8Array({ minLength: 4_000, maxLength: 4_200, size: 'max' })
			),
			fc.uint8Array({ maxLength: 80 }),
			async (plain, bound) => {
				const raw = random(keyBytes);
				const vault = vaultOf(raw, random);
				const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [
					'encrypt',
					'decrypt'
				]);
				const sealed = await vault.seal(plain, bound);
				const by = (iv: Uint8Array<ArrayBuffer>) => ({
					name: 'AES-GCM',
					iv,
					additionalData: new Uint8Array(bound)
				});
				const opened = await crypto.subtle.decrypt(by(sealed.slice(1, 13)), key, sealed.slice(13));
				expect(new Uint8Array(opened)).toEqual(new Uint8Array(plain));
				const iv = random(12);
				const theirs = await crypto.subtle.encrypt(by(iv), key, new Uint8Array(plain));
				const joined = Uint8Array.from([1, ...iv, ...new Uint8Array(theirs)]);
				expect(await vault.open(joined, bound)).toEqual(new Uint8Array(plain));
				expect(vault.openNow(joined, bound)).toEqual(new Uint8Array(plain));
			}
		),
		{ numRuns: 200 }
	);
});

test('the same words sealed twice look different, and a short key is not taken', () => {
	const vault = vaultOf(random(keyBytes), random);
	const words = new TextEncoder().encode('楼道灯不亮');
	expect(vault.seal(words, words)).not.toEqual(vault.seal(words, words));
	expect(() => vaultOf(random(16), random)).toThrow('32 bytes');
});
