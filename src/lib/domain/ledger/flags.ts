import type { Id } from '../kernel/id';
import { sumFen, type Fen } from '../money/fen';
import { holdsMoney, type Account } from './account';
import { balancesOf } from './balances';
import type { Entry, EntryOf } from './entry';
import type { Standing } from './standing';

/** A household that has paid more than its share. A refund of `fen` is offered, out of one of the collections. */
export interface Overpaid {
	householdId: Id;
	fen: Fen;
	collections: EntryOf<'collection'>[];
}

const undone = (counted: readonly Entry[]): Set<Id> =>
	new Set(counted.flatMap((entry) => (entry.kind === 'reversal' ? [entry.of] : [])));

/**
 * Who has paid too much: two collectors took the same share, somebody rounded up. Both entries are kept. Collections
 * that were reversed are not among those named.
 */
export function overpaidIn(standing: Standing): Overpaid[] {
	const gone = undone(standing.counted);
	return [...balancesOf(standing)].flatMap(([account, balance]): Overpaid[] => {
		if (!account.startsWith('share:') || balance >= 0) return [];
		const householdId = account.slice('share:'.length);
		const collections = standing.counted.flatMap((entry) =>
			entry.kind === 'collection' &&
			entry.householdId === householdId &&
			!entry.isLate &&
			!gone.has(entry.id)
				? [entry]
				: []
		);
		return [{ householdId, fen: -balance, collections }];
	});
}

/** Accounts from which more went out than came in, and by how much: something is not entered, or was entered twice. */
export const shortIn = (standing: Standing): { account: Account; fen: Fen }[] =>
	[...balancesOf(standing)].flatMap(([account, balance]) =>
		holdsMoney(account) && balance < 0 ? [{ account, fen: -balance }] : []
	);

/** Of every collection that counts, what it still holds that could be paid back, 分; below zero if more was paid back than came in. */
function leftOf({ counted }: Standing): Map<EntryOf<'collection'>, Fen> {
	const gone = undone(counted);
	const back = new Map<Id, Fen>();
	for (const entry of counted)
		if (entry.kind === 'refund' && !gone.has(entry.id))
			back.set(entry.of, sumFen([back.get(entry.of) ?? 0, entry.fen]));
	const left = new Map<EntryOf<'collection'>, Fen>();
	for (const entry of counted)
		if (entry.kind === 'collection')
			left.set(entry, (gone.has(entry.id) ? 0 : entry.fen) - (back.get(entry.id) ?? 0));
	return left;
}

/** What one collection that counts still holds that could be paid back, 分; below zero if more was paid back than came in. */
export const refundable = (standing: Standing, collection: EntryOf<'collection'>): Fen =>
	leftOf(standing).get(collection) ?? 0;

/** Collections out of which more went back than came in: refunded by one and reversed or refunded by another. */
export const refundedTwiceIn = (standing: Standing): EntryOf<'collection'>[] =>
	[...leftOf(standing)].flatMap(([entry, fen]) => (fen < 0 ? [entry] : []));
