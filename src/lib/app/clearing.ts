import Dexie from 'dexie';
import { getMeta, setMeta } from '$lib/store/meta';
import { untilClosed } from '$lib/store/repeat';
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
	const refill = async () => {
		if (await getMeta(db, 'deviceId')) return;
		// Theirs, because only within them an opening database lets its own questions through.
		await new Dexie.Promise<void>((done, failed) => void claim().then(done, failed));
		if (!(await nameDevice(place))) return;
		// Whoever watches learns by this that nothing is here any more.
		await setMeta(db, 'firstSyncDone', false);
		onEmpty();
	};
	db.on('ready', () => untilClosed(db, refill), true);
	// While the browser is still clearing it the answer is an error, so it is asked later again.
	let timer: ReturnType<typeof setTimeout> | undefined;
	const askIn = (ms: number): void => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			if (placeOrNull()?.db !== db) return;
			// One that could not be opened is opened by nothing less: Dexie answers every question with what had failed.
			db.open()
				.then(() => db.meta.count())
				.catch(() => askIn(Math.min(2 * ms, longestMs)));
		}, ms);
	};
	db.on('close', () => askIn(firstMs));
}
