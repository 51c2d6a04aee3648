import type { Levy } from '../levy/schema';
import type { Id } from '../kernel/id';
import type { Account } from '../ledger/account';
import { balancesOf } from '../ledger/balances';
import { countOf, type Entry } from '../ledger/entry';
import { standingOf } from '../ledger/standing';
import type { Fen } from '../money/fen';
import type { Booking, Word } from './schema';

/** Everything that a booking stands for in the ledger: the act, refunds, reversals and confirmations. */
export function entriesOf(booking: Booking): Entry[] {
	const { campaignId, fact, id, by, at, clock } = booking;
	// A word is an entry of its own under an id that no other booking's word can have, whatever a phone calls it.
	const own = (word: Word) => ({
		...{ id: wordEntryId(id, word.id), by: word.by, at: word.at, clock: word.clock },
		campaignId
	});
	// A receiver's word that the giver has not given moves nothing, and there is nothing yet to undo or to confirm.
	if (!booking.isGiven) return [];
	const entries: Entry[] = [{ ...standing(booking), id, by, at, clock, campaignId }];
	const undo = (of: Id, reversal: Booking['reversal']) => {
		if (reversal) entries.push({ kind: 'reversal', of, ...own(reversal) });
	};
	for (const refund of booking.refunds) {
		if (fact.kind !== 'collection') continue;
		const { householdId, isLate } = fact;
		entries.push({
			...{ kind: 'refund', of: id, householdId, isLate, fen: refund.fen, from: refund.from },
			...own(refund)
		});
		undo(wordEntryId(id, refund.id), refund.reversal);
	}
	undo(id, booking.reversal);
	for (const one of booking.confirmations)
		entries.push({ kind: 'confirmation', of: id, ...own(one) });
	return entries;
}

/** The id of the entry that somebody's later word about a booking makes in the ledger. */
export const wordEntryId = (bookingId: Id, wordId: Id): Id => `${bookingId}/${wordId}`;

/** The fact; of a hand-over, whether it counts is the bookings' own knowledge, who see what of the cash is left. */
const standing = ({ fact, isAside }: Booking): Booking['fact'] =>
	fact.kind === 'handOver' ? { ...fact, covers: [], ...(isAside ? { isAside } : {}) } : fact;

/**
 * What a booking with all that was said about it has moved, 分 by account. No booking's entries speak of another's, so that
 * a campaign's balances are the sum of these and of what its lists ask for.
 */
export const movesOf = (booking: Booking): Map<Account, Fen> =>
	balancesOf(standingOf(entriesOf(booking)));

/** What a list asks of each household, turn by turn: a revision takes the earlier share back and asks for the new one. */
export function dueEntriesOf(levy: Levy): Entry[] {
	const entries: Entry[] = [];
	const open = new Map<Id, { id: Id; fen: Fen }>();
	for (const { id, by, at, clock, shares } of levy.turns) {
		const word = { by, at, clock, campaignId: levy.campaignId };
		const asked = new Map(shares.map((one) => [one.householdId, one.fen]));
		for (const [householdId, before] of open)
			if (asked.get(householdId) !== before.fen) {
				entries.push({ kind: 'reversal', of: before.id, id: `${before.id}:back`, ...word });
				open.delete(householdId);
			}
		for (const [householdId, fen] of asked) {
			if (fen === 0 || open.has(householdId)) continue;
			const due = `${id}:${householdId}`;
			entries.push({ kind: 'shareDue', householdId, fen, id: due, ...word });
			open.set(householdId, { id: due, fen });
		}
	}
	return entries;
}

/** The whole ledger of a campaign. */
export const ledgerOf = (levies: readonly Levy[], bookings: readonly Booking[]): Entry[] => [
	...levies.flatMap(dueEntriesOf),
	...bookings.flatMap(entriesOf)
];

/** Where money lies that somebody has by a booking, and whose it is to look after; undefined where it lies with nobody. */
export function keeperOf({ fact, by, confirmations, isGiven, isAside }: Booking) {
	switch (fact.kind) {
		case 'collection':
		case 'donation':
			return fact.into === 'collector'
				? { personId: by.personId, where: fact.method === 'cash' ? 'cash' : 'wallet' }
				: undefined;
		case 'handOver':
			return isGiven && !isAside && confirmations.length > 0
				? { personId: fact.to, where: 'cash' }
				: undefined;
		default:
			return undefined;
	}
}

/** Whether a hand-over counts by a signature on the giver's phone alone: the receiver has not spoken on their own yet. */
export const isSignedFor = ({ confirmations: [word] }: Booking): boolean =>
	word?.strokes !== undefined && word.own === undefined;

/**
 * How much of a booking its keeper still has, 分: what came in, less what went on, back or was undone. Below zero where
 * more went on than was there. A keeper's cash is the sum of this over all their bookings.
 */
export function inHandFen(booking: Booking): Fen {
	const keeper = keeperOf(booking);
	if (!keeper) return 0;
	const { fact, refunds, gone, reversal } = booking;
	const came = fact.kind === 'handOver' ? countOf(fact.notes) : 'fen' in fact ? fact.fen : 0;
	const back = refunds
		.filter(({ from, reversal: undone, by }) => {
			return undone === null && from === keeper.where && by.personId === keeper.personId;
		})
		.reduce((sum, { fen }) => sum + fen, 0);
	const on = gone.reduce((sum, { fen }) => sum + fen, 0);
	return (reversal ? 0 : came) - back - on;
}

/** What of a collection could still be paid back, 分. */
export function refundableFen({ fact, reversal, refunds }: Booking): Fen {
	if (fact.kind !== 'collection' || reversal) return 0;
	const back = refunds.filter((one) => one.reversal === null);
	return fact.fen - back.reduce((sum, { fen }) => sum + fen, 0);
}
