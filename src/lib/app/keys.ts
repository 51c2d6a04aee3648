import Dexie from 'dexie';
import { uuid7 } from '$lib/domain/kernel/uuid';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { KeepShareReply, ShareReply } from '$lib/protocol/vault';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { databaseName, PersonDb } from '$lib/store/db';
import { changeRing, dropRing, readRing, writeRing, type KeyRing } from '$lib/store/rings';
import { sealingOf, type Sealing } from '$lib/store/sealing';
import { random, unwrapBySecret, unwrapUnder, wrapBySecret, wrapUnder } from './key-wraps';
import { post } from './remote';
import { fromHex, toHex } from './stretch';

/** Finds a person's data key on this phone, by what they know or with the server's help. */

/** A data key, and what it makes of a database. */
export interface Opened {
	key: Uint8Array;
	sealing: Sealing;
}

/** Why a secret opened nothing. `wait` until then (epoch ms); `shut`: only signing in opens; `lost`: nothing is here any more. */
export type NotOpened =
	| { code: 'wrong'; left: number }
	| { code: 'wait'; until: number }
	| { code: 'shut' }
	| { code: 'lost' };

/** After so many secrets that did not fit the phone gives itself up, or shuts. */
const mostWrong = 10;
/** The first few are slips of a finger; from then on each waits twice as long as the one before, ms. */
const [freeTries, firstWaitMs, longestWaitMs] = [3, 5_000, 300_000];

/** How long nothing is tried after so many wrong ones, ms. */
export const waitAfter = (wrong: number): number =>
	wrong < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - freeTries));

/** What a key makes of a database. */
export const openedBy = (key: Uint8Array): Opened => ({
	key,
	sealing: sealingOf(vaultOf(key, random))
});

/** Whether this phone has a ring for the person, and whether it opens by itself. */
export async function ringState(personId: string): Promise<'none' | 'locked' | Opened> {
	const ring = await readRing(personId);
	if (!ring) return 'none';
	return ring.open ? openedBy(fromHex(ring.open)) : 'locked';
}

const emptyRing = (personId: string): KeyRing => ({
	personId,
	ringId: uuid7(Date.now(), random(10)),
	wraps: {},
	wrong: 0,
	nextTryAt: 0,
	isShut: false
});

/** A key of a demonstration, whose people are invented: it lies beside what it seals. What is sealed under another is gone. */
export async function openKey(personId: string): Promise<Opened> {
	const known = await ringState(personId);
	if (typeof known === 'object') return known;
	if ((await whatLies(personId)) === 'sealed') await Dexie.delete(databaseName(personId));
	const key = random(keyBytes);
	await writeRing({ ...emptyRing(personId), open: toHex(key) });
	return openedBy(key);
}

/** A new key, wrapped as said. What lies here sealed is sealed under a key that is nowhere any more. */
export async function makeKey(
	personId: string,
	wrap: (key: Uint8Array) => Promise<KeyRing['wraps']>
): Promise<Opened> {
	const lying = await whatLies(personId);
	if (lying === 'sealed') await Dexie.delete(databaseName(personId));
	const key = random(keyBytes);
	const share = random(keyBytes);
	await writeRing({
		...emptyRing(personId),
		hasClear: lying === 'clear',
		wraps: { ...(await wrap(key)), share: await wrapUnder(share, key) },
		shareInside: await wrapUnder(key, share)
	});
	return openedBy(key);
}

/**
 * The key of somebody who has just shown this password to the server: a new one, the one that it opens here, or, where
 * it is a new password, the one that the server's share opens. Null when none of these does: then only the password of
 * that time opens what lies here.
 */
export async function keyAfterSignIn(personId: string, password: string): Promise<Opened | null> {
	const ring = await readRing(personId);
	if (!ring)
		return makeKey(personId, async (key) => ({ password: await wrapBySecret(password, key) }));
	const { wraps } = ring;
	let key = wraps.password ? await unwrapBySecret(password, wraps.password) : null;
	const isKnown = key !== null;
	if (!key && wraps.share) {
		const answer = await post('/api/vault/share', { ringId: ring.ringId, password }, ShareReply);
		if (answer.ok) key = await unwrapUnder(fromHex(answer.value.share), wraps.share);
	}
	if (!key) return null;
	const again = isKnown ? wraps : { ...wraps, password: await wrapBySecret(password, key) };
	// A PIN that was tried in vain until only this was left is not tried further.
	if (ring.isShut || !isKnown) delete again.pin;
	await writeRing({ ...ring, wraps: again, wrong: 0, nextTryAt: 0, isShut: false });
	return openedBy(key);
}

/**
 * Tries what a person typed, PIN or password. After ten that did not fit the key is destroyed with all that it opens
 * (`lost`), unless something here has not been sent: then only signing in opens it (`shut`).
 */
export async function tryToOpen(
	personId: string,
	secret: string
): Promise<Result<Opened, NotOpened>> {
	const before = await readRing(personId);
	if (!before) return fail({ code: 'lost' });
	if (before.isShut) return fail({ code: 'shut' });
	if (before.nextTryAt > Date.now()) return fail({ code: 'wait', until: before.nextTryAt });
	// Counted before it is made, so that ending the app takes no try back, and two tabs count two.
	const ring = await changeRing(personId, (now) => ({
		...now,
		wrong: now.wrong + 1,
		nextTryAt: Date.now() + waitAfter(now.wrong + 1)
	}));
	if (!ring) return fail({ code: 'lost' });
	// What has a letter in it is no PIN, and each try costs half a second on a slow phone.
	const mayBePin = /^\d+$/.test(secret.normalize('NFKC'));
	for (const wrap of [mayBePin ? ring.wraps.pin : undefined, ring.wraps.password]) {
		const key = wrap && (await unwrapBySecret(secret, wrap));
		if (!key) continue;
		await writeRing({ ...ring, wrong: 0, nextTryAt: 0 });
		return ok(openedBy(key));
	}
	if (ring.wrong < mostWrong) return fail({ code: 'wrong', left: mostWrong - ring.wrong });
	if ((await unsentHere(personId)) === 0) {
		await dropRing(personId);
		await Dexie.delete(databaseName(personId));
		return fail({ code: 'lost' });
	}
	await writeRing({ ...ring, isShut: true });
	return fail({ code: 'shut' });
}

/** How this person's records lie here, by those that are there from the first moment. */
async function whatLies(personId: string): Promise<'nothing' | 'clear' | 'sealed'> {
	if (!(await Dexie.exists(databaseName(personId)))) return 'nothing';
	const db = new PersonDb(personId);
	try {
		const [fact] = await db.meta.limit(1).toArray();
		return !fact ? 'nothing' : 'sealed' in fact ? 'sealed' : 'clear';
	} finally {
		db.close();
	}
}

/** Records sealed in one transaction. */
const sealedAtOnce = 200;

/** Seals what was written before there was a key, a few records at a time; goes on at the next start where it was cut. */
export async function sealRest(personId: string, db: PersonDb): Promise<void> {
	const ring = await readRing(personId);
	if (!ring?.hasClear) return;
	for (const table of db.tables) {
		const keys = await table.toCollection().primaryKeys();
		for (let from = 0; from < keys.length; from += sealedAtOnce)
			await db.transaction('rw', table, async () => {
				const found: unknown[] = await table.bulkGet(keys.slice(from, from + sealedAtOnce));
				await table.bulkPut(found.filter((value) => value !== undefined));
			});
	}
	await changeRing(personId, (now) => ({ ...now, hasClear: false }));
}

/** What would be lost with the key. Counted without it: which operations wait is known by an index. */
async function unsentHere(personId: string): Promise<number> {
	const db = new PersonDb(personId);
	try {
		const photos = db.photos.where('state').anyOf('waiting', 'refused').count();
		return (await db.outbox.count()) + (await photos);
	} finally {
		db.close();
	}
}

/** Sets a PIN in place of an earlier one, or takes it away. */
export async function setPin(personId: string, key: Uint8Array, pin: string | null): Promise<void> {
	const ring = await readRing(personId);
	if (!ring) return;
	const wraps = { ...ring.wraps };
	if (pin === null) delete wraps.pin;
	else wraps.pin = await wrapBySecret(pin, key);
	await changeRing(personId, (now) => ({ ...now, wraps }));
}

/** Has another password open what lies here, from now on; the server has taken it already. */
export async function setPassword(
	personId: string,
	key: Uint8Array,
	password: string
): Promise<void> {
	const wrap = await wrapBySecret(password, key);
	await changeRing(personId, (now) => ({ ...now, wraps: { ...now.wraps, password: wrap } }));
}

/** Whether the person has set a PIN on this phone. */
export const hasPin = async (personId: string): Promise<boolean> =>
	(await readRing(personId))?.wraps.pin !== undefined;

/** Leaves the device's id where it can be read without the key. Writes only what changed. */
export async function keepDeviceId(personId: string, deviceId: string | undefined): Promise<void> {
	if (deviceId === undefined || (await readRing(personId))?.deviceId === deviceId) return;
	await changeRing(personId, (now) => ({ ...now, deviceId }));
}

/** Has only those passkeys open this phone that are still good. */
export const keepPasskeys = (personId: string, isGood: (id: string) => boolean): Promise<unknown> =>
	changeRing(personId, (now) => {
		const passkeys = now.wraps.passkeys?.filter(({ id }) => isGood(id)) ?? [];
		return { ...now, wraps: { ...now.wraps, passkeys } };
	});

/**
 * Hands the server the share again, which costs little and mends a server that was put back to an earlier day. It answers
 * which passkeys the person has: one that was removed elsewhere opens this phone no more.
 */
export async function keepShare(personId: string, key: Uint8Array): Promise<void> {
	const ring = await readRing(personId);
	const share = ring?.shareInside && (await unwrapUnder(key, ring.shareInside));
	if (!share) return;
	const body = { ringId: ring.ringId, share: toHex(share) };
	const kept = await post('/api/vault/keep', body, KeepShareReply);
	// Without an answer the next start does it.
	const good = kept.ok ? kept.value.passkeys : undefined;
	if (good && ring.wraps.passkeys?.some(({ id }) => !good.includes(id)))
		await keepPasskeys(personId, (id) => good.includes(id));
}
