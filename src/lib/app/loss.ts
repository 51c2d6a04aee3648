import { putRingBack } from '$lib/store/rings';
import { isLeaving } from './asking';
import { watchClearing } from './clearing';
import type { Place } from './device';
import { knownOwner, setOwner } from './owner';
import { standing } from './session-state.svelte';
import { kickSync } from './sync-runner';

/** Notices when the browser has cleared this database under the open page. */
export const watchLoss = (place: Place): void =>
	watchClearing(place, () => claimAgain(place.person.id), kickSync);

/**
 * The browser may have cleared everything under the open page, the mark of whose phone this is and the wrapped key as well:
 * the page still has both, unless somebody has signed out. The key comes first, since what is sealed under one that lies
 * nowhere is lost with the page.
 */
async function claimAgain(personId: string): Promise<void> {
	if (await isLeaving()) return;
	await putRingBack(personId);
	if (standing.owner && !(await knownOwner())) await setOwner(standing.owner);
}
