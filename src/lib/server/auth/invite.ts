import type { Kysely } from 'kysely';
import type { Actor, Post } from '$lib/domain/kernel/actor';
import { dayOf, type Day } from '$lib/domain/kernel/day';
import { isOver, postsWith } from '$lib/domain/kernel/rights';
import { actorOf } from '../db/actor';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { mayHold, scopeFor } from '../pull/scope';
import { fingerprint, newToken } from './token';

/** A one-time link is good for seven days. */
export const linkMs = 7 * 86_400_000;

/** What the inviter hands over: the token goes into the link's fragment; `expiresAt` is epoch ms. */
export interface Invitation {
	token: string;
	expiresAt: number;
}

const lastsBeyond = (post: Post, day: Day) => post.to === null || post.to >= day;

type Tree = (areaId: string) => readonly string[] | undefined;

async function treeOf(db: Kysely<Tables>, people: readonly Actor[]): Promise<Tree> {
	const areaIds = people.flatMap(({ posts }) => posts.map((post) => post.areaId));
	const rows = await db
		.selectFrom('areas')
		.select(['id', 'path'])
		.where('id', 'in', areaIds)
		.execute();
	const paths = new Map(rows.map((row) => [row.id, JSON.parse(row.path) as string[]]));
	return (areaId) => paths.get(areaId);
}

/**
 * Whether `by` could make every appointment that the person holds or will hold. One is not enough: the link sets the
 * password of the whole person, so an office that appoints a sub-district's officer to some grid would take them over.
 */
function mayInvite(by: Actor, person: Actor, pathOf: Tree, day: Day): boolean {
	const posts = person.posts.filter((post) => lastsBeyond(post, day));
	return posts.length > 0 && isOver(by, 'invitePeople', posts, pathOf, day);
}

/** Whether whoever made a link could make it today: if not, it is worth nothing any more. */
export async function isStillGood(
	db: Kysely<Tables>,
	{ by, person }: { by: string; person: Actor },
	now: number
): Promise<boolean> {
	const inviter = await actorOf(db, by);
	if (!inviter) return false;
	return mayInvite(inviter, person, await treeOf(db, [inviter, person]), dayOf(now));
}

/**
 * Makes a one-time link for a person and revokes their older ones. Throws `notFound` (404) when no appointment of
 * theirs has reached the server, or none that the caller may know of; `notAllowed` (403) when the caller could not appoint
 * them to all they hold, and for whoever may invite nobody at all.
 */
export async function invite(
	db: Kysely<Tables>,
	byPersonId: string,
	personId: string,
	now: number
): Promise<Invitation> {
	const today = dayOf(now);
	const [by, person] = await Promise.all([actorOf(db, byPersonId), actorOf(db, personId)]);
	if (!by || postsWith(by, 'invitePeople', today).length === 0)
		throw new ProblemError(403, 'notAllowed');
	const pathOf = await treeOf(db, person ? [by, person] : [by]);
	const scope = scopeFor(by, today);
	const isKnown = person?.posts.some(({ areaId }) =>
		mayHold(scope, { areaId, dataClass: 'staff' }, pathOf)
	);
	if (!person || !isKnown) throw new ProblemError(404, 'notFound', 'personId');
	if (!mayInvite(by, person, pathOf, today)) throw new ProblemError(403, 'notAllowed');
	const token = newToken();
	const expiresAt = now + linkMs;
	await db.transaction().execute(async (tx) => {
		await tx
			.updateTable('invitations')
			.set({ revoked_at: now })
			.where('person_id', '=', personId)
			.where('used_at', 'is', null)
			.where('revoked_at', 'is', null)
			.execute();
		await tx
			.insertInto('invitations')
			.values({
				token_hash: fingerprint(token),
				person_id: personId,
				created_by: byPersonId,
				created_at: now,
				expires_at: expiresAt,
				used_at: null,
				revoked_at: null
			})
			.execute();
	});
	return { token, expiresAt };
}
