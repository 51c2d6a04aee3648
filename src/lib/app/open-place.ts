import type { Post } from '$lib/domain/kernel/actor';
import { openUnlessBlocked } from '$lib/store/connection';
import { PersonDb } from '$lib/store/db';
import type { Sealing } from '$lib/store/sealing';
import { getMeta, setMeta } from '$lib/store/meta';
import { idAt, type Place } from './device';

/** Opens a person's database on this phone under their key; one that is new gets a device's name. */
export async function openPlace(person: Place['person'], sealing: Sealing): Promise<Place> {
	const db = new PersonDb(person.id, sealing);
	await openUnlessBlocked(db);
	const place: Place = {
		db,
		person,
		now: Date.now,
		random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
	};
	await nameDevice(place);
	return place;
}

/** Gives an empty database a device's name. Answers whether it was empty. */
export async function nameDevice(place: Place): Promise<boolean> {
	const { db } = place;
	// Asked without a lock first: a start must not wait for a transaction that would write.
	if (await getMeta(db, 'deviceId')) return false;
	await db.transaction('rw', db.meta, async () => {
		if (!(await getMeta(db, 'deviceId'))) await setMeta(db, 'deviceId', idAt(place));
	});
	return true;
}

/** Leaves a person's appointments in their database, so that it opens as theirs. */
export async function notePosts(
	person: Place['person'],
	sealing: Sealing,
	posts: Post[]
): Promise<void> {
	const { db } = await openPlace(person, sealing);
	await setMeta(db, 'posts', posts);
	db.close();
}
