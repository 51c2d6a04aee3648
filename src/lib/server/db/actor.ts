import type { Kysely } from 'kysely';
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
	const actors = new Map<string, { -readonly [K in keyof Actor]: Actor[K] }>();
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
	return actors;
}
