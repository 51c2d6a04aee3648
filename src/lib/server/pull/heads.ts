import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import type { Actor } from '$lib/domain/kernel/actor';
import { digestOf } from '$lib/protocol/digest';
import type { Head } from '$lib/protocol/envelope';
import { subtreeOf, type AreaTree } from '../db/areas';
import type { HomesTable, Tables } from '../db/tables';
import { homesFor } from './homes';
import { mayHold, scopeFor, type Scope } from './scope';

/** Areas whose homes may be in the scope, each with its place in the order of a first download. */
function areasInOrder(tree: AreaTree, scope: Scope): Map<string, number> {
	const order = new Map<string, number>();
	const add = (id: string) => order.has(id) || order.set(id, order.size);
	// The names above first (where am I), then one's own doors, narrowest post first, then what lies further out.
	for (const own of scope.ownAreas) for (const id of tree.byId.get(own)?.path ?? []) add(id);
	const posts = scope.parts
		.map((part) => part.areaId)
		.sort((a, b) => (tree.byId.get(b)?.path.length ?? 0) - (tree.byId.get(a)?.path.length ?? 0));
	for (const areaId of new Set(posts)) for (const node of subtreeOf(tree, areaId)) add(node.id);
	return order;
}

/** A home's line as it travels. */
export const headOf = ({
	home,
	seq,
	rows,
	sum_high,
	sum_low
}: Pick<HomesTable, 'home' | 'seq' | 'rows' | 'sum_high' | 'sum_low'>): Head => [
	home,
	seq,
	rows,
	digestOf([sum_high, sum_low])
];

const classOrder = {
	area: 0,
	register: 1,
	visit: 2,
	staff: 3,
	sensitive: 4,
	question: 5,
	money: 6,
	docket: 7,
	case: 8
} as const;

/** What a phone compares to know whether anything is new. */
export interface Heads {
	scope: Scope;
	token: string;
	heads: Head[];
}

/** The homes that the actor may hold now, own doors first, with a token over all their counters. */
export async function headsFor(
	trx: Kysely<Tables>,
	tree: AreaTree,
	actor: Actor,
	nowMs: number
): Promise<Heads> {
	const scope = scopeFor(actor, dayOf(nowMs));
	const order = areasInOrder(tree, scope);
	const pathOf = (areaId: string) => tree.byId.get(areaId)?.path;
	const lines = (await homesFor(trx, tree, scope, [...order.keys()])).filter((line) =>
		mayHold(
			scope,
			{ areaId: line.area_id, dataClass: line.data_class, ...(line.own ? { own: line.own } : {}) },
			pathOf
		)
	);
	lines.sort(
		(a, b) =>
			(order.get(a.area_id) ?? order.size) - (order.get(b.area_id) ?? order.size) ||
			classOrder[a.data_class] - classOrder[b.data_class] ||
			(a.home < b.home ? -1 : 1)
	);
	const heads = lines.map(headOf);
	const hash = createHash('sha256').update(scope.version);
	for (const post of actor.posts) hash.update(`${post.appointmentId} ${post.from} ${post.to}`);
	for (const head of heads) hash.update(head.join(' '));
	return { scope, token: hash.digest('base64url').slice(0, 27), heads };
}
