import type { Id } from '../kernel/id';
import type { Fen } from '../money/fen';
import type { Account } from './account';
import { countOf, type Entry, type Payment } from './entry';

/** An amount on one account, signed. */
export interface Posting {
	account: Account;
	fen: Fen;
}

const move = (fen: Fen, from: Account, to: Account): Posting[] => [
	{ account: to, fen },
	{ account: from, fen: -fen }
];

const arrivalOf = ({ method, into }: Payment, personId: Id): Account =>
	into === 'community'
		? 'community'
		: method === 'cash'
			? `cash:${personId}`
			: `wallet:${personId}`;

const ofHousehold = (householdId: Id, isLate: boolean): Account =>
	isLate ? `suspense:${householdId}` : `share:${householdId}`;

const lyingIn = (where: 'cash' | 'wallet' | 'community', personId: Id): Account =>
	where === 'community' ? where : `${where}:${personId}`;

/**
 * What an entry moves: always two sides that sum to zero, since they follow from what it says and are written down
 * nowhere else. `find` gives the entry that a reversal undoes; one whose entry is not there moves nothing.
 */
export function postingsOf(entry: Entry, find: (id: Id) => Entry | undefined): Posting[] {
	const { personId } = entry.by;
	switch (entry.kind) {
		case 'shareDue':
			return move(entry.fen, 'levy', `share:${entry.householdId}`);
		case 'collection':
			return move(
				entry.fen,
				ofHousehold(entry.householdId, entry.isLate),
				arrivalOf(entry, personId)
			);
		case 'refund':
			return move(
				entry.fen,
				lyingIn(entry.from, personId),
				ofHousehold(entry.householdId, entry.isLate)
			);
		case 'handOver':
			return move(countOf(entry.notes), `cash:${personId}`, `cash:${entry.to}`);
		case 'bankDeposit':
			return move(entry.fen, `${entry.from}:${personId}`, 'community');
		case 'supplierPayment':
			return move(entry.fen, 'community', `supplier:${entry.supplierId}`);
		case 'donation':
			return move(entry.fen, 'donations', arrivalOf(entry, personId));
		case 'contribution':
			return move(entry.fen, `source:${entry.sourceId}`, 'community');
		case 'surplus':
			return move(entry.fen, 'community', 'surplus');
		case 'confirmation':
			return [];
		case 'reversal': {
			const undone = find(entry.of);
			if (!undone || undone.kind === 'reversal') return [];
			return postingsOf(undone, find).map(({ account, fen }) => ({ account, fen: -fen }));
		}
	}
}
