import { readRing } from '$lib/store/rings';
import { hasShut } from './locking';
import { leave, sync } from './opening';
import { askByItself } from './orders';
import { standing } from './session-state.svelte';
import { stopSync } from './sync-runner';

/** A locked phone has no key to sync with: it asks by its own id whether an office wants its person's records off it. */

/** How often the page of the lock looks whether it is time to ask, ms; `orders.ts` says how often it is. */
const lookEveryMs = 60_000;

let isAsking = false;

/** Asks, if the phone is locked, and obeys. Never throws: what could not be asked now is asked later. */
export async function askLocked(): Promise<void> {
	if (isAsking || standing.state !== 'locked' || !standing.owner) return;
	const { id } = standing.owner.person;
	isAsking = true;
	try {
		await hasShut();
		const deviceId = (await readRing(id))?.deviceId;
		if (deviceId) await askByItself({ personId: id, deviceId }, { stop: stopSync, leave, sync });
	} catch {
		// A disk that does not answer, or code that cannot be fetched: the next look asks again.
	} finally {
		isAsking = false;
	}
}

/** Asks now, from time to time, and when there is signal again, until the answer is called. */
export function watchLocked(): () => void {
	const ask = () => void askLocked();
	ask();
	const timer = setInterval(ask, lookEveryMs);
	addEventListener('online', ask);
	return () => {
		clearInterval(timer);
		removeEventListener('online', ask);
	};
}
