import type { Appointment } from '$lib/domain/appointment/schema';
import { ledgerOf } from '$lib/domain/booking/select';
import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import type { Id } from '$lib/domain/kernel/id';
import { standingOf, type Standing } from '$lib/domain/ledger/standing';
import type { LevyTotals } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';
import { bodiesOfKind, readBody } from '$lib/store/bodies';
import { bodiesAbout } from '$lib/store/bodies-about';
import type { CampaignHead } from '$lib/store/stored-sums';
import { campaignSums, sumsOfCampaign } from '$lib/store/sums';
import { place } from './place.svelte';

/** What the office asks of this phone about money, to be used inside `live()`. */

/** A campaign as the list of all of them shows it, with the sums of its lists; a draft has none yet. */
export interface CampaignItem {
	campaign: CampaignHead;
	totals: LevyTotals;
}

const rank = { open: 0, draft: 1, closed: 2 } as const;

/** All campaigns on this phone: those that take money first, then drafts, then closed ones, the latest first in each. */
export async function campaigns(): Promise<CampaignItem[]> {
	const items = await campaignSums(place().db);
	return items.sort(
		({ campaign: a }, { campaign: b }) => rank[a.state] - rank[b.state] || (a.id < b.id ? 1 : -1)
	);
}

/** One campaign; undefined when it is not on this phone. */
export const campaignById = (id: Id): Promise<Campaign | undefined> =>
	readBody<Campaign>(place().db, 'campaign', id);

/** A campaign's sums, to be read at once however many doors it has; without a head where it is not on this phone. */
export const sumsOf = (id: Id) => sumsOfCampaign(place().db, id);

/** The books of one campaign: its lists, everything that happened with money, and what of it counts. */
export interface Books {
	campaign: Campaign;
	levies: Levy[];
	bookings: Booking[];
	standing: Standing;
	/** Names of everybody whom the books name, by person. */
	names: ReadonlyMap<Id, string>;
}

/** The books of one campaign; undefined when it is not on this phone. */
export async function booksOf(id: Id): Promise<Books | undefined> {
	const { db } = place();
	const campaign = await readBody<Campaign>(db, 'campaign', id);
	if (!campaign) return undefined;
	const [levies, bookings, posts] = await Promise.all([
		bodiesAbout<Levy>(db, id, 'levy'),
		bodiesAbout<Booking>(db, id, 'booking'),
		bodiesOfKind<Appointment>(db, 'appointment')
	]);
	const standing = standingOf(ledgerOf(levies, bookings));
	const signed = [...standing.counted, ...standing.aside.map(({ entry }) => entry)];
	const names = new Map([
		...posts.map(({ personId, name }): [Id, string] => [personId, name]),
		...signed.map(({ by }): [Id, string] => [by.personId, by.name])
	]);
	const inOrder = campaign.levies.map((one) => one.id);
	levies.sort((a, b) => inOrder.indexOf(a.id) - inOrder.indexOf(b.id));
	return { campaign, levies, bookings, standing, names };
}

/** The areas of flats that some campaign on this phone has, by household: nobody types them a second time. */
export async function knownFlatAreas(): Promise<Map<Id, number>> {
	const all = await bodiesOfKind<Campaign>(place().db, 'campaign');
	const known = new Map<Id, number>();
	for (const { plan } of all.sort((a, b) => (a.id < b.id ? -1 : 1)))
		for (const { id, area } of plan.sharers) if (area) known.set(id, area);
	return known;
}
