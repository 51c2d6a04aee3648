import type { Kysely } from 'kysely';
import { areShown, publicAccountsOf } from '$lib/domain/accounts/select';
import type { AccountsRequest, PublicAccounts } from '$lib/domain/accounts/schema';
import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { homeKey } from '$lib/domain/kernel/home';
import type { Id } from '$lib/domain/kernel/id';
import type { Levy } from '$lib/domain/levy/schema';
import type { Objection } from '$lib/domain/objection/schema';
import { communityOfPath, type AreaTree, type TreeSource } from '../db/areas';
import { findBody } from '../db/find-body';
import { rowsOfCampaign } from '../db/of-campaign';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';

/** Public accounts as the engine offers them. */
export interface AccountsEngine {
	/** `notFound` (404) for what is not public today, be it a draft, over, or nothing at all: nobody learns which. */
	publicAccounts(request: AccountsRequest): Promise<PublicAccounts>;
}

/** Campaigns whose accounts are remembered; a community publishes a handful at a time. */
const mostRemembered = 50;

/** Ids in one question to the database. */
const idsAtOnce = 200;

/**
 * Builds it over an open, migrated database; a read-only connection will do. What was reckoned is kept until something
 * in the campaign's homes has changed: a page that hundreds of neighbours open costs two short questions each time.
 */
export function createAccounts(
	db: Kysely<Tables>,
	trees: TreeSource,
	now: () => number
): AccountsEngine {
	const remembered = new Map<Id, { version: string; accounts: PublicAccounts }>();

	/** What changes whenever anything does that the accounts follow from. */
	async function versionOf(tree: AreaTree, community: Id, homes: readonly string[]) {
		const found: string[] = [tree.version];
		for (let i = 0; i < homes.length; i += idsAtOnce) {
			const rows = await db
				.selectFrom('homes')
				.select(['home', 'seq'])
				.where('community', '=', community)
				.where('home', 'in', homes.slice(i, i + idsAtOnce))
				.orderBy('home')
				.execute();
			found.push(...rows.map(({ home, seq }) => `${home} ${seq}`));
		}
		return found.join();
	}

	/** Lists, bookings and objections of a campaign. */
	async function readAll(community: Id, campaignId: Id) {
		const levies: Levy[] = [];
		const bookings: Booking[] = [];
		const objections: Objection[] = [];
		for (const { kind, body } of await rowsOfCampaign(db, community, campaignId)) {
			const found: unknown = JSON.parse(body);
			if (kind === 'levy') levies.push(found as Levy);
			else if (kind === 'booking') bookings.push(found as Booking);
			else objections.push(found as Objection);
		}
		return { levies, bookings, objections };
	}

	return {
		async publicAccounts({ campaignId }) {
			const tree = await trees(db);
			const found = await findBody<Campaign>(db, tree, 'campaign', campaignId);
			const shown = found?.body.shown;
			if (!found || !shown || !areShown(found.body, dayOf(now())))
				throw new ProblemError(404, 'notFound', 'campaignId');
			const { body: campaign, community } = found;
			const paths = campaign.levies.flatMap(({ unitId }) => tree.byId.get(unitId)?.path ?? []);
			const homes = [...new Set([campaign.areaId, ...paths])]
				.map((areaId) => homeKey({ areaId, dataClass: 'money' }))
				.sort();
			const version = await versionOf(tree, community, homes);
			const known = remembered.get(campaignId);
			if (known?.version === version) return known.accounts;
			const { levies, bookings, objections } = await readAll(community, campaignId);
			const order = new Map(campaign.levies.map(({ id }, i) => [id, i]));
			levies.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
			const nameOf = (id: Id | undefined) => (id && tree.byId.get(id)?.name) ?? '';
			const accounts = publicAccountsOf({ ...campaign, shown }, levies, bookings, objections, {
				place: nameOf(communityOfPath(tree.byId.get(campaign.areaId)?.path ?? [campaign.areaId])),
				unit: (unitId) => {
					const path = tree.byId.get(unitId)?.path ?? [unitId];
					return path.slice(-2).map(nameOf).join(' ');
				}
			});
			remembered.delete(campaignId);
			remembered.set(campaignId, { version, accounts });
			for (const oldest of remembered.keys()) {
				if (remembered.size <= mostRemembered) break;
				remembered.delete(oldest);
			}
			return accounts;
		}
	};
}
