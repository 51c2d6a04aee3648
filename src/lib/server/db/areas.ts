import type { Kysely } from 'kysely';
import type { AreaKind } from '$lib/domain/area/schema';
import type { Actor } from '$lib/domain/kernel/actor';
import type { Id } from '$lib/domain/kernel/id';
import type { Tables } from './tables';

/** One area of the tree, without its doors. */
export interface AreaNode {
	id: Id;
	kind: AreaKind;
	name: string;
	/** Ids from the sub-district down to the area itself. */
	path: readonly Id[];
	children: AreaNode[];
}

/** All areas of the installation at one version of the tree. */
export interface AreaTree {
	version: string;
	byId: ReadonlyMap<Id, AreaNode>;
}

/**
 * The community under which an area's data is kept: the community on its path, for a sub-district the
 * sub-district itself. An area that is not known (a founder's first one) stands for itself.
 */
export const communityOfPath = (path: readonly Id[]): Id => path[1] ?? path[0]!;

/** The same by id. */
export const communityOf = (tree: AreaTree, areaId: Id): Id =>
	communityOfPath(tree.byId.get(areaId)?.path ?? [areaId]);

/** The community under which a person's own operations are logged: that of their oldest appointment. */
export const communityOfActor = (tree: AreaTree, actor: Actor): Id =>
	actor.posts[0] ? communityOf(tree, actor.posts[0].areaId) : actor.personId;

/**
 * Every community in which the actor ever had an appointment, those below a sub-district included, sorted. Records
 * outside these are not even looked up for them.
 */
export function communitiesOf(tree: AreaTree, actor: Actor): Id[] {
	const found = new Set<Id>([communityOfActor(tree, actor)]);
	for (const post of actor.posts) {
		found.add(communityOf(tree, post.areaId));
		const node = tree.byId.get(post.areaId);
		if (node?.kind === 'subdistrict') for (const child of node.children) found.add(child.id);
	}
	return [...found].sort();
}

/** The area and everything below it. */
export function* subtreeOf(tree: AreaTree, areaId: Id): Iterable<AreaNode> {
	const node = tree.byId.get(areaId);
	if (!node) return;
	yield node;
	for (const child of node.children) yield* subtreeOf(tree, child.id);
}

/** Gives the area tree as the transaction sees it, from memory while its version still holds. */
export type TreeSource = (trx: Kysely<Tables>) => Promise<AreaTree>;

/**
 * Keeps the tree in memory. Whoever writes an area raises the version in the same transaction, and every use
 * asks for the version first: several processes on one database never judge by an old tree.
 */
export function createTreeSource(): TreeSource {
	let held: AreaTree = { version: '', byId: new Map() };
	return async (trx) => {
		const line = await trx
			.selectFrom('installation')
			.select('value')
			.where('key', '=', 'areas')
			.executeTakeFirst();
		const version = line?.value ?? '0';
		// The version is read before the areas: an area added in between is seen early, never missed.
		if (version !== held.version) held = await loadTree(trx, version);
		return held;
	};
}

async function loadTree(trx: Kysely<Tables>, version: string): Promise<AreaTree> {
	const rows = await trx.selectFrom('areas').select(['id', 'kind', 'name', 'path']).execute();
	const byId = new Map<Id, AreaNode>();
	for (const row of rows)
		byId.set(row.id, { ...row, path: JSON.parse(row.path) as Id[], children: [] });
	for (const node of byId.values()) byId.get(node.path.at(-2) ?? '')?.children.push(node);
	return { version, byId };
}
