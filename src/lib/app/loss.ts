import { isLeaving } from './asking';
import { watchClearing } from './clearing';
import type { Place } from './device';
import { knownOwner, setOwner } from './owner';
import { standing } from './session-state.svelte';
import { kickSync } from './sync-runner';

/** Notices when the browser has cleared this database under the open page. */
export const watchLoss = (place: Place): void => watchClearing(place, () => void claimAgain());

/**
 * The browser may have cleared everything under the open page, the mark of whose phone this is as well: the page still
 * knows, unless somebody has signed out, and everything is fetched anew.
 */
async function claimAgain(): Promise<void> {
	if (standing.owner && !(await knownOwner()) && !(await isLeaving()))
		await setOwner(standing.owner);
	kickSync();
}
