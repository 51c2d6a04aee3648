import type { RecordKey } from '$lib/domain/kernel/record';
import { communityOf, type AreaTree } from '../db/areas';
import type { Place } from './records';

/** Kinds whose records have the id of their area. */
const ofArea: ReadonlySet<RecordKey['kind']> = new Set(['area', 'caseRules', 'caseBook']);

/** Where the records may be: an area where the tree has it, others in the communities that the actor belongs to. */
export function* placesOf(
	keys: Iterable<RecordKey>,
	tree: AreaTree,
	communities: readonly string[]
): Iterable<Place> {
	for (const { kind, id } of keys) {
		if (!ofArea.has(kind)) for (const community of communities) yield [community, kind, id];
		else if (tree.byId.has(id)) yield [communityOf(tree, id), kind, id];
	}
}
