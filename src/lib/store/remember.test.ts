import { expect, test } from 'vitest';
import { remembering } from './remember';
import type { Vault } from './sealing';

/** A vault that answers large ones later, and says how often it was asked to open one. */
function slowVault() {
	let opened = 0;
	const openNow: Vault['openNow'] = (sealed) => {
		opened++;
		return sealed.slice(0, -16);
	};
	const vault = remembering({
		seal: (plain) =>
			Promise.resolve(Uint8Array.from([...plain, ...crypto.getRandomValues(new Uint8Array(16))])),
		open: (sealed, bound) => Promise.resolve(openNow(sealed, bound)),
		openNow
	});
	return { vault, opened: () => opened };
}

const bound = Uint8Array.of(1, 2);
const plain = (bytes: number) => crypto.getRandomValues(new Uint8Array(Math.min(bytes, 60_000)));

test('what was sealed or opened a moment ago is answered at once and not opened again', async () => {
	const { vault, opened } = slowVault();
	const words = plain(5_000);
	const sealed = await vault.seal(words, bound);
	expect(vault.open(sealed, bound)).toEqual(words);
	expect(vault.openNow(sealed, bound)).toEqual(words);
	expect(opened()).toBe(0);
});

test('what is answered at once anyway is remembered as well, unless it is small', () => {
	let opened = 0;
	const vault = remembering({
		seal: (words) => Uint8Array.from([...words, ...crypto.getRandomValues(new Uint8Array(16))]),
		open: (sealed) => (opened++, sealed.slice(0, -16)),
		openNow: (sealed) => sealed.slice(0, -16)
	});
	const shelf = plain(3_000);
	expect(vault.open(vault.seal(shelf, bound) as Uint8Array, bound)).toEqual(shelf);
	expect(opened).toBe(0);
	vault.open(vault.seal(plain(200), bound) as Uint8Array, bound);
	expect(opened).toBe(1);
});

test('what is remembered is not given out for another record', async () => {
	const { vault, opened } = slowVault();
	const sealed = await vault.seal(plain(5_000), bound);
	await vault.open(sealed, Uint8Array.of(1, 3));
	expect(opened()).toBe(1);
});

test('the memory has an end: what was touched last stays, and a photo is not remembered at all', async () => {
	const { vault, opened } = slowVault();
	const first = await vault.seal(plain(60_000), bound);
	const second = await vault.seal(plain(60_000), bound);
	for (let i = 0; i < 31; i++) await vault.seal(plain(60_000), bound);
	await vault.open(second, bound);
	expect(opened()).toBe(0);
	await vault.seal(plain(60_000), bound);
	await vault.open(second, bound);
	expect(opened()).toBe(0);
	await vault.open(first, bound);
	expect(opened()).toBe(1);
	const photo = await vault.seal(new Uint8Array(200_000), bound);
	await vault.open(photo, bound);
	expect(opened()).toBe(2);
});
