import type { Id } from '../kernel/id';

/**
 * An account of one campaign's ledger, named by what it holds. Above zero, a household's `share` is what it owes, and
 * `cash`, `wallet` and `community` are what lies there; `levy`, `source`, `donations` and `suspense` count downwards, as
 * where money comes from does. Shares and donations never meet in one account (慈善法 22: a collection among those who
 * benefit is no public fundraising, and must not become one).
 */
export type Account =
	| `share:${Id}` // a household's
	| `cash:${Id}` // in a collector's hands
	| `wallet:${Id}` // reached a collector's own 微信 or 支付宝
	| 'community' // the account of the community or owners' committee
	| 'levy' // all that was asked for
	| `source:${Id}` // what another source has given
	| 'donations'
	| `suspense:${Id}` // a household's money that came after the campaign was closed
	| `supplier:${Id}` // what a supplier has been paid
	| 'surplus'; // what a resolution has disposed of

/** Where money lies: the accounts that can run short. */
export const holdsMoney = (account: Account): boolean =>
	account === 'community' || account.startsWith('cash:') || account.startsWith('wallet:');

/** Whether an account is a household's: how much it owes, or what it paid after the end. */
export const ofHousehold = (account: Account): boolean =>
	account.startsWith('share:') || account.startsWith('suspense:');
