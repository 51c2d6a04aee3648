import Dexie, { type Table } from 'dexie';

/** What a data key is wrapped with, all in hexadecimal. `salt` and `cost` where the wrapping key comes from a secret. */
export interface Wrap {
	nonce: string;
	sealed: string;
	salt?: string;
	cost?: { memory: number; passes: number; lanes: number };
}

/** A wrap that a passkey opens whose authenticator answers a secret; `id` as the authenticator named it. */
export interface PasskeyWrap extends Wrap {
	id: string;
	salt: string;
}

/**
 * How one person's data key is found again on this phone. It lies here wrapped only, never by itself, except where there
 * is nothing to hide.
 */
export interface KeyRing {
	personId: string;
	/** By this name the server keeps the share of the key. */
	ringId: string;
	/** The device's id, which lies sealed in the database as well: by it a locked phone asks what is asked of it. */
	deviceId?: string;
	/** Under the password with which the person last signed in here, their PIN, the server's share, and their passkeys. */
	wraps: { password?: Wrap; pin?: Wrap; share?: Wrap; passkeys?: PasskeyWrap[] };
	/** The share, sealed under the data key, so that it can be handed to the server again. */
	shareInside?: Wrap;
	/** Records from before there was a key lie here in clear and are still to be sealed. */
	hasClear?: boolean;
	/** In a demonstration: the data key itself, in hexadecimal. */
	open?: string;
	/** Secrets that did not fit since the last that did; counted before they are tried. */
	wrong: number;
	/** Before this moment (epoch ms by the phone's clock) none is tried. */
	nextTryAt: number;
	/** Too many did not fit: only signing in opens it again. */
	isShut: boolean;
}

/**
 * The rings of everybody who uses this phone. Strictly durable, because what is sealed under a key that is lost is lost
 * with it: a ring is on the disk before anything is sealed.
 */
class RingsDb extends Dexie {
	readonly rings!: Table<KeyRing, string>;

	constructor() {
		super('linli.keys', { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({ rings: '&personId' });
	}
}

/** Opens and closes it around one question, so that nobody holds it up. */
async function ask<T>(work: (rings: Table<KeyRing, string>) => PromiseLike<T>): Promise<T> {
	const db = new RingsDb();
	try {
		return await work(db.rings);
	} finally {
		db.close();
	}
}

/** Each ring as this page saw it last: a browser that is short of room clears the disk under open pages. */
const seen = new Map<string, KeyRing>();

function see<T extends KeyRing | undefined>(ring: T): T {
	if (ring) seen.set(ring.personId, ring);
	return ring;
}

/** A person's ring on this phone. */
export const readRing = async (personId: string): Promise<KeyRing | undefined> =>
	see(await ask((rings) => rings.get(personId)));

/** Writes it whole; resolves when it is on the disk for good. */
export const writeRing = (ring: KeyRing): Promise<string> => ask((rings) => rings.put(see(ring)));

/** Throws a ring away, and with it whatever is sealed under its key. */
export function dropRing(personId: string): Promise<void> {
	seen.delete(personId);
	return ask((rings) => rings.delete(personId));
}

/** Writes a ring that the browser has cleared again, as this page saw it last; one that lies there stays as it is. */
export async function putRingBack(personId: string): Promise<void> {
	const ring = seen.get(personId);
	if (!ring) return;
	await ask((rings) =>
		rings.db.transaction('rw', rings, async () => {
			if (!(await rings.get(personId))) await rings.put(ring);
		})
	);
}

/** Changes a ring in one transaction and answers it as it is now; undefined where there is none. */
export const changeRing = (
	personId: string,
	change: (ring: KeyRing) => KeyRing
): Promise<KeyRing | undefined> =>
	ask((rings) =>
		rings.db.transaction('rw', rings, async () => {
			const ring = await rings.get(personId);
			if (!ring) return undefined;
			const changed = change(ring);
			await rings.put(changed);
			return see(changed);
		})
	);
