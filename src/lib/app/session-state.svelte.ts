import { liveQuery } from 'dexie';
import type { Post, Role } from '$lib/domain/kernel/actor';
import { isPostOn } from '$lib/domain/kernel/in-force';
import { dayOf } from '$lib/domain/kernel/day';
import type { PersonDb } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';
import type { Owner } from './owner';

const strength: readonly Role[] = [
	'subdistrict',
	'office',
	'gridParty',
	'gridWorker',
	'mediationLead',
	'mediator',
	'expert',
	'unitLeader'
];

/** How things stand with the person of this phone, as pages draw it. Set by `session.ts`, `opening.ts` and `joining.ts` alone. */
class Standing {
	state = $state<'starting' | 'signedOut' | 'locked' | 'ready'>('starting');
	isUnknown = $state(false);
	owner = $state.raw<Owner | null>(null);
	posts = $state.raw<Post[]>([]);
	isForeign = $state(false);
}

/** The one of this page. Everybody else reads `session` instead. */
export const standing = new Standing();

/** Reads the appointments of this database, and follows them until the answer is called. */
export async function watchPosts(db: PersonDb): Promise<() => void> {
	standing.posts = (await getMeta(db, 'posts')) ?? [];
	const watch = liveQuery(() => getMeta(db, 'posts')).subscribe({
		next: (latest) => (standing.posts = latest ?? []),
		// The facts' watch reports a broken disk; the posts last read stay.
		error: () => undefined
	});
	return () => watch.unsubscribe();
}

/**
 * Who is signed in on this phone. Known without the server; while it is `locked`, what lies here is readable to nobody,
 * not to this page either.
 */
export const session = {
	get state() {
		return standing.state;
	},
	/** This phone belongs to nobody yet; while `state` is `starting`, the server is being asked who it is. */
	get isUnknown() {
		return standing.isUnknown;
	},
	get person() {
		return standing.owner?.person;
	},
	/** All appointments, ended ones too, as last heard. */
	get posts() {
		return standing.posts;
	},
	/** Whoever signed in just now has a new password, and only the earlier one opens what lies here. */
	get needsEarlierPassword() {
		return standing.isForeign;
	},
	get demo() {
		return standing.owner?.demo ?? false;
	},
	/** The strongest role among the appointments in force today. */
	get role(): Role | undefined {
		const today = dayOf(Date.now());
		return strength.find((role) =>
			standing.posts.some((post) => post.role === role && isPostOn(post, today))
		);
	}
};
