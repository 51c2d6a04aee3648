import type { Books } from '$lib/app/campaigns';
import type { Campaign } from '$lib/domain/campaign/schema';
import { divide } from '$lib/domain/campaign/shares';
import type { Id } from '$lib/domain/kernel/id';
import { balanceOf } from '$lib/domain/ledger/balances';
import type { Fen } from '$lib/domain/money/fen';
import type { Photo } from '$lib/domain/photo/schema';

/** What an office enters about a campaign's money. */
export const acts = ['contribute', 'pay', 'deposit', 'dispose'] as const;
export type Act = (typeof acts)[number];

/** What stands in the form of an act. */
export interface Given {
	id: Id;
	fen: Fen;
	/** The source or the supplier. */
	about: Id;
	words: string;
	where: 'cash' | 'wallet';
	/** The invoice, of a payment. */
	photos: Photo[];
}

/** The command that is meant. `covers`: the bookings by which own money came, of a deposit. */
export function intentOf(
	act: Act,
	{ id: campaignId, areaId }: Campaign,
	{ id, fen, about, words, where, photos }: Given,
	covers: readonly Id[]
) {
	const plain = { id, campaignId, fen };
	switch (act) {
		case 'contribute':
			return { name: 'fee.contribute', args: { ...plain, sourceId: about } };
		case 'pay':
			return { name: 'fee.pay', args: { ...plain, supplierId: about, words, photos } };
		case 'deposit':
			return { name: 'fee.deposit', args: { ...plain, areaId, covers, from: where } };
		case 'dispose':
			return { name: 'fee.dispose', args: { ...plain, words } };
	}
}

/** The amount that is likely meant: what is still to come from a source, to go to a supplier, or all that is there. */
export function proposalOf(
	act: Act,
	{ campaign, standing, bookings }: Pick<Books, 'campaign' | 'standing' | 'bookings'>,
	about: Id,
	ownFen: Fen
): Fen {
	const there = balanceOf(standing, 'community');
	switch (act) {
		case 'contribute': {
			const division = divide(campaign.plan);
			const part = division.ok && division.value.sources.find(({ id }) => id === about);
			const asked = part ? part.ownFen + part.gapFen : 0;
			return Math.max(0, asked + balanceOf(standing, `source:${about}`));
		}
		case 'pay': {
			const offer = campaign.offers.find(({ id }) => id === about)?.fen ?? 0;
			const asked = bookings.reduce(
				(sum, { fact, reversal }) =>
					fact.kind === 'supplierPayment' && fact.supplierId === about && !reversal
						? sum + fact.fen
						: sum,
				0
			);
			return Math.max(0, offer - asked);
		}
		case 'deposit':
			return ownFen;
		case 'dispose':
			return Math.max(0, there);
	}
}
