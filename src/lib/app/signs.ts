import type { OutboxEntry } from '$lib/store/db';
import { place } from './place.svelte';

/** What a board shows beside what lies on its shelf; to be used inside `live()`. */

/** Households that have something waiting on this phone, and those with something that was refused or is held. */
export async function householdSigns(): Promise<{
	unsent: ReadonlySet<string>;
	attention: ReadonlySet<string>;
}> {
	const entries = await place().db.outbox.toArray();
	const about = (isSign: (entry: OutboxEntry) => boolean) =>
		new Set(entries.filter(isSign).flatMap((entry) => entry.seen?.householdId ?? []));
	return {
		unsent: about((entry) => entry.state === 'waiting'),
		attention: about((entry) => entry.state !== 'waiting')
	};
}
