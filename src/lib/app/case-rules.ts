import { usualRules } from '$lib/domain/dispute/limits';
import type { CaseRules } from '$lib/domain/dispute/schema';
import { rulesFor } from '$lib/domain/dispute/select';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import type { Kind } from '$lib/domain/kernel/record';
import { postsWith } from '$lib/domain/kernel/rights';
import { bodiesOfKind } from '$lib/store/bodies';
import { getMeta } from '$lib/store/meta';
import { place } from './place.svelte';
import { areas } from './queries';

/** A place for which this person may set the rules of mediation, and those that hold there now. */
export interface PlaceRules {
	areaId: Id;
	name: string;
	rules: Omit<CaseRules, 'areaId'>;
}

/** The places for which this person may set rules, to be used inside `live()`; empty for most people. */
export async function rulesToSet(): Promise<PlaceRules[]> {
	const { db, now } = place();
	const posts = (await getMeta(db, 'posts')) ?? [];
	const tree = await areas();
	const all = await bodiesOfKind<CaseRules>(db, 'caseRules');
	const byId = new Map<Id, unknown>(all.map((one) => [one.areaId, one]));
	const get = <B>(_kind: Kind, id: Id) => byId.get(id) as B | undefined;
	const own = postsWith({ posts }, 'caseRules.set', dayOf(now())).map(({ areaId }) => areaId);
	return [...new Set(own)].map((areaId) => {
		const area = tree.byId.get(areaId);
		const rules = area ? rulesFor({ get }, area.path) : usualRules;
		return { areaId, name: area?.name ?? '', rules };
	});
}
