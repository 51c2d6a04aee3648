import type { Day } from '$lib/domain/kernel/day';
import { leaseDays } from '$lib/domain/lease';
import { getMetas } from '$lib/store/meta';
import { place } from './place.svelte';

/** Why the notebook is closed: the last day of the person's access, or how many days without contact are too many. */
export async function accessEnd(): Promise<{ ended?: Day; days: number }> {
	const { ended, contact } = await getMetas(place().db, ['ended', 'contact']);
	return { ...(ended ? { ended } : {}), days: contact?.days ?? leaseDays.usual };
}
