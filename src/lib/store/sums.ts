import { inHandFen, keeperOf, movesOf } from '$lib/domain/booking/select';
import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import type { Id } from '$lib/domain/kernel/id';
import type { Kind } from '$lib/domain/kernel/record';
import { ofHousehold, type Account } from '$lib/domain/ledger/account';
import { addTotals, noTotals, totalsOf, type LevyTotals } from '$lib/domain/levy/select';
import type { Levy } from '$lib/domain/levy/schema';
import type { Fen } from '$lib/domain/money/fen';
import { bodyOf } from './bodies';
import type { PersonDb, StoredRow } from './db';
import { getMeta } from './meta';
import type { Change } from './row-writer';
import type {
	AccountSums,
	CampaignHead,
	CampaignSums,
	HandSum,
	ListHead,
	OpenLists,
	Sums
} from './stored-sums';

/**
 * What overviews of money say, beside the rows from which it follows: a campaign's row has every household's figures in it,
 * and its lists have them again, so that reading the rows of some years takes a slow phone minutes.
 *
 * Invariant, once `sumsBuilt` says so: what lies here is `sumsFrom` all rows of campaigns, lists and bookings on this
 * phone. It is kept by calling `refreshDerived` in the same transaction as every change of rows.
 */

const keyOf = {
	campaign: (id: Id) => `campaign:${id}`,
	lists: (campaignId: Id) => `lists:${campaignId}`,
	hand: (where: string, personId: Id, campaignId: Id) => `hand:${where}:${personId}:${campaignId}`,
	accounts: (campaignId: Id) => `accounts:${campaignId}`
};

/** What a row of this kind says; undefined for another kind, and for one that is gone. */
const bodyIn = <B>(row: StoredRow | undefined, kind: Kind): B | undefined =>
	row?.kind === kind ? bodyOf<B>(row) : undefined;

const headOf = ({ id, title, state, by, at }: Campaign): CampaignHead => ({
	...{ id, title, state, by, at }
});

function openListOf(levy: Levy | undefined): ListHead | null {
	if (levy?.state !== 'open') return null;
	const { id, campaignId, unitId, title, dueOn } = levy;
	return { id, campaignId, unitId, title, dueOn, totals: totalsOf([levy]) };
}

/** What becomes different by some changes. */
class Difference {
	private readonly totals = new Map<Id, LevyTotals>();
	/** Null for a campaign that is gone. */
	private readonly heads = new Map<Id, CampaignHead | null>();
	/** By campaign and list; null for a list that is not open, or not here any more. */
	private readonly lists = new Map<Id, Map<Id, ListHead | null>>();
	private readonly hands = new Map<string, Fen>();
	/** By campaign and account. */
	private readonly accounts = new Map<Id, Map<Account, Fen>>();

	note(before: StoredRow | undefined, after: StoredRow | undefined): void {
		const { kind, id } = (after ?? before)!;
		if (kind === 'campaign') {
			const campaign = bodyIn<Campaign>(after, kind);
			this.heads.set(id, campaign ? headOf(campaign) : null);
		} else if (kind === 'levy') {
			this.noteLevy(bodyIn<Levy>(before, kind), -1);
			this.noteLevy(bodyIn<Levy>(after, kind), 1);
		} else if (kind === 'booking') {
			this.noteBooking(bodyIn<Booking>(before, kind), -1);
			this.noteBooking(bodyIn<Booking>(after, kind), 1);
		}
	}

	private noteLevy(levy: Levy | undefined, sign: 1 | -1): void {
		if (!levy) return;
		const { id, campaignId } = levy;
		const known = this.totals.get(campaignId) ?? noTotals;
		this.totals.set(campaignId, addTotals(known, totalsOf([levy]), sign));
		const lists = this.lists.get(campaignId) ?? new Map<Id, ListHead | null>();
		this.lists.set(campaignId, lists.set(id, sign === 1 ? openListOf(levy) : null));
	}

	private noteBooking(booking: Booking | undefined, sign: 1 | -1): void {
		if (!booking) return;
		const accounts = this.accounts.get(booking.campaignId) ?? new Map<Account, Fen>();
		this.accounts.set(booking.campaignId, accounts);
		for (const [account, fen] of movesOf(booking))
			if (!ofHousehold(account)) accounts.set(account, (accounts.get(account) ?? 0) + sign * fen);
		const keeper = keeperOf(booking);
		if (!keeper) return;
		const key = keyOf.hand(keeper.where, keeper.personId, booking.campaignId);
		this.hands.set(key, (this.hands.get(key) ?? 0) + sign * inHandFen(booking));
	}

	/** The sums as they are then, by key; undefined for those that are none any more. `read` gives those that lie here. */
	async applied(read: (keys: string[]) => Promise<(Sums | undefined)[]>) {
		const campaigns = [...new Set([...this.totals.keys(), ...this.heads.keys()])];
		const hands = [...this.hands].filter(([, fen]) => fen !== 0);
		const moved = [...this.accounts].filter(([, by]) => [...by.values()].some((fen) => fen !== 0));
		const keys = [
			...campaigns.map(keyOf.campaign),
			...[...this.lists.keys()].map(keyOf.lists),
			...hands.map(([key]) => key),
			...moved.map(([id]) => keyOf.accounts(id))
		];
		const found = keys.length > 0 ? await read(keys) : [];
		const known = new Map(keys.map((key, i) => [key, found[i]]));
		const after = new Map<string, Sums | undefined>();
		for (const id of campaigns) {
			const key = keyOf.campaign(id);
			const was = known.get(key) as CampaignSums | undefined;
			const said = this.heads.get(id);
			const campaign = said === undefined ? was?.campaign : (said ?? undefined);
			const totals = addTotals(was?.totals ?? noTotals, this.totals.get(id) ?? noTotals);
			const isThere = campaign !== undefined || totals.households > 0;
			after.set(key, isThere ? { key, totals, ...(campaign ? { campaign } : {}) } : undefined);
		}
		for (const [campaignId, changed] of this.lists) {
			const key = keyOf.lists(campaignId);
			const was = (known.get(key) as OpenLists | undefined)?.lists;
			const all = new Map<Id, ListHead | null>([...Object.entries(was ?? {}), ...changed]);
			const lists = Object.fromEntries([...all].filter(([, list]) => list !== null));
			const isThere = Object.keys(lists).length > 0;
			after.set(key, isThere ? { key, lists: lists as OpenLists['lists'] } : undefined);
		}
		for (const [key, more] of hands) {
			const fen = ((known.get(key) as HandSum | undefined)?.fen ?? 0) + more;
			after.set(key, fen === 0 ? undefined : { key, fen });
		}
		for (const [campaignId, more] of moved) {
			const key = keyOf.accounts(campaignId);
			const accounts: Record<string, Fen> = {
				...(known.get(key) as AccountSums | undefined)?.accounts
			};
			for (const [account, fen] of more) accounts[account] = (accounts[account] ?? 0) + fen;
			const left = Object.entries(accounts).filter(([, fen]) => fen !== 0);
			const isThere = left.length > 0;
			after.set(key, isThere ? { key, accounts: Object.fromEntries(left) } : undefined);
		}
		return after;
	}
}

/** Brings sums up to date after `changes`, inside their transaction; of each, `before` must be what lay here. */
export async function refreshSums(db: PersonDb, changes: readonly Change[]): Promise<void> {
	const difference = new Difference();
	for (const { before, after } of changes) difference.note(before, after);
	const after = [...(await difference.applied((keys) => db.sums.bulkGet(keys)))];
	const there = after.flatMap(([, sums]) => sums ?? []);
	const gone = after.flatMap(([key, sums]) => (sums ? [] : key));
	await Promise.all([
		there.length > 0 && db.sums.bulkPut(there),
		gone.length > 0 && db.sums.bulkDelete(gone)
	]);
}

/** All sums, out of the rows themselves. */
export async function sumsFrom(db: PersonDb): Promise<Sums[]> {
	const rows = await Promise.all([
		db.rows.between('campaign:', 'campaign;'),
		db.rows.between('levy:', 'levy;'),
		db.rows.between('booking:', 'booking;')
	]);
	const difference = new Difference();
	for (const row of rows.flat()) difference.note(undefined, row);
	const sums = await difference.applied((keys) => Promise.resolve(keys.map(() => undefined)));
	return [...sums.values()].flatMap((one) => one ?? []);
}

async function readSums<S extends Sums>(db: PersonDb, prefix: string): Promise<S[]> {
	const [isBuilt, found] = await Promise.all([
		getMeta(db, 'sumsBuilt'),
		db.sums.where('key').startsWith(prefix).toArray()
	]);
	// A phone that was filled before there were sums has them with its next sync.
	const all = isBuilt ? found : (await sumsFrom(db)).filter(({ key }) => key.startsWith(prefix));
	return all as S[];
}

/** Every campaign on this phone with the sums of its lists, in no order. */
export async function campaignSums(
	db: PersonDb
): Promise<{ campaign: CampaignHead; totals: LevyTotals }[]> {
	const all = await readSums<CampaignSums>(db, keyOf.campaign(''));
	return all.flatMap(({ campaign, totals }) => (campaign ? [{ campaign, totals }] : []));
}

/** The sums of one campaign: of its lists, and its balances, 分, but for the households'. No head: it is not here. */
export async function sumsOfCampaign(
	db: PersonDb,
	campaignId: Id
): Promise<Omit<CampaignSums & AccountSums, 'key'>> {
	const [[lists], [moved]] = await Promise.all([
		readSums<CampaignSums>(db, keyOf.campaign(campaignId)),
		readSums<AccountSums>(db, keyOf.accounts(campaignId))
	]);
	return { totals: noTotals, ...lists, accounts: moved?.accounts ?? {} };
}

/** Every open list on this phone, in no order. */
export async function openListSums(db: PersonDb): Promise<ListHead[]> {
	const all = await readSums<OpenLists>(db, keyOf.lists(''));
	return all.flatMap(({ lists }) => Object.values(lists));
}

/** What somebody has in hand by what is on this phone, by campaign. */
export async function handSums(
	db: PersonDb,
	where: 'cash' | 'wallet',
	personId: Id
): Promise<Map<Id, Fen>> {
	const prefix = keyOf.hand(where, personId, '');
	const all = await readSums<HandSum>(db, prefix);
	return new Map(all.map(({ key, fen }) => [key.slice(prefix.length), fen]));
}
