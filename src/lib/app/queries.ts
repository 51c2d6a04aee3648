import type { Area } from '$lib/domain/area/schema';
import type { Held } from '$lib/domain/held/schema';
import type { Household } from '$lib/domain/household/schema';
import { deskRights } from '$lib/domain/kernel/desk-rights';
import { postFor } from '$lib/domain/kernel/authority';
import { dayOf } from '$lib/domain/kernel/day';
import type { Question } from '$lib/domain/question/schema';
import type { Shelf } from '$lib/domain/tile';
import type { Visit } from '$lib/domain/visit/schema';
import type { OutboxEntry, PersonDb } from '$lib/store/db';
import { getMetas } from '$lib/store/meta';
import { bodiesOfKind, bodyOf } from '$lib/store/bodies';
import { readShelves } from '$lib/store/read-shelves';
import { treeOf, type AreaTree } from './area-tree';
import { place } from './place.svelte';
import { viewOf, type VisitView } from './record-state';

export type { AreaTree } from './area-tree';
export type { VisitView } from './record-state';

/** Questions that pages ask of this phone, to be used inside `live()`. Each reads as little as it can. */

let cached: { db: PersonDb; version: string; tree: AreaTree } | null = null;

/** The areas on this phone. Read anew only when an area, an appointment or the day changed. */
export async function areas(): Promise<AreaTree> {
	const { db, now } = place();
	const { posts = [], areaVersion = 0 } = await getMetas(db, ['posts', 'areaVersion']);
	const today = dayOf(now());
	const version = [areaVersion, today, JSON.stringify(posts)].join();
	if (cached?.db === db && cached.version === version) return cached.tree;
	const tree = treeOf(await bodiesOfKind<Area>(db, 'area'), posts, today);
	cached = { db, version, tree };
	return tree;
}

/** The tiles of several units, in the order asked for. */
export const shelves = (unitIds: readonly string[]): Promise<Shelf[]> =>
	readShelves(place().db, unitIds);

/** Visits that wait under a label: `review` for the office, `returned:<personId>` for an author. Newest first. */
export async function rowsToDo(label: string): Promise<VisitView[]> {
	const rows = await place().db.rows.toDo(label);
	return viewsOf(rows.flatMap((row) => bodyOf<Visit>(row) ?? []));
}

/** How many wait under a label. */
export const countToDo = (label: string): Promise<number> => place().db.rows.countToDo(label);

/**
 * The person's own visits since a moment (epoch ms by the phone's clock), newest first. Ids begin with the time at which
 * they were made, so only the rows since then are read.
 */
export async function myVisitsSince(sinceMs: number): Promise<VisitView[]> {
	const { db, person } = place();
	const time = sinceMs.toString(16).padStart(12, '0');
	const from = `visit:${time.slice(0, 8)}-${time.slice(8)}`;
	const rows = await db.rows.between(from, 'visit;');
	const visits = rows.flatMap((row) => bodyOf<Visit>(row) ?? []);
	return viewsOf(visits.filter((visit) => visit.first.by.personId === person.id));
}

/**
 * What others wrote and the server holds for whoever looks after the area (`held`), and what they ask the office
 * (`question`): for everybody who has it but its author.
 */
export async function fromOthers<B extends Held | Question>(...labels: string[]): Promise<B[]> {
	const { db, person } = place();
	const rows = await db.rows.toDo(...labels);
	return rows.flatMap((row) => bodyOf<B>(row) ?? []).filter((one) => one.by.personId !== person.id);
}

/** Households on whose fields two people wrote different things: for those who may say which of them stands. */
export async function disputed(): Promise<Household[]> {
	const { db, now } = place();
	const rows = await db.rows.toDo('conflict');
	if (rows.length === 0) return [];
	const { posts = [] } = await getMetas(db, ['posts']);
	const tree = await areas();
	const may = ({ unitId }: Household) =>
		postFor(
			{ posts },
			deskRights['household.settle'],
			tree.byId.get(unitId)?.path ?? [],
			dayOf(now())
		);
	return rows.flatMap((row) => bodyOf<Household>(row) ?? []).filter(may);
}

/** How many things wait under 需处理: own operations that were refused or are held, what is held for this person or asked of them, and households in dispute. */
export async function attentionCount(): Promise<number> {
	const own = await place().db.outbox.where('state').anyOf('refused', 'held').count();
	return own + (await fromOthers('held', 'question')).length + (await disputed()).length;
}

/** Visits with what is known of their way to the server, newest first. */
export async function viewsOf(visits: readonly Visit[]): Promise<VisitView[]> {
	const { db, person } = place();
	const byKey = await unsettledBy(
		db,
		visits.map((visit) => `visit:${visit.id}`)
	);
	return visits
		.map((visit) => viewOf(visit, byKey.get(`visit:${visit.id}`) ?? [], person.id))
		.sort((a, b) => b.visit.first.at - a.visit.first.at);
}

/** Unsettled operations by the records they write. Few by nature: asked record by record only when records are fewer. */
async function unsettledBy(
	db: PersonDb,
	keys: readonly string[]
): Promise<Map<string, OutboxEntry[]>> {
	const entries =
		keys.length > 50
			? await db.outbox.toArray()
			: await db.outbox
					.where('keys')
					.anyOf([...keys])
					.distinct()
					.toArray();
	const byKey = new Map<string, OutboxEntry[]>();
	for (const entry of entries)
		for (const key of entry.keys) byKey.set(key, [...(byKey.get(key) ?? []), entry]);
	return byKey;
}
