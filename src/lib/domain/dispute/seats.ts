import type { Actor, Post, Role } from '../kernel/actor';
import { postFor } from '../kernel/authority';
import { isPostOn } from '../kernel/in-force';
import { compareClocks, readClock, type Clock, type Moment } from '../kernel/clock';
import { dayOf, type Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import { levels, type Level, type Part } from './lists';
import type { Dispute, Seat } from './schema';

/** When a seat is asked about; `ever`: of whatever time, for words that are held. */
export type When = Pick<Moment, 'at' | 'clock'> | 'ever';

const isSeatOn = (seat: Seat, when: When): boolean =>
	when === 'ever' ||
	(compareClocks(seat.from, when.clock) <= 0 &&
		(seat.to === null || compareClocks(when.clock, seat.to) < 0));

/** What the seat was at that time: a helper's may have been a main's before. */
function partsAt({ part, mainUntil }: Seat, when: When): Part[] {
	if (mainUntil === undefined) return [part];
	if (when === 'ever') return ['main', part];
	return [compareClocks(when.clock, mainUntil) < 0 ? 'main' : part];
}

/** Whether the seat is this appointment's. */
const isOf = (seat: Seat, post: Post): boolean =>
	seat.appointmentId === null
		? seat.role === post.role && seat.areaId === post.areaId
		: seat.appointmentId === post.appointmentId;

/** Whether the appointment was in force at some time while the seat lasted. */
const satBy = (seat: Seat, post: Post): boolean =>
	isOf(seat, post) &&
	(post.to === null || dayIn(seat.from) <= post.to) &&
	(seat.to === null || post.from <= dayIn(seat.to));

const dayIn = (clock: Clock): Day => dayOf(readClock(clock)[0]);

/** By what a seat is found: its appointment, or the post it belongs to. */
export const holderOf = ({ appointmentId, role, areaId }: Omit<Seat, 'id'>): string =>
	appointmentId ?? `${role}@${areaId}`;

/** Under what somebody's seats are found: both ways for each of their posts. */
export const holdersOf = (posts: readonly Post[]): string[] =>
	posts.flatMap(({ appointmentId, role, areaId }) => [appointmentId, `${role}@${areaId}`]);

/** The appointment by which somebody sits in a case in one of these parts; the lead of its community sits in every one. */
export function seatIn(
	dispute: Pick<Dispute, 'seats' | 'path'>,
	actor: Pick<Actor, 'posts'>,
	parts: readonly Part[],
	when: When
): Post | undefined {
	const day = when === 'ever' ? 'anyTime' : dayOf(when.at);
	for (const seat of dispute.seats) {
		if (!partsAt(seat, when).some((part) => parts.includes(part)) || !isSeatOn(seat, when))
			continue;
		const post = actor.posts.find((one) =>
			day === 'anyTime' ? satBy(seat, one) : isOf(seat, one) && isPostOn(one, day)
		);
		if (post) return post;
	}
	return postFor(actor, ['mediationLead'], dispute.path, day);
}

/** Who answers for the case now (首接负责): the latest seat of a `main`. Every case has one. */
export const mainSeat = ({ seats }: Pick<Dispute, 'seats'>): Seat | undefined =>
	seats.findLast((one) => one.part === 'main' && one.to === null);

/** Seats that are taken now. */
export const openSeats = ({ seats }: Pick<Dispute, 'seats'>): Seat[] =>
	seats.filter((one) => one.to === null);

/** Whether somebody ever sat in the case while a post of theirs lasted. */
export const everSat = (dispute: Pick<Dispute, 'seats'>, posts: readonly Post[]): boolean =>
	dispute.seats.some((seat) => posts.some((post) => satBy(seat, post)));

/** Under which name the case waits for somebody: a person's id, or the role of a post. */
export const waitsFor = (seat: Seat | undefined): Id =>
	seat?.personId ?? seat?.role ?? 'mediationLead';

/** In which parts a role can sit. Who is called in only adds to the case, and nobody else comes by being called in. */
export const partsFor = (role: Role): readonly Part[] =>
	role === 'expert' ? ['expert'] : role === 'office' ? [] : ['main', 'helper'];

/** How high a role stands on the way up. */
const height = (role: Role): number =>
	role === 'mediator' ? levels.indexOf('mediationLead') : levels.indexOf(role as Level);

/** Where the post of a level lies, on the way down to the place of a case. */
export const areaAt = (level: Level, path: readonly Id[]): Id | undefined =>
	level === 'subdistrict' ? path[0] : level === 'mediationLead' ? path[1] : path[2];

/** The levels to which a case can be handed up from whoever answers for it now. */
export const levelsAbove = (dispute: Pick<Dispute, 'seats' | 'path'>): Level[] => {
	const now = height(mainSeat(dispute)?.role ?? 'unitLeader');
	return levels.filter((one) => areaAt(one, dispute.path) !== undefined && height(one) > now);
};
