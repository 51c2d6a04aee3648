import type { Post } from '../kernel/actor';
import { isPostOn } from '../kernel/in-force';
import type { Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import { mayDo } from '../kernel/rights';

/**
 * Through which of somebody's own appointments a question goes, and whether it covers the place that the question is
 * about: only that office may read what the entry said. The covering ones first, then those in force, then the
 * narrowest. `path`: the areas down to that place; undefined where it is not known. Undefined when there is no office
 * to ask.
 */
export function askedThrough(
	posts: readonly Post[],
	path: readonly Id[] | undefined,
	today: Day
): { areaId: Id; covers: boolean } | undefined {
	const depth = (post: Post) => path?.indexOf(post.areaId) ?? -1;
	const best = posts
		.filter((post) => mayDo(post.role, 'question.ask'))
		.sort(
			(a, b) =>
				Number(depth(b) >= 0) - Number(depth(a) >= 0) ||
				Number(isPostOn(b, today)) - Number(isPostOn(a, today)) ||
				depth(b) - depth(a)
		)
		.at(0);
	return best && { areaId: best.areaId, covers: depth(best) >= 0 };
}
