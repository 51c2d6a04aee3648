import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';

/** Who the server is where it acts by itself, in nobody's name; pages have a word for that. */
export const serverItself = { personId: '00000000-0000-7000-8000-000000000001', name: '' };

/** The server with the right of the office of a community for one act at `at` (epoch ms), in somebody's name. */
export const inName = (
	{ personId, name }: Pick<Actor, 'personId' | 'name'>,
	{ community, at, appointmentId }: { community: Id; at: number; appointmentId: Id }
): Actor => ({
	...{ personId, name, isServer: true },
	posts: [{ appointmentId, role: 'office', areaId: community, from: dayOf(at), to: null }]
});
