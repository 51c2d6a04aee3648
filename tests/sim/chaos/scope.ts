import { dayOf } from '$lib/domain/kernel/day';
import { parseHomeKey, type DataClass } from '$lib/domain/kernel/home';
import type { World } from './acts';

interface Reach {
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
		money: 'all'
	},
	subdistrict: { area: 'all', staff: 'all' }
};

/** What somebody may hold, told without asking the rules. */
export interface Scope {
	/** In force today. */
	posts: Reach[];
	paths: Map<string, string[]>;
	personId: string;
}

/** Whether rows of a home are somebody's business. */
export function isWithin({ posts, paths, personId }: Scope, homeKey: string): boolean {
	const home = parseHomeKey(homeKey);
	const path = paths.get(home.areaId) ?? [];
	// Questions come back to who asked them, wherever they are appointed by now.
	if (home.dataClass === 'question' && home.own === personId) return true;
	return posts.some((post) => {
		const kind = reach[post.role]?.[home.dataClass];
		const isBelow = path.includes(post.area_id);
		const isAbove =
			home.dataClass === 'area' && (paths.get(post.area_id) ?? []).includes(home.areaId);
		return isAbove || (isBelow && (kind === 'all' || (kind === 'own' && home.own === personId)));
	});
}

/** Paths and posts as they stand at this moment, kept by the world because replies are checked without waiting. */
const scopes = new WeakMap<World, { posts: Reach[]; paths: Map<string, string[]> }>();

/** Reads who may see what; called before every move, since a move may change it. */
export async function noteScopes(world: World): Promise<void> {
	const posts = await world.server.db.selectFrom('posts').selectAll().execute();
	const areas = await world.server.db.selectFrom('areas').select(['id', 'path']).execute();
	const paths = new Map(areas.map(({ id, path }) => [id, JSON.parse(path) as string[]]));
	scopes.set(world, { posts, paths });
}

/** What somebody may hold on a day. */
export function scopeOf(world: World, personId: string, today: string): Scope {
	const { posts, paths } = scopes.get(world)!;
	const own = posts.filter(
		(post) =>
			post.person_id === personId &&
			post.from_day <= today &&
			(post.to_day === null || today <= post.to_day)
	);
	return { posts: own, paths, personId };
}

/** Whether rows of a home are somebody's business right now. */
export const isInScope = (world: World, personId: string, homeKey: string): boolean =>
	isWithin(scopeOf(world, personId, dayOf(world.server.now())), homeKey);
