import type { Kysely } from 'kysely';
import { holdersOf } from '$lib/domain/dispute/seats';
import type { Actor } from '$lib/domain/kernel/actor';
import type { Tables } from './tables';

/**
 * The person with all their appointments, ended ones too, oldest first; `undefined` when they never had one.
 * The name is the one of the latest appointment.
 */
export async function actorOf(db: Kysely<Tables>, personId: string): Promise<Actor | undefined> {
	return (await actorsOf(db, [personId])).get(personId);
}

/** The same for many people at once; people without an appointment are missing from the map. */
export async function actorsOf(
	db: Kysely<Tables>,
	personIds: readonly string[]
): Promise<Map<string, Actor>> {
	const rows = await db
		.selectFrom('posts')
		.selectAll()
		.where('person_id', 'in', personIds)
		.orderBy('from_day')
		.orderBy('appointment_id')
		.execute();
	const actors = new Map<string, Writable>();
	for (const row of rows) {
		const actor = actors.get(row.person_id) ?? { personId: row.person_id, name: '', posts: [] };
		actor.name = row.name;
		actor.posts = [
			...actor.posts,
			{
				appointmentId: row.appointment_id,
				role: row.role,
				areaId: row.area_id,
				from: row.from_day,
				to: row.to_day
			}
		];
		actors.set(row.person_id, actor);
	}
	await addCases(db, [...actors.values()]);
	return actors;
}

type Writable = { -readonly [K in keyof Actor]: Actor[K] };

/** The cases that each of them has a seat in. Found by their own posts, so that others' cases cost nothing. */
async function addCases(db: Kysely<Tables>, actors: readonly Writable[]): Promise<void> {
	const holders = [...new Set(actors.flatMap(({ posts }) => holdersOf(posts)))];
	if (holders.length === 0) return;
	const rows = await db
		.selectFrom('seats')
		.select(['case_id', 'holder'])
		.where('holder', 'in', holders)
		.where('is_open', '=', 1)
		.execute();
	if (rows.length === 0) return;
	for (const actor of actors) {
		const own = new Set(holdersOf(actor.posts));
		const cases = rows
			.filter(({ holder }) => own.has(holder))
			.map(({ case_id, holder }) => ({ caseId: case_id, holder }));
		if (cases.length > 0) actor.cases = cases;
	}
}
