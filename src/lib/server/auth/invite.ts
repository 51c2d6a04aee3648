import type { Kysely } from 'kysely';
import type { Actor, Post } from '$lib/domain/kernel/actor';
import { dayOf, type Day } from '$lib/domain/kernel/day';
import { isOver } from '$lib/domain/kernel/rights';
import { actorOf } from '../db/actor';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { fingerprint, newToken } from './token';

/** A one-time link is good for seven days. */
export const linkMs = 7 * 86_400_000;

/** What the inviter hands over: the token goes into the link's fragment; `expiresAt` is epoch ms. */
export interface Invitation {
	token: string;
	expiresAt: number;
}

const lastsBeyond = (post: Post, day: Day) => post.to === null || post.to >= day;

async function pathsOf(db: Kysely<Tables>, areaIds: string[]): Promise<Map<string, string[]>> {
	const rows = await db
		.selectFrom('areas')
		.select(['id', 'path'])
		.where('id', 'in', areaIds)
		.execute();
	return new Map(rows.map((row) => [row.id, JSON.parse(row.path) as string[]]));
}

/**
 * Whether `by` could make every appointment that the person holds or will hold. One is not enough: the link sets the
 * password of the whole person, so an office that appoints a sub-district's officer to some grid would take them over.
 */
async function mayInvite(db: Kysely<Tables>, by: Actor, person: Actor, day: Day): Promise<boolean> {
	const posts = person.posts.filter((post) => lastsBeyond(post, day));
	if (posts.length === 0) return false;
	const paths = await pathsOf(
		db,
		posts.map((post) => post.areaId)
	);
	return isOver(by, 'invitePeople', posts, (areaId) => paths.get(areaId), day);
}

/**
 * Makes a one-time link for a person and revokes their older ones. Throws `notFound` (404) when no appointment of
 * theirs has reached the server, `notAllowed` (403) when the caller could not appoint them to all they hold.
 */
export async function invite(
	db: Kysely<Tables>,
	byPersonId: string,
	personId: string,
	now: number
): Promise<Invitation> {
	const [by, person] = await Promise.all([actorOf(db, byPersonId), actorOf(db, personId)]);
	if (!by) throw new ProblemError(403, 'notAllowed');
	if (!person) throw new ProblemError(404, 'notFound', 'personId');
	if (!(await mayInvite(db, by, person, dayOf(now)))) throw new ProblemError(403, 'notAllowed');
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
