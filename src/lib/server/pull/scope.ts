import { createHash } from 'node:crypto';
import { holdersOf } from '$lib/domain/dispute/seats';
import { isPostOn } from '$lib/domain/kernel/in-force';
import type { Actor } from '$lib/domain/kernel/actor';
import { reachTable, scopeOf, type ScopePart } from '$lib/domain/kernel/reach';
import type { Day } from '$lib/domain/kernel/day';
import type { Home } from '$lib/domain/kernel/home';
import type { Id } from '$lib/domain/kernel/id';

/** Everything that a person may hold on a day. */
export interface Scope {
	/** Same posts and seats in force, same version; goes into every token, so that a change of either is noticed at once. */
	version: string;
	parts: readonly ScopePart[];
	/** Cases in which a post in force has a seat. */
	cases: ReadonlySet<Id>;
	/** Areas of the posts in force, in order. */
	ownAreas: readonly Id[];
}

// Raised when the meaning of a post changes, so that every phone compares its homes again.
const rules = JSON.stringify(reachTable);

/** What the person may hold on that day. Rows of class `sensitive` never leave the server, whatever the table says. */
export function scopeFor(actor: Actor, today: Day): Scope {
	const inForce = actor.posts.filter((post) => isPostOn(post, today));
	const facts = inForce.map((post) => `${post.role}@${post.areaId}`).sort();
	const hash = createHash('sha256').update(rules).update(actor.personId).update(facts.join());
	const own = new Set(holdersOf(inForce));
	const sitting = (actor.cases ?? []).filter(({ holder }) => own.has(holder));
	const cases = new Set(sitting.map(({ caseId }) => caseId));
	for (const caseId of [...cases].sort()) hash.update(caseId);
	return {
		version: hash.digest('hex').slice(0, 16),
		parts: scopeOf(actor, today).filter((part) => part.dataClass !== 'sensitive'),
		cases,
		ownAreas: [...new Set(inForce.map((post) => post.areaId))]
	};
}

/** Whether the scope holds a home, given the path of the home's area and (for the names above) of the own areas. */
export function mayHold(
	scope: Scope,
	home: Home,
	pathOf: (areaId: Id) => readonly Id[] | undefined
): boolean {
	if (home.dataClass === 'sensitive') return false;
	const path = pathOf(home.areaId);
	if (!path) return false;
	const isInside = scope.parts.some(
		(part) =>
			part.dataClass === home.dataClass &&
			path.includes(part.areaId) &&
			(part.own === undefined || part.own === home.own)
	);
	if (isInside || (home.dataClass === 'case' && home.own && scope.cases.has(home.own))) return true;
	// The names of the areas above one's own: where am I.
	return (
		home.dataClass === 'area' && scope.ownAreas.some((id) => pathOf(id)?.includes(home.areaId))
	);
}
