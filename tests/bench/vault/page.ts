import type { Household } from '$lib/domain/household/schema';
import { recordKey } from '$lib/domain/kernel/record';
import { unwrapBySecret, wrapBySecret } from '$lib/app/key-wraps';
import { nameDevice } from '$lib/app/open-place';
import type { Place } from '$lib/app/device';
import { idAt } from '$lib/app/device';
import { save } from '$lib/app/save';
import type { SessionReply } from '$lib/protocol/session';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import type { Wrap } from '$lib/store/rings';
import { sealingOf } from '$lib/store/sealing';
import { runCycle } from '$lib/sync/loop';

// The product's own store and sync on a page without anything else, sealed or in clear. Runs in the browser.

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const key = random(keyBytes);
const sealing = sealingOf(vaultOf(key, random));
const pin = '260417';
let wrap: Wrap | undefined;
const places = new Map<boolean, Place>();

async function whoIsHere(): Promise<SessionReply> {
	const answer = await fetch('/api/session');
	return (await answer.json()) as SessionReply;
}

/** Fetches everything onto an empty phone; ms from opening the database until all of it is on the disk. */
export async function firstSync(isSealed: boolean): Promise<number> {
	const { person, posts } = await whoIsHere();
	const name = isSealed ? 'bench-sealed' : 'bench-clear';
	places.get(isSealed)?.db.close();
	await new PersonDb(name).delete();
	const since = performance.now();
	const db = new PersonDb(name, isSealed ? sealing : undefined);
	await db.open();
	const place: Place = { db, person, now: Date.now, random };
	await nameDevice(place);
	await setMeta(db, 'posts', posts);
	const end = await runCycle({ db, person, now: Date.now, fetch: (...args) => fetch(...args) });
	const took = performance.now() - since;
	if (!end.complete) throw new Error(`the first sync ended with ${end.problem}`);
	places.set(isSealed, place);
	return took;
}

/** The households of the grid, in the order in which they are visited. */
let households: string[] | undefined;

async function householdAt({ db }: Place, n: number): Promise<string> {
	households ??= (await db.rows.all()).flatMap(({ kind, body }) =>
		kind === 'household' && body ? [(body as Household).id] : []
	);
	return households[n % households.length]!;
}

/**
 * Saves a visit at the n-th household, which was looked at before, as its page does; ms until the strict transaction has
 * completed.
 */
export async function saveOne(isSealed: boolean, n: number): Promise<number> {
	const place = places.get(isSealed)!;
	const householdId = await householdAt(place, n);
	await place.db.rows.get(recordKey({ kind: 'household', id: householdId }));
	const args = { id: idAt(place), householdId, result: 'nobody', needs: [], words: '' };
	const since = performance.now();
	const done = await save(place, { name: 'visit.log', version: 1, args });
	const took = performance.now() - since;
	if (!done.ok) throw new Error(`a visit was refused: ${done.error.code}`);
	return took;
}

/** From the PIN to the first answer of the sealed database, ms. */
export async function unlockOnce(): Promise<number> {
	const { db } = places.get(true)!;
	db.close();
	wrap ??= await wrapBySecret(pin, key);
	const since = performance.now();
	const found = await unwrapBySecret(pin, wrap);
	if (!found) throw new Error('the right PIN opened nothing');
	const opened = new PersonDb('bench-sealed', sealingOf(vaultOf(found, random)));
	await opened.open();
	await getMeta(opened, 'posts');
	const took = performance.now() - since;
	opened.close();
	return took;
}
