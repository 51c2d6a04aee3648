import Dexie from 'dexie';
import { getMeta, setMeta } from '$lib/store/meta';
import type { Place } from './device';
import { nameDevice } from './open-place';
import { placeOrNull } from './place.svelte';

export { wipeFetched } from '$lib/store/wipe';

/** A browser that is short of room may clear a person's database under the open page. */

/** When a database that was closed under the page is asked for again: at first, and at the most, ms. */
const [firstMs, longestMs] = [500, 30_000];

/**
 * Opens this person's database again whenever it was closed under the page. One that is empty by then is nothing before
 * `claim` has put back what else is gone; then it gets a new device's name before anything else is read, and `onEmpty` is
 * told, so that everything can be fetched anew.
 */
export function watchClearing(place: Place, claim: () => Promise<void>, onEmpty: () => void): void {
	const { db } = place;
	db.on(
		'ready',
		async () => {
			if (await getMeta(db, 'deviceId')) return;
			// Theirs, because only within them an opening database lets its own questions through.
			await new Dexie.Promise<void>((done, failed) => void claim().then(done, failed));
			if (!(await nameDevice(place))) return;
			// Whoever watches learns by this that nothing is here any more.
			await setMeta(db, 'firstSyncDone', false);
			onEmpty();
		},
		true
	);
	// A question opens it. While the browser is still clearing it the answer is an error, so it is asked later again.
	const askIn = (ms: number): unknown =>
		setTimeout(() => {
			if (placeOrNull()?.db === db) db.meta.count().catch(() => askIn(Math.min(2 * ms, longestMs)));
		}, ms);
	db.on('close', () => void askIn(firstMs));
}
