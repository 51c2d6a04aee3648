import type { Books } from '$lib/app/campaigns';
import type { Entry } from '$lib/domain/ledger/entry';
import type { Payment } from '$lib/domain/ledger/entry';
import { t } from '$lib/text/text.svelte';
import { doorsIn } from './overview';
import { saySource } from './say-money';

/** How money came, with the end of the payment's reference. */
export const sayPayment = ({ method, reference }: Pick<Payment, 'method' | 'reference'>): string =>
	[t.money.methods[method], reference].filter(Boolean).join(' ');

/** Whom or what an entry concerns: a door, a supplier, a source, a person. Never a resident's name. */
export function sayWith(entry: Entry, books: Books): string {
	const { campaign, levies, names, standing } = books;
	switch (entry.kind) {
		case 'shareDue':
		case 'collection':
		case 'refund':
			return doorsIn(levies).get(entry.householdId) ?? '';
		case 'handOver':
			return names.get(entry.to) ?? '';
		case 'supplierPayment':
			return campaign.offers.find(({ id }) => id === entry.supplierId)?.supplier ?? '';
		case 'contribution': {
			const source = campaign.plan.sources.find(({ id }) => id === entry.sourceId);
			return source ? saySource(source) : '';
		}
		case 'reversal':
		case 'confirmation': {
			const of = standing.find(entry.of);
			return of ? sayEntry(of, books) : '';
		}
		default:
			return '';
	}
}

/** An entry in one line: what, with whom, and how it was paid. */
export function sayEntry(entry: Entry, books: Books): string {
	const paid = entry.kind === 'collection' || entry.kind === 'donation' ? sayPayment(entry) : '';
	return [t.money.entries[entry.kind], sayWith(entry, books), paid].filter(Boolean).join(' · ');
}
