import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { clear as clearFacts } from 'idb-keyval';
import { expect, test, vi } from 'vitest';
import { databaseName } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';
import { dropRing, readRing } from '$lib/store/rings';
import { noteLeaving } from './asking';
import { keyAfterSignIn, tryToOpen } from './keys';
import { watchLoss } from './loss';
import { openPlace } from './open-place';
import { knownOwner, setOwner } from './owner';
import { setPlace } from './place.svelte';
import { standing } from './session-state.svelte';

/** Somebody's phone, open. */
async function openPhone() {
	const person = { id: crypto.randomUUID(), name: '网格甲' };
	const opened = (await keyAfterSignIn(person.id, 'eight chars'))!;
	const place = await openPlace(person, opened.sealing);
	standing.owner = { person, demo: false };
	await setOwner(standing.owner);
	setPlace(place);
	watchLoss(place);
	return { place, person };
}

/** What a browser that is short of room does under an open page. */
async function clearAll({ place, person }: Awaited<ReturnType<typeof openPhone>>) {
	place.db.close({ disableAutoOpen: false });
	await clearFacts();
	for (const name of [databaseName(person.id), 'linli.keys'])
		await new Promise((done) => {
			indexedDB.deleteDatabase(name).onsuccess = done;
		});
}

test('what is saved after the browser has cleared everything opens with the password, also when the page has gone', async () => {
	const phone = await openPhone();
	const before = await getMeta(phone.place.db, 'deviceId');
	await clearAll(phone);
	await vi.waitFor(async () => {
		const after = await getMeta(phone.place.db, 'deviceId');
		expect(after).toBeTruthy();
		expect(after).not.toBe(before);
	});
	expect(await knownOwner()).toMatchObject({ person: { id: phone.person.id } });
	phone.place.db.close();

	const again = await tryToOpen(phone.person.id, 'eight chars');
	expect(again.ok).toBe(true);
	if (!again.ok) return;
	const place = await openPlace(phone.person, again.value.sealing);
	expect(await getMeta(place.db, 'firstSyncDone')).toBe(false);
	place.db.close();
});

test('who is leaving gets nothing put back', async () => {
	const phone = await openPhone();
	await clearAll(phone);
	await noteLeaving();
	await vi.waitFor(async () => expect(await getMeta(phone.place.db, 'deviceId')).toBeTruthy());
	expect(await readRing(phone.person.id)).toBeUndefined();
	expect(await knownOwner()).toBeUndefined();
	phone.place.db.close();
});

test('a key that was thrown away is not put back by the page that threw it away', async () => {
	const phone = await openPhone();
	await dropRing(phone.person.id);
	await clearAll(phone);
	await vi.waitFor(async () => expect(await getMeta(phone.place.db, 'deviceId')).toBeTruthy());
	expect(await readRing(phone.person.id)).toBeUndefined();
	phone.place.db.close();
	await Dexie.delete(databaseName(phone.person.id));
});
