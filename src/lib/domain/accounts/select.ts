import type { Booking } from '../booking/schema';
import { ledgerOf } from '../booking/select';
import type { Campaign } from '../campaign/schema';
import { dayOf, type Day } from '../kernel/day';
import { balancesOf } from '../ledger/balances';
import type { Account } from '../ledger/account';
import { moneyLeft } from '../ledger/closing';
import { standingOf } from '../ledger/standing';
import type { Levy } from '../levy/schema';
import { linesOf } from '../levy/select';
import { sumFen, type Fen } from '../money/fen';
import type { Objection } from '../objection/schema';
import { publicObjections } from '../objection/select';
import type { PublicAccounts } from './schema';

/** Whether a campaign's accounts are to be read by everybody on this day. */
export const areShown = ({ state, shown }: Campaign, today: Day): boolean =>
	state !== 'draft' && shown !== null && shown.from <= today && today <= shown.to;

/** Names of places, which a campaign does not know. */
export interface AccountNames {
	place: string;
	/** Building and unit. */
	unit(unitId: string): string;
}

/**
 * What everybody may read of a campaign, from the same entries and rules as the office's own figures. Doors that share a
 * number are one line each, in the order of the doors; households that only the meeting spared say so and no more.
 */
export function publicAccountsOf(
	campaign: Campaign & { shown: NonNullable<Campaign['shown']> },
	levies: readonly Levy[],
	bookings: readonly Booking[],
	objections: readonly Objection[],
	names: AccountNames
): PublicAccounts {
	const standing = standingOf(ledgerOf(levies, bookings));
	const balances = balancesOf(standing);
	const of = (account: Account): Fen => balances.get(account) ?? 0;
	const sumOf = (kind: 'share' | 'suspense'): Fen =>
		sumFen(
			[...balances].flatMap(([account, fen]) => (account.startsWith(`${kind}:`) ? [fen] : []))
		);
	const lines = levies.flatMap(linesOf);
	// What was asked for lies below zero on its account, as where money comes from does.
	const dueFen = 0 - of('levy');
	const undone = new Set(
		standing.counted.flatMap((entry) => (entry.kind === 'reversal' ? [entry.of] : []))
	);
	return {
		...{ id: campaign.id, title: campaign.title, purpose: campaign.purpose },
		place: names.place,
		state: campaign.state === 'closed' ? 'closed' : 'open',
		shown: campaign.shown,
		costFen: campaign.plan.costFen,
		method: campaign.plan.method.by,
		matter: campaign.resolution.matter,
		resolvedOn: campaign.resolution.on,
		shares: {
			...{ dueFen, takenFen: dueFen - sumOf('share') },
			households: lines.length,
			settled: lines.filter(({ owesFen }) => owesFen <= 0).length
		},
		sources: campaign.plan.sources.map(({ id, kind, called }) => ({
			...{ kind, called, fen: 0 - of(`source:${id}`) }
		})),
		donationsFen: 0 - of('donations'),
		lateFen: 0 - sumOf('suspense'),
		spending: campaign.offers.flatMap(({ id, supplier }) => {
			const fen = of(`supplier:${id}`);
			return fen === 0 ? [] : [{ supplier, fen }];
		}),
		surplus: bookings.flatMap(({ id, fact, words }) =>
			fact.kind === 'surplus' && !undone.has(id) ? [{ words, fen: fact.fen }] : []
		),
		leftFen: moneyLeft(standing),
		units: levies.map((levy) => ({
			name: names.unit(levy.unitId),
			doors: linesOf(levy).map(({ share, takenFen, state }) => ({
				...{ door: share.door, dueFen: share.fen, takenFen, state }
			}))
		})),
		revisions: campaign.revisions.map(({ at, why, costFen }) => ({ on: dayOf(at), why, costFen })),
		objections: publicObjections(objections)
	};
}
