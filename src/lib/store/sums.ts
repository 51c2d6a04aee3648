import type { Campaign } from '$lib/domain/campaign/schema';
import type { Id } from '$lib/domain/kernel/id';
import { recordKey, type Kind } from '$lib/domain/kernel/record';
import { addTotals, noTotals, totalsOf, type LevyTotals } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';
import { bodyOf } from './bodies';
import type { PersonDb, StoredRow } from './db';
import { getMeta } from './meta';
import type { CampaignHead, ListHead, Sums } from './stored-sums';
import type { Change } from './row-writer';

/**
 * What overviews of money say, beside the rows from which it follows: a campaign's row has every household's figures in it,
 * and its lists have them again, so that reading the rows of some years takes a slow phone minutes.
 *
 * Invariant, once `sumsBuilt` says so: what lies here is `sumsFrom` all rows of campaigns and lists on this phone. It is
 * kept by calling `refreshDerived` in the same transaction as every change of rows.
 */

const campaignKey = (id: Id) => recordKey({ kind: 'campaign', id });

/** What a row of these is to its sums; undefined for another kind, and for one that is gone. */
const bodyIn = <B>(row: StoredRow | undefined, kind: Kind): B | undefined =>
	row?.kind === kind ? bodyOf<B>(row) : undefined;

const headOf = ({ id, title, state, by, at }: Campaign): CampaignHead => ({
	...{ id, title, state, by, at }
});

function listIn(row: StoredRow | undefined): Sums | undefined {
	const levy = bodyIn<Levy>(row, 'levy');
	if (levy?.state !== 'open') return undefined;
	const { id, campaignId, unitId, title, dueOn } = levy;
	const list = { id, campaignId, unitId, title, dueOn };
	return { key: row!.key, totals: totalsOf([levy]), list };
}

/** What changes of a campaign; `head` is null when it is gone. */
interface Difference {
	more: LevyTotals;
	head?: CampaignHead | null;
}

/** Brings sums up to date after `changes`, inside their transaction; of each, `before` must be what lay here. */
export async function refreshSums(db: PersonDb, changes: readonly Change[]): Promise<void> {
	const campaigns = new Map<string, Difference>();
	const at = (id: Id): Difference => {
		const known = campaigns.get(campaignKey(id)) ?? { more: noTotals };
		campaigns.set(campaignKey(id), known);
		return known;
	};
	const lists: Sums[] = [];
	const gone: string[] = [];
	for (const { before, after } of changes) {
		const row = (after ?? before)!;
		if (row.kind === 'campaign') {
			const campaign = bodyIn<Campaign>(after, 'campaign');
			at(row.id).head = campaign ? headOf(campaign) : null;
		}
		if (row.kind !== 'levy') continue;
		const [was, is] = [bodyIn<Levy>(before, 'levy'), bodyIn<Levy>(after, 'levy')];
		for (const [levy, sign] of [[was, -1] as const, [is, 1] as const]) {
			const sums = levy && at(levy.campaignId);
			if (sums) sums.more = addTotals(sums.more, totalsOf([levy]), sign);
		}
		const list = listIn(after);
		if (list) lists.push(list);
		else if (listIn(before)) gone.push(row.key);
	}
	const keys = [...campaigns.keys()];
	if (keys.length === 0) return;
	const known = await db.sums.bulkGet(keys);
	for (const [i, key] of keys.entries()) {
		const { more, head = known[i]?.campaign } = campaigns.get(key)!;
		const totals = addTotals(known[i]?.totals ?? noTotals, more);
		if (head) lists.push({ key, totals, campaign: head });
		else if (totals.households > 0) lists.push({ key, totals });
		else gone.push(key);
	}
	await Promise.all([
		lists.length > 0 && db.sums.bulkPut(lists),
		gone.length > 0 && db.sums.bulkDelete(gone)
	]);
}

/** All sums, out of the rows themselves. */
export async function sumsFrom(db: PersonDb): Promise<Sums[]> {
	const [campaigns, levies] = await Promise.all([
		db.rows.between('campaign:', 'campaign;'),
		db.rows.between('levy:', 'levy;')
	]);
	const sums = new Map<string, Sums>();
	const put = (key: string, more: Partial<Sums>) =>
		sums.set(key, { ...(sums.get(key) ?? { key, totals: noTotals }), ...more });
	for (const row of campaigns) {
		const campaign = bodyIn<Campaign>(row, 'campaign');
		if (campaign) put(row.key, { campaign: headOf(campaign) });
	}
	for (const row of levies) {
		const levy = bodyIn<Levy>(row, 'levy');
		const list = listIn(row);
		if (list) sums.set(list.key, list);
		if (!levy) continue;
		const key = campaignKey(levy.campaignId);
		put(key, { totals: addTotals(sums.get(key)?.totals ?? noTotals, totalsOf([levy])) });
	}
	return [...sums.values()];
}

async function readSums(db: PersonDb, kind: 'campaign' | 'levy'): Promise<Sums[]> {
	const [isBuilt, found] = await Promise.all([
		getMeta(db, 'sumsBuilt'),
		db.sums.where('key').between(`${kind}:`, `${kind};`).toArray()
	]);
	// A phone that was filled before there were sums has them with its next sync.
	return isBuilt ? found : (await sumsFrom(db)).filter(({ key }) => key.startsWith(`${kind}:`));
}

/** Every campaign on this phone with the sums of its lists, in no order. */
export async function campaignSums(
	db: PersonDb
): Promise<{ campaign: CampaignHead; totals: LevyTotals }[]> {
	const all = await readSums(db, 'campaign');
	return all.flatMap(({ campaign, totals }) => (campaign ? [{ campaign, totals }] : []));
}

/** Every open list on this phone, in no order. */
export async function openListSums(db: PersonDb): Promise<ListHead[]> {
	const all = await readSums(db, 'levy');
	return all.flatMap(({ list, totals }) => (list ? [{ ...list, totals }] : []));
}
