import type { Receipt } from '$lib/protocol/envelope';

/** Whether a receipt says that the server is too old for the operation. */
export const isNotYet = (receipt: Receipt | undefined): boolean =>
	receipt?.result === 'held' && receipt.notYet === true;

/** Whether the server cannot take an operation yet, and has not logged it. */
export const isUnkept = (receipt: Receipt): boolean =>
	receipt.result === 'held' && (receipt.restored === true || receipt.notYet === true);

/** Whether a receipt says nothing new; a server that is too old says so each time it is asked. */
export const sameReceipt = (a: Receipt | undefined, b: Receipt): boolean =>
	(isNotYet(a) && isNotYet(b)) || JSON.stringify(a) === JSON.stringify(b);

/** Whether this version of the app knows such an answer. */
export const isUnderstood = ({ result }: Receipt): boolean =>
	result === 'applied' || result === 'refused' || result === 'held';
