import type { Post, Role } from '../kernel/actor';
import { isPostOn } from '../kernel/in-force';
import type { Day } from '../kernel/day';
import type { Id } from '../kernel/id';

/** A post with the person who holds it. */
export interface HeldPost extends Post {
	personId: Id;
	name: string;
}

/**
 * Who decides about what is held in an area, the first one that there is. Nobody from outside this list could:
 * a unit leader never sees the entries of others, and a sub-district sees no visits, but can appoint somebody.
 */
export const ownerRoles: readonly Role[] = ['gridWorker', 'gridParty', 'office', 'subdistrict'];

/**
 * Who looks after the area of this path on that day; `undefined` when nobody does. Of several in one role the one
 * who has done so longest. The author of what is held is passed over.
 */
export function ownerOf(
	posts: Iterable<HeldPost>,
	path: readonly Id[],
	day: Day,
	authorId: Id
): { personId: Id; name: string } | undefined {
	let best: HeldPost | undefined;
	for (const post of posts) {
		if (post.personId === authorId || !path.includes(post.areaId) || !isPostOn(post, day)) continue;
		if (!ownerRoles.includes(post.role)) continue;
		if (!best || rank(post) < rank(best)) best = post;
	}
	return best && { personId: best.personId, name: best.name };
}

const rank = ({ role, from, appointmentId }: HeldPost): string =>
	`${ownerRoles.indexOf(role)} ${from} ${appointmentId}`;
