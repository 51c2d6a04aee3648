import { dayOf } from '$lib/domain/kernel/day';
import { parseHomeKey, type DataClass } from '$lib/domain/kernel/home';
import type { Dispute } from '$lib/domain/dispute/schema';
import type { World } from './acts';

interface Reach {
	appointment_id: string;
	area_id: string;
	role: string;
	person_id: string;
	from_day: string;
	to_day: string | null;
}

/** Who may hold which class of rows below their area; everything else is nobody's business. */
const reach: Record<string, Partial<Record<DataClass, 'all' | 'own'>>> = {
	unitLeader: { area: 'all', register: 'all', visit: 'own', question: 'own', money: 'all' },
	gridWorker: { area: 'all', register: 'all', visit: 'all', question: 'own', money: 'all' },
	gridParty: {
		area: 'all',
		register: 'all',
		visit: 'all',
		staff: 'all',
		question: 'own',
		money: 'all'
	},
	office: {
		area: 'all',
		register: 'all',
		visit: 'all',
		staff: 'all',
		question: 'all',
		money: 'all',
		docket: 'all'
	},
	mediationLead: { staff: 'all', case: 'all', docket: 'all' },
	subdistrict: { area: 'all', staff: 'all' }
};

/** What somebody may hold, told without asking the rules. */
export interface Scope {
	/** In force today. */
	posts: Reach[];
	paths: Map<string, string[]>;
	personId: string;
	/** Cases by whose seats: appointments, and posts as `role@area`. */
	seats: Map<string, Set<string>>;
}

/** Whether rows of a home are somebody's business. */
export function isWithin({ posts, paths, personId, seats }: Scope, homeKey: string): boolean {
	const home = parseHomeKey(homeKey);
	const path = paths.get(home.areaId) ?? [];
	// Questions come back to who asked them, wherever they are appointed by now.
	if (home.dataClass === 'question' && home.own === personId) return true;
	const holders = home.dataClass === 'case' ? seats.get(home.own ?? '') : undefined;
	return posts.some((post) => {
		if (holders?.has(post.appointment_id) || holders?.has(`${post.role}@${post.area_id}`))
			return true;
		const kind = reach[post.role]?.[home.dataClass];
		const isBelow = path.includes(post.area_id);
		const isAbove =
			home.dataClass === 'area' && (paths.get(post.area_id) ?? []).includes(home.areaId);
		return isAbove || (isBelow && (kind === 'all' || (kind === 'own' && home.own === personId)));
	});
}

/** Paths and posts as they stand at this moment, kept by the world because replies are checked without waiting. */
const scopes = new WeakMap<World, Pick<Scope, 'posts' | 'paths' | 'seats'>>();

/** Rows of cases that went to somebody since then: a seat may begin and end between two letters of one moment. */
const sent = new WeakMap<World, { personId: string; home: string; today: string }[]>();

/** Notes that a row of a case went to somebody; whether it may have is asked once the moment is over. */
export function noteSent(world: World, personId: string, home: string): void {
	const list = sent.get(world) ?? [];
	sent.set(world, list);
	list.push({ personId, home, today: dayOf(world.server.now()) });
}

/** Reads who may see what; called before every move, since a move may change it. */
export async function noteScopes(world: World): Promise<void> {
	const posts = await world.server.db.selectFrom('posts').selectAll().execute();
	const areas = await world.server.db.selectFrom('areas').select(['id', 'path']).execute();
	const paths = new Map(areas.map(({ id, path }) => [id, JSON.parse(path) as string[]]));
	const disputes = await world.server.db
		.selectFrom('rows')
		.select(['id', 'body'])
		.where('kind', '=', 'dispute')
		.where('body', 'is not', null)
		.execute();
	const seats = new Map(
		disputes.map(({ id, body }) => [
			id,
			new Set(
				(JSON.parse(body!) as Dispute).seats
					.filter(({ to }) => to === null)
					.map(({ appointmentId, role, areaId }) => appointmentId ?? `${role}@${areaId}`)
			)
		])
	);
	const before = scopes.get(world);
	const after = { posts, paths, seats };
	scopes.set(world, after);
	for (const { personId, home, today } of sent.get(world)?.splice(0) ?? [])
		if (![before ?? after, after].some((one) => isWithin(of(one, personId, today), home)))
			throw new Error(`somebody was sent a row of ${home}, and has no seat there`);
}

/** What somebody may hold on a day. */
export function scopeOf(world: World, personId: string, today: string): Scope {
	return of(scopes.get(world)!, personId, today);
}

function of(
	{ posts, paths, seats }: Pick<Scope, 'posts' | 'paths' | 'seats'>,
	personId: string,
	today: string
): Scope {
	const own = posts.filter(
		(post) =>
			post.person_id === personId &&
			post.from_day <= today &&
			(post.to_day === null || today <= post.to_day)
	);
	return { posts: own, paths, seats, personId };
}

/** Whether rows of a home are somebody's business right now. */
export const isInScope = (world: World, personId: string, homeKey: string): boolean =>
	isWithin(scopeOf(world, personId, dayOf(world.server.now())), homeKey);
