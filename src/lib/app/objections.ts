import type { Id } from '$lib/domain/kernel/id';
import type { Objection } from '$lib/domain/objection/schema';
import { forOffice } from '$lib/domain/objection/select';
import { bodyOf } from '$lib/store/bodies';
import { bodiesAbout } from '$lib/store/bodies-about';
import { place } from './place.svelte';

/** What the office asks of this phone about objections to public accounts, to be used inside `live()`. */

/** The objections to one campaign's accounts, those that wait for an answer first. */
export const objectionsTo = async (campaignId: Id): Promise<Objection[]> =>
	forOffice(await bodiesAbout<Objection>(place().db, campaignId, 'objection'));

/** How many objections wait for an answer, by campaign. */
export async function unansweredObjections(): Promise<Map<Id, number>> {
	const waiting = new Map<Id, number>();
	for (const row of await place().db.rows.toDo('answer')) {
		const campaignId = bodyOf<Objection>(row)?.campaignId;
		if (campaignId) waiting.set(campaignId, (waiting.get(campaignId) ?? 0) + 1);
	}
	return waiting;
}
