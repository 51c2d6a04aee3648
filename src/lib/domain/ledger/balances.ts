import { sumFen, type Fen } from '../money/fen';
import type { Account } from './account';
import type { Entry } from './entry';
import { postingsOf } from './postings';
import type { AsideReason, Standing } from './standing';

/** Every account that anything happened on, with its balance in 分. All of them together are zero. */
export function balancesOf({ counted, find }: Standing): Map<Account, Fen> {
	const balances = new Map<Account, Fen>();
	for (const entry of counted)
		for (const { account, fen } of postingsOf(entry, find))
			balances.set(account, sumFen([balances.get(account) ?? 0, fen]));
	return balances;
}

/** One account's balance in 分; zero where nothing happened. */
export const balanceOf = (standing: Standing, account: Account): Fen =>
	explain(standing, account).fen;

/** One step of a balance: which operation moved how much, and what stood there afterwards. */
export interface Step {
	entry: Entry;
	fen: Fen;
	afterFen: Fen;
}

/** A balance down to the operations. `aside` are entries that would have moved it, and why they do not. */
export interface Explanation {
	account: Account;
	fen: Fen;
	steps: Step[];
	aside: { entry: Entry; fen: Fen; why: AsideReason }[];
}

/** Explains a balance: its steps in the order of the clocks add up to it. */
export function explain({ counted, aside, find }: Standing, account: Account): Explanation {
	const onIt = (entry: Entry): Fen[] =>
		postingsOf(entry, find).flatMap((one) => (one.account === account ? [one.fen] : []));
	let afterFen = 0;
	const steps = counted.flatMap((entry): Step[] => {
		const moved = onIt(entry);
		if (moved.length === 0) return [];
		const fen = sumFen(moved);
		afterFen = sumFen([afterFen, fen]);
		return [{ entry, fen, afterFen }];
	});
	return {
		account,
		fen: afterFen,
		steps,
		aside: aside.flatMap(({ entry, why }) => {
			const moved = onIt(entry);
			return moved.length > 0 ? [{ entry, fen: sumFen(moved), why }] : [];
		})
	};
}
