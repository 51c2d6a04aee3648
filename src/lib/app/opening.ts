import { getMeta } from '$lib/store/meta';
import { afterAnswers } from './after-paint';
import type { Place } from './device';
import { warmSave } from './execute';
import type { Opened } from './keys';
import { openPlace } from './open-place';
import { isStillHere, type Owner } from './owner';
import { placeOrNull, setPlace } from './place.svelte';
import { session, standing, watchPosts } from './session-state.svelte';
import { startSync, stopSync } from './sync-runner';
import { noteCycle, noteLease, noteProgress, noteSpace, watchFacts } from './sync-state.svelte';

/** Opens and shuts the database of the person at work. What is not needed to show what lies here is in `joining.ts`. */

let unwatch: () => void = () => undefined;
let opened: (Opened & { since: number }) | null = null;

/** What finds a person's data key. */
export const loadKeys = () => import('./keys');

/** What shares it among this browser's pages. */
export const loadTabs = () => import('./key-tabs');

/** Opens a person's database under their key, shows the phone as theirs and syncs. */
export async function enter(next: Owner, found: Opened): Promise<void> {
	const place = await openPlace(next.person, found.sealing);
	opened = { ...found, since: Date.now() };
	unwatch();
	const unwatchFacts = watchFacts(place.db);
	const [unwatchPosts, lease] = await Promise.all([
		watchPosts(place.db),
		getMeta(place.db, 'lease')
	]);
	noteLease(lease);
	unwatch = () => {
		unwatchFacts();
		unwatchPosts();
	};
	if (!next.demo) {
		const keyNow = () => (standing.state === 'ready' && placeOrNull() === place ? found.key : null);
		(await loadTabs()).shareKey(next.person.id, keyNow);
	}
	standing.owner = next;
	setPlace(place);
	standing.isUnknown = false;
	standing.isForeign = false;
	standing.state = 'ready';
	await sync(place);
	void afterAnswers().then(async () => {
		warmSave();
		// Where it cannot be fetched now, opening the page anew does the same.
		const loss = await import('./loss').catch(() => null);
		loss?.watchLoss(place);
	});
}

/** The data key of the person at work, and since when (epoch ms) it is in use; null unless the phone is open. */
export const openKey = () => opened;

/** Syncs this person's database; ends whatever ran before. */
export const sync = (place: Place): Promise<void> =>
	startSync({
		place,
		isOffice: () => session.role === 'office',
		isStillHere: () => isStillHere(place.person.id),
		onState: noteCycle,
		onProgress: noteProgress,
		onSpace: noteSpace,
		hands: { stop: stopSync, leave, sync }
	});

/** Shuts the database, if one is open, and forgets its key. */
export async function shutPlace(): Promise<void> {
	await stopSync();
	unwatch();
	unwatch = () => undefined;
	placeOrNull()?.db.close();
	setPlace(null);
	opened = null;
	standing.posts = [];
}

/** Lets go of the person in this tab: what is open is shut, and nobody is here. */
export async function leave(): Promise<void> {
	await shutPlace();
	standing.owner = null;
}
