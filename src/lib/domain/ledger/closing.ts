import { sumFen, type Fen } from '../money/fen';
import { holdsMoney, type Account } from './account';
import { balancesOf } from './balances';
import { overpaidIn, refundedTwiceIn, shortIn } from './flags';
import { isConfirmable } from './entry';
import type { AsideReason, Standing } from './standing';

/** What still stands in the way of closing a campaign, with the accounts and amounts, 分. */
export type Obstacle =
	/** Money lies somewhere: it is spent, paid back, or a resolution says what becomes of it. */
	| { kind: 'left'; account: Account; fen: Fen }
	| { kind: 'short'; account: Account; fen: Fen }
	| { kind: 'overpaid'; account: Account; fen: Fen }
	| { kind: 'suspense'; account: Account; fen: Fen }
	/** A hand-over or payment waits for others, or an entry stands aside and nobody has dealt with it. */
	| { kind: 'open'; entryId: string; why: AsideReason }
	| { kind: 'refundedTwice'; entryId: string };

/**
 * What must be settled before a campaign can be closed: income − spending − refunds is zero, or a `surplus` entry with
 * its resolution has made it so. A household that still owes does not hold it up: what is missing was paid by somebody.
 */
export function obstaclesIn(standing: Standing): Obstacle[] {
	const obstacles: Obstacle[] = [];
	for (const [account, fen] of balancesOf(standing)) {
		if (holdsMoney(account) && fen > 0) obstacles.push({ kind: 'left', account, fen });
		if (account.startsWith('suspense:') && fen !== 0)
			obstacles.push({ kind: 'suspense', account, fen: -fen });
	}
	for (const one of shortIn(standing)) obstacles.push({ kind: 'short', ...one });
	for (const { householdId, fen } of overpaidIn(standing))
		obstacles.push({ kind: 'overpaid', account: `share:${householdId}`, fen });
	for (const { id } of refundedTwiceIn(standing))
		obstacles.push({ kind: 'refundedTwice', entryId: id });
	const undone = new Set(
		standing.aside.flatMap(({ entry }) => (entry.kind === 'reversal' ? [entry.of] : []))
	);
	for (const { entry, why } of standing.aside)
		// A reversal without effect asks nothing of anybody, and neither does what it was meant to take back.
		if (isConfirmable(entry) ? !undone.has(entry.id) : why === 'targetMissing')
			obstacles.push({ kind: 'open', entryId: entry.id, why });
	return obstacles;
}

/** All the money that the campaign still has, wherever it lies, 分. */
export const moneyLeft = (standing: Standing): Fen =>
	sumFen([...balancesOf(standing)].flatMap(([account, fen]) => (holdsMoney(account) ? [fen] : [])));
