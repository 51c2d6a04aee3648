import type { Actor, Post, Role } from './actor';
import type { Day } from './day';
import { isPostOn } from './in-force';
import type { Id } from './id';

/**
 * The appointment by which the actor may act in an area: in force on that day, in one of the roles, at the
 * area or above it. The narrowest area wins, so that a person with two hats acts in the nearer one. `anyTime` asks for
 * one that ever was or will be in force.
 */
export function postFor(
	actor: Pick<Actor, 'posts'>,
	roles: readonly Role[],
	path: readonly Id[],
	day: Day | 'anyTime'
): Post | undefined {
	let best: Post | undefined;
	let bestDepth = -1;
	for (const post of actor.posts) {
		const depth = path.indexOf(post.areaId);
		if (depth <= bestDepth || !roles.includes(post.role)) continue;
		if (day === 'anyTime' || isPostOn(post, day)) {
			best = post;
			bestDepth = depth;
		}
	}
	return best;
}
