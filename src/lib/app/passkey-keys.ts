import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { changeRing, readRing } from '$lib/store/rings';
import { makeKey, openedBy, type NotOpened, type Opened } from './keys';
import { unwrapByPasskey, wrapByPasskey } from './key-wraps';

/** Finds a person's data key by a passkey whose authenticator answers a secret. It works without a server. */

/** A passkey that its owner has just used; without a secret where the authenticator has none. */
export interface UsedPasskey {
	id: string;
	secret: Uint8Array<ArrayBuffer> | null;
}

/** How the person's records here can be opened: by something typed, and by which passkeys. */
export interface WaysToOpen {
	typed: boolean;
	passkeys: string[];
}

/** What opens the person's records on this phone. */
export async function waysToOpen(personId: string): Promise<WaysToOpen> {
	const { password, pin, passkeys } = (await readRing(personId))?.wraps ?? {};
	return {
		typed: password !== undefined || pin !== undefined,
		passkeys: passkeys?.map(({ id }) => id) ?? []
	};
}

/** The key that this passkey opens here; null where it opens nothing. */
async function keyUnder(
	personId: string,
	{ id, secret }: UsedPasskey
): Promise<Uint8Array<ArrayBuffer> | null> {
	const wrap = (await readRing(personId))?.wraps.passkeys?.find((one) => one.id === id);
	return secret && wrap ? unwrapByPasskey(secret, wrap) : null;
}

/** Forgives what was typed wrong before. A PIN that was tried in vain until the ring shut is not tried further. */
const forgive = (personId: string) =>
	changeRing(personId, (now) => {
		const wraps = { ...now.wraps };
		if (now.isShut) delete wraps.pin;
		return { ...now, wraps, wrong: 0, nextTryAt: 0, isShut: false };
	});

/**
 * Opens a locked phone by a passkey. It is no guess, so it neither waits after wrong ones nor counts as one; but a ring
 * that has shut opens by signing in alone. `lost`: there is no ring here any more.
 */
export async function openByPasskey(
	personId: string,
	used: UsedPasskey
): Promise<Result<Opened, NotOpened | { code: 'noKey' }>> {
	const ring = await readRing(personId);
	if (!ring) return fail({ code: 'lost' });
	if (ring.isShut) return fail({ code: 'shut' });
	const key = await keyUnder(personId, used);
	if (!key) return fail({ code: 'noKey' });
	await forgive(personId);
	return ok(openedBy(key));
}

/**
 * The key of somebody who has just signed in by this passkey: a new one, or the one that it opens here. Null where it
 * opens nothing: then what is here opens by PIN or password, as before.
 */
export async function keyAfterPasskey(personId: string, used: UsedPasskey): Promise<Opened | null> {
	const { id, secret } = used;
	if (!(await readRing(personId)))
		return secret
			? makeKey(personId, async (key) => ({ passkeys: [await wrapByPasskey(id, secret, key)] }))
			: null;
	const key = await keyUnder(personId, used);
	if (!key) return null;
	await forgive(personId);
	return openedBy(key);
}

/** Has a passkey open this phone, besides what opens it already. False where the passkey cannot. */
export async function letPasskeyOpen(
	personId: string,
	key: Uint8Array,
	{ id, secret }: UsedPasskey
): Promise<boolean> {
	if (!secret) return false;
	const wrap = await wrapByPasskey(id, secret, key);
	const changed = await changeRing(personId, (now) => {
		const others = now.wraps.passkeys?.filter((one) => one.id !== id) ?? [];
		return { ...now, wraps: { ...now.wraps, passkeys: [...others, wrap] } };
	});
	return changed !== undefined;
}
