import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { readRing, writeRing } from '$lib/store/rings';
import { random, unwrapByPasskey, unwrapUnder, wrapByPasskey } from './key-wraps';
import { keepShare, keyAfterSignIn, setPassword, setPin, tryToOpen } from './keys';
import { keyAfterPasskey, letPasskeyOpen, openByPasskey, waysToOpen } from './passkey-keys';

let person: string;
/** What the server says at the next start. */
let good: string[] | undefined;
const passkey = { id: 'passkey-1', secret: random(32) };
const stranger = { id: 'passkey-1', secret: random(32) };

beforeEach(() => {
	person = crypto.randomUUID();
	good = undefined;
	vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ passkeys: good })));
	return () => vi.unstubAllGlobals();
});

/** Somebody who signed in with a password, and lets a passkey open the phone. */
async function begin() {
	const { key } = (await keyAfterSignIn(person, 'eight chars'))!;
	await letPasskeyOpen(person, key, passkey);
	return key;
}
const opens = async (used = passkey) => {
	const tried = await openByPasskey(person, used);
	return tried.ok ? tried.value.key : tried.error.code;
};

test('a wrap opens by the answer that it was made with, and by no other', async () => {
	const wrap = await wrapByPasskey('id', passkey.secret, Uint8Array.of(1, 2, 3));
	expect(await unwrapByPasskey(passkey.secret, wrap)).toEqual(Uint8Array.of(1, 2, 3));
	expect(await unwrapByPasskey(stranger.secret, wrap)).toBeNull();
	const salt = '00'.repeat(32);
	expect(await unwrapByPasskey(passkey.secret, { ...wrap, salt })).toBeNull();
});

test('the answer does not lie in the ring, and neither does the key', async () => {
	const key = await begin();
	const ring = JSON.stringify(await readRing(person));
	for (const secret of [passkey.secret, key])
		expect(ring).not.toContain(Buffer.from(secret).toString('hex'));
});

test('a passkey opens the same key as the password, and goes on after new ones', async () => {
	const key = await begin();
	expect(await opens()).toEqual(key);
	await setPassword(person, key, 'another one');
	await setPin(person, key, '260417');
	expect(await opens()).toEqual(key);
	expect((await tryToOpen(person, '260417')).ok).toBe(true);
	expect(await waysToOpen(person)).toEqual({ typed: true, passkeys: ['passkey-1'] });
});

test('another authenticator opens nothing, and that is no wrong try', async () => {
	await begin();
	expect(await opens(stranger)).toBe('noKey');
	expect(await opens({ ...passkey, id: 'passkey-2' })).toBe('noKey');
	expect((await readRing(person))?.wrong).toBe(0);
});

test('it opens while wrong ones make everybody wait, and forgives them', async () => {
	const key = await begin();
	for (let i = 0; i < 4; i++) await tryToOpen(person, `guess ${i}`);
	expect(await tryToOpen(person, 'eight chars')).toMatchObject({ error: { code: 'wait' } });
	expect(await opens()).toEqual(key);
	expect(await tryToOpen(person, 'guess')).toMatchObject({ error: { code: 'wrong', left: 9 } });
});

test('a ring that has shut opens by signing in alone, by the passkey too, without its PIN', async () => {
	const key = await begin();
	await setPin(person, key, '260417');
	await writeRing({ ...(await readRing(person))!, isShut: true, wrong: 10 });
	expect(await opens()).toBe('shut');
	expect((await keyAfterPasskey(person, passkey))?.key).toEqual(key);
	expect(await readRing(person)).toMatchObject({ isShut: false, wrong: 0 });
	expect((await readRing(person))?.wraps.pin).toBeUndefined();
});

test('signing in by a passkey makes a ring where there is none, which a password joins later', async () => {
	const made = await keyAfterPasskey(person, passkey);
	expect(await waysToOpen(person)).toEqual({ typed: false, passkeys: ['passkey-1'] });
	expect(await opens()).toEqual(made?.key);
	const { shareInside, wraps, ringId } = (await readRing(person))!;
	const share = await unwrapUnder(made!.key, shareInside!);
	vi.stubGlobal('fetch', () =>
		Promise.resolve(Response.json({ share: Buffer.from(share!).toString('hex') }))
	);
	expect(wraps.password).toBeUndefined();
	expect((await keyAfterSignIn(person, 'eight chars'))?.key).toEqual(made?.key);
	expect(await readRing(person)).toMatchObject({ ringId });
	expect(await waysToOpen(person)).toEqual({ typed: true, passkeys: ['passkey-1'] });
	expect(await opens()).toEqual(made?.key);
});

test('one without a secret makes nothing and opens nothing', async () => {
	expect(await keyAfterPasskey(person, { id: 'passkey-1', secret: null })).toBeNull();
	expect(await readRing(person)).toBeUndefined();
	const key = await begin();
	expect(await letPasskeyOpen(person, key, { id: 'passkey-2', secret: null })).toBe(false);
	expect(await keyAfterPasskey(person, { id: 'passkey-1', secret: null })).toBeNull();
});

test('one that was removed elsewhere opens no more from the next start with a server on', async () => {
	const key = await begin();
	await keepShare(person, key);
	expect(await opens()).toEqual(key);
	good = ['passkey-1'];
	await keepShare(person, key);
	expect(await opens()).toEqual(key);
	good = ['another'];
	await keepShare(person, key);
	expect(await opens()).toBe('noKey');
	expect((await tryToOpen(person, 'eight chars')).ok).toBe(true);
});
