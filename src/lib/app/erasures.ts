import type { Erasure } from '$lib/domain/erasure/schema';
import { bodiesAbout } from '$lib/store/bodies-about';
import { place } from './place.svelte';

/** What this phone knows of deletions; to be used inside `live()`. */

/** Requests by which something about a household was deleted, the latest first. */
export async function erasuresOf(householdId: string): Promise<Erasure[]> {
	const all = await bodiesAbout<Erasure>(place().db, householdId, 'erasure');
	return all.sort((a, b) => b.at - a.at);
}
