import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { idOf } from '$lib/domain/test-world';
import { getMeta } from '$lib/store/meta';
import { watchClearing } from './clearing';
import type { Place } from './device';
import { openPlace } from './open-place';
import { setPlace } from './place.svelte';

let place: Place;
afterEach(async () => {
	setPlace(null);
	await place.db.delete();
});

/** Somebody's phone, open; answers its device's name. */
async function openPhone(claim: () => Promise<void>, onEmpty: () => void) {
	const nothing = { stack: 'dbcore', name: 'nothing', create: () => ({}) } as const;
	place = await openPlace({ id: idOf('cleared'), name: 'Leader' }, nothing);
	setPlace(place);
	const before = await getMeta(place.db, 'deviceId');
	watchClearing(place, claim, onEmpty);
	return before;
}

/** What a browser does that is short of room. */
async function clear() {
	place.db.close({ disableAutoOpen: false });
	await new Promise((done) => (indexedDB.deleteDatabase(place.db.name).onsuccess = done));
}

const isBack = (before: string | undefined) =>
	vi.waitFor(
		async () => {
			const after = await getMeta(place.db, 'deviceId');
			expect(after).toBeTruthy();
			expect(after).not.toBe(before);
		},
		{ timeout: 5_000 }
	);

test('a cleared database that could not be opened again at first is opened later', async () => {
	const claim = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('being cleared'));
	const onEmpty = vi.fn();
	const before = await openPhone(claim, onEmpty);
	await clear();
	await isBack(before);
	expect(onEmpty).toHaveBeenCalledTimes(1);
});

test('a cleared database that is closed once more while it is filled is opened later, and nobody waits for ever', async () => {
	let times = 0;
	const claim = () => {
		if (times++ === 0) place.db.close({ disableAutoOpen: false });
		return Promise.resolve();
	};
	const before = await openPhone(claim, () => undefined);
	await clear();
	await isBack(before);
	expect(times).toBe(2);
});
