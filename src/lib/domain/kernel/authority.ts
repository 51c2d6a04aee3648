import type { Actor, Post, Role } from './actor';
import type { Day } from './day';
import type { DataClass } from './home';
import type { Id } from './id';

/** Whether the appointment is in force on that day. */
export const isPostOn = (post: Post, day: Day): boolean =>
	post.from <= day && (post.to === null || day <= post.to);

/** How far a role sees into a data class: the whole subtree of its area, only what the person wrote there, or nothing. */
export type Reach = 'tree' | 'own' | 'none';

/**
 * Who may hold which rows on a phone (product table "Who may see what"). Figures for the sub-district are
 * computed on the server and are not rows, hence `none` there.
 */
export const reachTable: Record<Role, Record<DataClass, Reach>> = {
	unitLeader: { area: 'tree', register: 'tree', sensitive: 'none', visit: 'own', staff: 'none' },
	gridWorker: { area: 'tree', register: 'tree', sensitive: 'none', visit: 'tree', staff: 'none' },
	gridParty: { area: 'tree', register: 'tree', sensitive: 'none', visit: 'tree', staff: 'tree' },
	mediator: { area: 'none', register: 'none', sensitive: 'none', visit: 'none', staff: 'none' },
	office: { area: 'tree', register: 'tree', sensitive: 'none', visit: 'tree', staff: 'tree' },
	subdistrict: { area: 'tree', register: 'none', sensitive: 'none', visit: 'none', staff: 'tree' }
};

/** One part of what a person may hold: a data class over the subtree of an area, perhaps only their own entries. */
export interface ScopePart {
	areaId: Id;
	dataClass: DataClass;
	own?: Id;
}

/** What a person may hold on that day. Area rows of the ancestors (their names) come besides; the caller adds them. */
export function scopeOf(actor: Actor, day: Day): ScopePart[] {
	const parts: ScopePart[] = [];
	for (const post of actor.posts) {
		if (!isPostOn(post, day)) continue;
		for (const [dataClass, reach] of Object.entries(reachTable[post.role]) as [
			DataClass,
			Reach
		][]) {
			if (reach === 'tree') parts.push({ areaId: post.areaId, dataClass });
			if (reach === 'own') parts.push({ areaId: post.areaId, dataClass, own: actor.personId });
		}
	}
	return parts;
}

/**
 * The appointment by which the actor may act in an area: in force on that day, in one of the roles, at the
 * area or above it. The narrowest area wins, so that a person with two hats acts in the nearer one.
 */
export function postFor(
	actor: Pick<Actor, 'posts'>,
	roles: readonly Role[],
	path: readonly Id[],
	day: Day
): Post | undefined {
	let best: Post | undefined;
	let bestDepth = -1;
	for (const post of actor.posts) {
		const depth = path.indexOf(post.areaId);
		if (depth > bestDepth && roles.includes(post.role) && isPostOn(post, day)) {
			best = post;
			bestDepth = depth;
		}
	}
	return best;
}
