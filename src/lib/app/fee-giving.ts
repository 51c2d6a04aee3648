import type { Appointment } from '$lib/domain/appointment/schema';
import type { Booking, HandOverFee, ReceiveFee } from '$lib/domain/booking/schema';
import { inHandFen, isSignedFor } from '$lib/domain/booking/select';
import type { Role, Signature } from '$lib/domain/kernel/actor';
import { isPostOn } from '$lib/domain/kernel/in-force';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { mayDo, postsWith } from '$lib/domain/kernel/rights';
import type { Levy } from '$lib/domain/levy/schema';
import type { Fen } from '$lib/domain/money/fen';
import { bodiesOfKind, bodyOf } from '$lib/store/bodies';
import { bodiesAbout } from '$lib/store/bodies-about';
import { getMeta } from '$lib/store/meta';
import { inHand } from './fees';
import { place } from './place.svelte';
import { areas } from './queries';

/** What pages ask about cash that goes from hand to hand, to be used inside `live()`. */

/** Money of one campaign that can be given on now. */
export interface Givable {
	campaignId: Id;
	title: string;
	areaId: Id;
	covers: Id[];
	fen: Fen;
}

/** How many bookings one hand-over may cover. */
const mostCovers = 2_000;

/**
 * What this person could give on, by campaign: cash in hand that no open hand-over speaks of, or what has reached their
 * own phone.
 */
export async function givable(where: 'cash' | 'wallet' = 'cash'): Promise<Givable[]> {
	const [own, open] = await Promise.all([inHand(where), givenAndOpen()]);
	const spoken = new Set(open.flatMap(({ fact }) => ('covers' in fact ? fact.covers : [])));
	const found: Givable[] = [];
	for (const { campaignId, title, bookings } of own) {
		const free = bookings.filter((one) => !spoken.has(one.id) && inHandFen(one) > 0);
		const covers = free.slice(0, mostCovers);
		const areaId = await areaOver(covers.map((one) => one.areaId));
		if (covers.length === 0 || !areaId) continue;
		const fen = covers.reduce((sum, one) => sum + inHandFen(one), 0);
		found.push({ campaignId, title, areaId, covers: covers.map(({ id }) => id), fen });
	}
	return found;
}

/** Where this person works with all of these areas; the narrowest such appointment. */
async function areaOver(areaIds: readonly Id[]): Promise<Id | undefined> {
	const { db, now } = place();
	const posts = (await getMeta(db, 'posts')) ?? [];
	const tree = await areas();
	const pathOf = (id: Id) => tree.byId.get(id)?.path ?? [id];
	return postsWith({ posts }, 'fee.handOver', dayOf(now()))
		.filter((post) => areaIds.every((id) => pathOf(id).includes(post.areaId)))
		.sort((a, b) => pathOf(b.areaId).length - pathOf(a.areaId).length)[0]?.areaId;
}

const openHandOvers = async (): Promise<Booking[]> => {
	const rows = await place().db.rows.loose.where('todo').startsWith('receive:').toArray();
	return rows.flatMap((row) => bodyOf<Booking>(row) ?? []);
};

/** Hand-overs that this person has given and nobody has confirmed yet, the newest first. */
export async function givenAndOpen(): Promise<Booking[]> {
	const { person } = place();
	const open = await openHandOvers();
	return open.filter((one) => one.by.personId === person.id).sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Hand-overs that wait for this person to confirm them, the oldest first. */
export async function givenToMe(): Promise<Booking[]> {
	const { db, person } = place();
	const rows = await db.rows.toDo(`receive:${person.id}`);
	return rows.flatMap((row) => bodyOf<Booking>(row) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Hand-overs that a receiver has counted and confirmed, and of which this person, who gave them, has not spoken here yet. */
export async function saidOfMe(): Promise<Booking[]> {
	const { db, person } = place();
	const rows = await db.rows.toDo(`give:${person.id}`);
	return rows.flatMap((row) => bodyOf<Booking>(row) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Hand-overs for which this person has signed on somebody else's phone and of which they have not spoken on this one, while
 * some of that cash is still theirs: who has given it on has spoken.
 */
export async function signedByMe(): Promise<Booking[]> {
	const { db, person } = place();
	const rows = await db.rows.toDo(`cash:${person.id}`);
	return rows
		.flatMap((row) => bodyOf<Booking>(row) ?? [])
		.filter(isSignedFor)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The arguments by which the giver says what the receiver has said already; undefined for another booking. */
export function givingOf({ id, campaignId, areaId, fact }: Booking): HandOverFee | undefined {
	if (fact.kind !== 'handOver') return undefined;
	const { expectedFen, notes, to } = fact;
	return { ...{ id, campaignId, areaId, expectedFen, notes, to }, covers: [...fact.covers] };
}

/** The arguments by which a hand-over that has arrived here is confirmed; undefined for another booking. */
export function receiptOf({ id, campaignId, areaId, fact, by }: Booking): ReceiveFee | undefined {
	if (fact.kind !== 'handOver') return undefined;
	const { expectedFen, notes } = fact;
	const covers = [...fact.covers];
	return {
		...{ id, campaignId, areaId, covers, expectedFen, notes },
		from: by.personId,
		fromName: by.name
	};
}

/** Somebody who could take the cash. */
export interface Taker {
	personId: Id;
	name: string;
	role: Role;
}

/**
 * Who could take the cash of a campaign, as far as this phone knows: whoever opened or revised its lists, has booked
 * something in it, or is appointed in the area. A leader's phone has no list of the staff.
 */
export async function takersOf(campaignId: Id): Promise<Taker[]> {
	const { db, person, now } = place();
	const [levies, bookings, posts] = await Promise.all([
		bodiesAbout<Levy>(db, campaignId, 'levy'),
		bodiesAbout<Booking>(db, campaignId, 'booking'),
		bodiesOfKind<Appointment>(db, 'appointment')
	]);
	const today = dayOf(now());
	const appointed = posts.filter(({ from, to, role, areaId, id }) =>
		isPostOn({ from, to, role, areaId, appointmentId: id }, today)
	);
	const people = new Map<Id, Taker>();
	const add = ({ personId, name, role }: Signature) => {
		if (personId !== person.id && mayDo(role, 'fee.receive') && !people.has(personId))
			people.set(personId, { personId, name, role });
	};
	for (const { turns, notes } of levies) {
		for (const { by } of turns) add(by);
		for (const { by } of Object.values(notes)) add(by);
	}
	for (const { by, confirmations } of bookings)
		[by, ...confirmations.map((one) => one.by)].forEach(add);
	appointed.forEach(add);
	return [...people.values()];
}
