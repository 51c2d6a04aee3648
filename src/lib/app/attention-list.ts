import { headOf } from '$lib/domain/household/select';
import type { Household } from '$lib/domain/household/schema';
import { recordKey } from '$lib/domain/kernel/record';
import type { Held } from '$lib/domain/held/schema';
import type { Visit } from '$lib/domain/visit/schema';
import type { PersonDb } from '$lib/store/db';
import { bodyOf, readBody } from '$lib/store/bodies';
import { readLying } from '$lib/sync/rebuild';
import { place } from './place.svelte';
import { fromOthers } from './queries';
import { itemOf, type AttentionItem } from './record-state';

/** Everything that was refused or is held, oldest first, with what this phone knows around it. */
export async function attention(): Promise<AttentionItem[]> {
	const { db } = place();
	const entries = await db.outbox.where('state').anyOf('refused', 'held').sortBy('seq');
	const items = entries.flatMap((entry) => itemOf(entry) ?? []);
	return Promise.all(items.map((item) => withSurroundings(db, item)));
}

/** One refused or held operation with its surroundings; undefined when it has been settled. */
export async function attentionItem(opId: string): Promise<AttentionItem | undefined> {
	const { db } = place();
	const entry = await db.outbox.get(opId);
	const item = entry && itemOf(entry);
	return item && withSurroundings(db, item);
}

/** What somebody else wrote and the server holds, with the household that it is about as far as this phone knows it. */
export interface HeldItem {
	held: Held;
	household?: Household;
}

/** Everything that is held for whoever looks after the area, in the order in which it was done. */
export async function heldForMe(): Promise<HeldItem[]> {
	const { db } = place();
	const held = (await fromOthers<Held>('held')).sort(
		(a, b) => a.at - b.at || (a.opId < b.opId ? -1 : 1)
	);
	return Promise.all(
		held.map(async (one) => {
			const id = one.householdId;
			const household = id ? await readBody<Household>(db, 'household', id) : undefined;
			return { held: one, ...(household ? { household } : {}) };
		})
	);
}

/** Adds the household of an item and what the server has under its first record, as far as this phone knows them. */
async function withSurroundings(db: PersonDb, item: AttentionItem): Promise<AttentionItem> {
	const key = item.keys[0];
	const confirmed = key ? (await readLying(db, [key])).confirmed.get(key) : undefined;
	const known = item.householdId ?? (await householdIdOf(db, item));
	const household = known ? await readBody<Household>(db, 'household', known) : undefined;
	return {
		...item,
		...(confirmed && !confirmed.gone ? { serverRow: bodyOf(confirmed) } : {}),
		...(known ? { householdId: known } : {}),
		householdKnown: household !== undefined,
		...(household && item.door === undefined
			? { unitId: household.unitId, door: household.door, head: headOf(household).name }
			: {})
	};
}

async function householdIdOf(db: PersonDb, item: AttentionItem): Promise<string | undefined> {
	if (typeof item.args.householdId === 'string') return item.args.householdId;
	if (typeof item.args.id !== 'string') return undefined;
	if (item.command.startsWith('household.')) return item.args.id;
	const visit = await db.rows.get(recordKey({ kind: 'visit', id: item.args.id }));
	return bodyOf<Visit>(visit)?.householdId;
}
