import type { Area } from '$lib/domain/area/schema';
import { inHandFen } from '$lib/domain/booking/select';
import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import { homeKey } from '$lib/domain/kernel/home';
import type { Id } from '$lib/domain/kernel/id';
import type { LevyTotals } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';
import type { Fen } from '$lib/domain/money/fen';
import { bodiesInHome, bodyOf, readBody } from '$lib/store/bodies';
import { bodiesAbout } from '$lib/store/bodies-about';
import type { ListHead } from '$lib/store/stored-sums';
import { handSums, openListSums } from '$lib/store/sums';
import { place } from './place.svelte';
import { areas } from './queries';
import { shelf } from './records';

/** What pages ask this phone about money, to be used inside `live()`. */

/** An open list with its sums, and the place that it belongs to as people say it. */
export interface FeeList {
	levy: Omit<ListHead, 'totals'>;
	totals: LevyTotals;
	place: string;
}

/** Lists that are open on this phone, in the order of the doors and their campaigns oldest first. */
export async function openLists(): Promise<FeeList[]> {
	const [tree, lists] = await Promise.all([areas(), openListSums(place().db)]);
	const order = new Map(
		tree.roots.flatMap(({ id }) => tree.unitsBelow(id)).map((id, i) => [id, i])
	);
	const rank = ({ unitId }: ListHead) => order.get(unitId) ?? order.size;
	return lists
		.sort((a, b) =>
			a.campaignId < b.campaignId ? -1 : a.campaignId > b.campaignId ? 1 : rank(a) - rank(b)
		)
		.map(({ totals, ...levy }) => ({
			...{ levy, totals },
			place: tree.pathNames(levy.unitId).slice(-2).join(' ')
		}));
}

/** One list with what its board is drawn from; `heads` are the names of the households' heads, by household. */
export interface FeeBoard {
	levy: Levy;
	place: string;
	unit: Area | undefined;
	heads: Record<Id, string>;
}

/** A list's board; undefined where this phone has no such list. */
export async function feeBoard(levyId: Id): Promise<FeeBoard | undefined> {
	const levy = await readBody<Levy>(place().db, 'levy', levyId);
	if (!levy) return undefined;
	const [tree, { tiles }] = await Promise.all([areas(), shelf(levy.unitId)]);
	return {
		levy,
		place: tree.pathNames(levy.unitId).slice(-2).join(' '),
		unit: tree.byId.get(levy.unitId),
		heads: Object.fromEntries(Object.values(tiles).map((tile) => [tile.householdId, tile.head]))
	};
}

/** What was taken from a household in a campaign, the newest first, reversed ones too. */
export async function takenFrom(levy: Levy, householdId: Id): Promise<Booking[]> {
	const home = homeKey({ areaId: levy.unitId, dataClass: 'money' });
	const all = await bodiesInHome<Booking>(place().db, home, 'booking');
	return all
		.filter(
			({ levyId, fact }) =>
				levyId === levy.id && fact.kind === 'collection' && fact.householdId === householdId
		)
		.sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Money of one campaign that this person has: as cash, or on their own phone's account. */
export interface InHand {
	campaignId: Id;
	title: string;
	fen: Fen;
	/** What it came in by, the oldest first. */
	bookings: Booking[];
}

/** What this person has in hand, by campaign. Read from its label, so that it costs as much as there is to hand over. */
export async function inHand(where: 'cash' | 'wallet'): Promise<InHand[]> {
	const { db, person } = place();
	const rows = await db.rows.toDo(`${where}:${person.id}`);
	const byCampaign = new Map<Id, Booking[]>();
	for (const booking of rows.flatMap((row) => bodyOf<Booking>(row) ?? []))
		byCampaign.set(booking.campaignId, [...(byCampaign.get(booking.campaignId) ?? []), booking]);
	return Promise.all(
		[...byCampaign].map(async ([campaignId, bookings]) => ({
			campaignId,
			title: await titleOf(bookings),
			fen: bookings.reduce((sum, booking) => sum + inHandFen(booking), 0),
			bookings: bookings.sort((a, b) => (a.id < b.id ? -1 : 1))
		}))
	);
}

/** The title of the campaign of these bookings: from the list that one was taken for, a campaign has all households in it. */
async function titleOf([booking, ...rest]: readonly Booking[]): Promise<string> {
	const levyId = [booking!, ...rest].find((one) => one.levyId)?.levyId;
	const levy = levyId && (await readBody<Levy>(place().db, 'levy', levyId));
	return levy ? levy.title : campaignTitle(booking!.campaignId);
}

/** How much of each campaign this person has in hand, 分, without the bookings by which it came. */
export function inHandByCampaign(where: 'cash' | 'wallet'): Promise<Map<Id, Fen>> {
	const { db, person } = place();
	return handSums(db, where, person.id);
}

/** A campaign's title from any of its lists here; a leader's phone has no record of the campaign itself. */
export async function campaignTitle(campaignId: Id): Promise<string> {
	const { db } = place();
	const campaign = await readBody<Campaign>(db, 'campaign', campaignId);
	if (campaign) return campaign.title;
	const [levy] = await bodiesAbout<Levy>(db, campaignId, 'levy');
	return levy?.title ?? '';
}

/** A booking of any kind; undefined where it is not on this phone, or not any more. */
export const bookingById = (id: Id): Promise<Booking | undefined> =>
	readBody<Booking>(place().db, 'booking', id);

/**
 * A collection or a donation with what its slip says. `isFinal`: the server has it, so that its number will not change.
 * `levy` is undefined, and `place` and `door` are empty, for a donation that was given at no door.
 */
export interface SlipData {
	booking: Booking;
	levy: Levy | undefined;
	title: string;
	place: string;
	door: string;
	isFinal: boolean;
}

/** What a slip is made out from; undefined where somebody paid nothing by it, or it is not on this phone. */
export async function slipOf(bookingId: Id): Promise<SlipData | undefined> {
	const { db } = place();
	const booking = await bookingById(bookingId);
	const { fact, levyId, campaignId } = booking ?? {};
	if (!booking || (fact?.kind !== 'collection' && fact?.kind !== 'donation')) return undefined;
	const levy = levyId ? await readBody<Levy>(db, 'levy', levyId) : undefined;
	const [tree, isFinal] = await Promise.all([areas(), hasArrived(bookingId)]);
	const title = levy?.title ?? (await campaignTitle(campaignId!));
	if (fact.kind === 'donation') return { booking, levy, title, place: '', door: '', isFinal };
	const share = levy?.shares.find((one) => one.householdId === fact.householdId);
	return {
		...{ booking, levy, title, isFinal, door: share?.door ?? '' },
		place: levy ? tree.pathNames(levy.unitId).slice(-2).join(' ') : ''
	};
}

/** Whether the server has a booking, and nothing about it waits on this phone. */
export async function hasArrived(bookingId: Id): Promise<boolean> {
	const waiting = await place().db.outbox.where('keys').equals(`booking:${bookingId}`).count();
	return waiting === 0;
}
