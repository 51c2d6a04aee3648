import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { roles, type Role } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { Id } from '$lib/domain/kernel/id';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { ensurePerson } from './people';

/** Body of `POST /api/demo/sign-in`. */
export const DemoSignInRequest = v.object({ personId: Id });

/** One person to sign in as with a tap, on a demonstration server. */
export interface DemoPerson {
	personId: string;
	name: string;
	role: Role;
	areaName: string;
	/** The names of the areas above, from the community down, without the area's own. */
	within: string;
}

/** One person of each kind, always the same ones on the same data; the field people share one community. */
export async function demoPeople(db: Kysely<Tables>, now: number): Promise<DemoPerson[]> {
	const today = dayOf(now);
	const people: DemoPerson[] = [];
	const home = await db
		.selectFrom('rows')
		.select('community')
		.where('kind', '=', 'household')
		.limit(1)
		.executeTakeFirst();
	for (const role of roles) {
		let posts = db
			.selectFrom('posts')
			.innerJoin('areas', 'areas.id', 'posts.area_id')
			.select(['posts.person_id', 'posts.name', 'areas.name as area_name', 'areas.path'])
			.where('posts.role', '=', role)
			.where('posts.from_day', '<=', today)
			.where((eb) => eb.or([eb('posts.to_day', 'is', null), eb('posts.to_day', '>=', today)]))
			.orderBy('areas.code')
			.orderBy('areas.path')
			.orderBy('posts.person_id')
			.limit(1);
		if (home && role !== 'subdistrict') posts = posts.where('posts.community', '=', home.community);
		const post = await posts.executeTakeFirst();
		if (!post) continue;
		const above = (JSON.parse(post.path) as string[]).slice(1, -1);
		people.push({
			personId: post.person_id,
			name: post.name,
			role,
			areaName: post.area_name,
			within: (await namesOf(db, above)).join(' · ')
		});
	}
	return people;
}

async function namesOf(db: Kysely<Tables>, ids: string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	const rows = await db.selectFrom('areas').select(['id', 'name']).where('id', 'in', ids).execute();
	const byId = new Map(rows.map((row) => [row.id, row.name]));
	return ids.map((id) => byId.get(id) ?? '');
}

/** Makes one of the demonstration's people ready to be signed in; throws `notFound` (404) for anybody unknown. */
export async function readyDemoPerson(
	db: Kysely<Tables>,
	personId: string,
	now: number
): Promise<void> {
	const post = await db
		.selectFrom('posts')
		.select('name')
		.where('person_id', '=', personId)
		.limit(1)
		.executeTakeFirst();
	if (!post) throw new ProblemError(404, 'notFound', 'personId');
	await ensurePerson(db, { id: personId, name: post.name }, now);
}
