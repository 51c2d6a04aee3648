import Dexie from 'dexie';
import { WordReply } from '$lib/domain/device/schema';
import { databaseName, PersonDb } from '$lib/store/db';
import { dropRing } from '$lib/store/rings';
import { wipeAll, wipeFetched } from '$lib/store/wipe';
import { unsentHere } from '$lib/sync/contact';
import { forgetLeaving, noteLeaving } from './asking';
import type { Place } from './device';
import { forgetKept } from './eviction';
import { forgetOwner, knownOwner, setOwner } from './owner';
import { dropParting, lastParting, noteParting, type Parting } from './parting-note';
import { placeOrNull, setPlace } from './place.svelte';
import { post } from './remote';
import { session } from './session-state.svelte';
import { otherTabs } from './tabs';
import { savesDone } from './under-way';

/**
 * How a phone parts with somebody's records. Another person's database on the same phone is never opened, and none is
 * opened with its key: what is counted is counted by an index, and what goes is not read. So a locked phone parts like an
 * open one. Everything is written down before it begins, so that a killed browser goes on where it was.
 */

/** While another page holds the database its records are cleared already, and the rest goes when that page does, ms. */
const holdMs = 5_000;

/** What only the session can do: stop syncing, let go of the person in this tab, and sync for them again. */
export interface Hands {
	stop(): Promise<void>;
	leave(): Promise<void>;
	sync(place: Place): Promise<void>;
}

/** Runs `work` in a person's database as it lies there, sealed. */
async function asItLies<T>(personId: string, work: (db: PersonDb) => Promise<T>): Promise<T> {
	const db = new PersonDb(personId);
	try {
		await db.open();
		return await work(db);
	} finally {
		db.close();
	}
}

/** Saved records and photos of this person that no server has received yet; needs no key. */
export async function countUnsent(personId: string): Promise<number> {
	const { unsent, photos } = await asItLies(personId, unsentHere);
	return unsent + photos;
}

/**
 * Parts with the records of the person whose phone this is, open or locked, unless `mayGo` says no when it is asked for the
 * last time: then everything is as it was. Nothing happens when the phone is somebody else's by now.
 */
export async function part(
	what: Pick<Parting, 'personId' | 'deviceId' | 'kind' | 'orderId' | 'ended'>,
	mayGo: () => Promise<boolean>,
	hands: Hands
): Promise<void> {
	const { personId } = what;
	const lost = what.kind === 'signOut' ? 0 : await countUnsent(personId);
	const owner = await knownOwner();
	if (owner?.person.id !== personId) return;
	const parting: Parting = { ...what, lost, at: Date.now(), isDone: false, isTold: false };
	await noteParting(parting);
	// By this mark the next start goes on with it (`joining.ts`).
	await noteLeaving();
	// From here on nothing can be saved, in any tab; only then is it counted for the last time.
	await hands.stop();
	await forgetOwner();
	otherTabs?.postMessage(null);
	const place = placeOrNull();
	setPlace(null);
	await savesDone();
	if (!(await mayGo())) {
		setPlace(place);
		await setOwner(owner);
		await dropParting();
		await forgetLeaving();
		otherTabs?.postMessage(personId);
		if (place) await hands.sync(place);
		return;
	}
	forgetKept();
	place?.db.close();
	await hands.leave();
	await finish(parting);
}

/** Goes on with a parting that a killed browser left half done, and tells the server what it has not heard. */
export async function goOn(): Promise<void> {
	const parting = await lastParting();
	if (!parting || parting.isDone) return parting && tell(parting);
	// Killed before it began, or before what was saved at the last moment was counted: it stays, goes up after signing in
	// here again, and the next contact says again what is asked.
	const isHere = (await knownOwner())?.person.id === parting.personId;
	if (!isHere && !(await isUncounted(parting))) return finish(parting);
	await dropParting();
	if (isHere) await forgetLeaving();
}

/** Whether a parting that loses nothing would lose something. */
const isUncounted = async ({ kind, personId }: Parting): Promise<boolean> =>
	kind !== 'signOut' && kind !== 'wipeNow' && (await countUnsent(personId)) > 0;

/** Takes the records off, tells the server, and shows the page that explains it: a page anew keeps nothing in memory. */
async function finish(parting: Parting): Promise<void> {
	const { kind, personId } = parting;
	// Whoever signs out keeps their ring: it opens what was not sent, when they sign in again.
	const wipe = (db: PersonDb) => wipeFetched(db, { isKeyless: true });
	await (kind === 'signOut' ? asItLies(personId, wipe) : clearAll(personId));
	const done = { ...parting, isDone: true };
	await noteParting(done);
	await tell(done);
	// Not under the hands of somebody else, who has come meanwhile.
	if (!session.person) location.replace('/left');
}

async function clearAll(personId: string): Promise<void> {
	// First of all: without it nobody can read what a killed browser leaves.
	await dropRing(personId);
	await asItLies(personId, wipeAll);
	await Promise.race([
		Dexie.delete(databaseName(personId)),
		new Promise((resolve) => setTimeout(resolve, holdMs))
	]);
}

/** Tells the server that what it asked for has happened; without an answer the next start tells it. */
export async function tell(parting: Parting): Promise<void> {
	const { deviceId, orderId, lost, isTold } = parting;
	if (isTold || orderId === undefined) return;
	const done = { orderId, lost };
	const told = await post('/api/devices/word', { deviceId, done }, WordReply);
	if (told.ok) await noteParting({ ...parting, isTold: true });
}
