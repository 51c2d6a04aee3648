import { sql, type Kysely } from 'kysely';
import { accessEndedOn, mayOrder, postsInSight } from '$lib/domain/device/rules';
import {
	devicePageSize,
	type DevicesReply,
	type DevicesRequest,
	type PersonDevices,
	type SeenDevice
} from '$lib/domain/device/schema';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { postsWith } from '$lib/domain/kernel/rights';
import { actorOf, actorsOf } from '../db/actor';
import { communitiesOf, type AreaTree, type TreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';

type Line = Tables['device_contacts'];

/** A device that was wiped is shown for so long, ms: whoever asked for it shall find that it happened. */
const shownWipedMs = 30 * 86_400_000;

/** Somebody who looks after devices today. Throws `notAllowed` (403) for everybody else. */
export async function keeperOf(db: Kysely<Tables>, personId: string, now: number): Promise<Actor> {
	const actor = await actorOf(db, personId);
	const posts = actor ? postsWith(actor, 'manageDevices', dayOf(now)) : [];
	if (!actor || posts.length === 0) throw new ProblemError(403, 'notAllowed');
	return { ...actor, posts };
}

const inOrder = new Intl.Collator('zh-CN', { numeric: true });

/** One page of the people whose devices this person may see, by name; see `domain/device/rules.ts`. */
export async function listDevices(
	db: Kysely<Tables>,
	trees: TreeSource,
	personId: string,
	request: DevicesRequest,
	now: number
): Promise<DevicesReply> {
	const keeper = await keeperOf(db, personId, now);
	const tree = await trees(db);
	const lines = await linesIn(db, communitiesOf(tree, keeper), now);
	const people =
		lines.size === 0 ? new Map<string, Actor>() : await actorsOf(db, [...lines.keys()]);
	const words = request.name?.trim().toLowerCase() ?? '';
	const seen = [...people.values()]
		.filter(({ name }) => name.toLowerCase().includes(words))
		.flatMap((person) => {
			const one = personIn(tree, keeper, person, lines.get(person.personId) ?? [], now);
			return one ? [one] : [];
		})
		.sort((a, b) => inOrder.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
	const from = request.after ?? 0;
	return { people: seen.slice(from, from + devicePageSize), all: seen.length };
}

/** Devices of everybody who ever had a post in these communities, by person. */
async function linesIn(
	db: Kysely<Tables>,
	communities: readonly string[],
	now: number
): Promise<Map<string, Line[]>> {
	const rows = await db
		.selectFrom('device_contacts')
		.selectAll()
		.where(
			sql<boolean>`person_id in (select person_id from posts where community in (${sql.join(communities)}))`
		)
		.orderBy('last_seen', 'desc')
		.orderBy('device_id')
		.execute();
	const lines = new Map<string, Line[]>();
	for (const row of rows) {
		const isOld = row.done_at !== null && row.done_at < now - shownWipedMs;
		if (isOld && row.order_kind !== 'signOut') continue;
		lines.set(row.person_id, [...(lines.get(row.person_id) ?? []), row]);
	}
	return lines;
}

/** A person as the keeper may see them; undefined for whom they may not. */
function personIn(
	tree: AreaTree,
	keeper: Actor,
	person: Actor,
	lines: readonly Line[],
	now: number
): PersonDevices | undefined {
	const day = dayOf(now);
	const pathOf = (areaId: string) => tree.byId.get(areaId)?.path;
	const posts = postsInSight(keeper, person.posts, pathOf, day);
	if (posts.length === 0 || lines.length === 0) return undefined;
	return {
		personId: person.personId,
		name: person.name,
		posts: posts.map(({ role, areaId }) => ({ role, place: placeOf(tree, areaId) })),
		ended: accessEndedOn(person.posts, day) ?? null,
		mayOrder: mayOrder(keeper, person, pathOf, day),
		devices: lines.map(deviceOf)
	};
}

/** The names of the area and, below a community, of those it lies in. */
const placeOf = (tree: AreaTree, areaId: string): string => {
	const path = tree.byId.get(areaId)?.path ?? [];
	return (path.length > 2 ? path.slice(2) : path.slice(-1))
		.map((id) => tree.byId.get(id)?.name ?? '')
		.join(' ');
};

const deviceOf = (line: Line): SeenDevice => ({
	deviceId: line.device_id,
	firstSeen: line.first_seen,
	lastSeen: line.last_seen,
	version: line.version,
	unsent: line.unsent,
	photos: line.photos,
	order: line.order_id
		? {
				kind: line.order_kind!,
				askedAt: line.ordered_at!,
				doneAt: line.done_at,
				lost: line.lost
			}
		: null
});
