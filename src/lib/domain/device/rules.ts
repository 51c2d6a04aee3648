import type { Actor, Post } from '../kernel/actor';
import { postFor } from '../kernel/authority';
import type { Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import { isOver, rights } from '../kernel/rights';
import type { OrderKind, OrderState } from './schema';

type PathOf = (areaId: Id) => readonly Id[] | undefined;

const lastsBeyond = (post: Post, day: Day) => post.to === null || post.to >= day;

/** What somebody is today: the appointments that last or are to come; of a person whose time is over, those they had. */
export function standingPosts(posts: readonly Post[], day: Day): readonly Post[] {
	const lasting = posts.filter((post) => lastsBeyond(post, day));
	return lasting.length > 0 ? lasting : posts;
}

/** Those of a person's standing appointments that lie in the area of somebody who looks after devices. */
export const postsInSight = (
	actor: Pick<Actor, 'posts'>,
	posts: readonly Post[],
	pathOf: PathOf,
	day: Day
): Post[] =>
	standingPosts(posts, day).filter(
		(post) => postFor(actor, rights.manageDevices, pathOf(post.areaId) ?? [], day) !== undefined
	);

/**
 * Whether the actor may give orders to this person's devices: somebody over all that the person is, or that person, for a
 * phone of their own that was lost. A colleague of the same rank is seen and left alone.
 */
export function mayOrder(
	actor: Pick<Actor, 'posts' | 'personId'>,
	person: Pick<Actor, 'posts' | 'personId'>,
	pathOf: PathOf,
	day: Day
): boolean {
	if (actor.personId === person.personId)
		return postsInSight(actor, person.posts, pathOf, day).length > 0;
	const posts = standingPosts(person.posts, day);
	return posts.length > 0 && isOver(actor, 'manageDevices', posts, pathOf, day);
}

/** The last day of access: when no appointment lasts or is to come, the latest day on which one ended. */
export function accessEndedOn(posts: readonly Post[], day: Day): Day | undefined {
	if (posts.length === 0 || posts.some((post) => lastsBeyond(post, day))) return undefined;
	return posts
		.map((post) => post.to!)
		.sort()
		.at(-1);
}

/** What a device does about an order, by what it still has to send: do it, or send first. */
export const stepOf = (kind: OrderKind, unsent: number): 'do' | 'send' =>
	kind === 'wipe' && unsent > 0 ? 'send' : 'do';

/** Whether another order can be given: a device that was wiped is gone and will come back as another one. */
export const isGone = (order: Pick<OrderState, 'kind' | 'doneAt'> | null): boolean =>
	order !== null && order.kind !== 'signOut' && order.doneAt !== null;
