import { PublicAccounts } from '$lib/domain/accounts/schema';
import type { Id } from '$lib/domain/kernel/id';
import type { Result } from '$lib/domain/kernel/result';
import { uuid7 } from '$lib/domain/kernel/uuid';
import type { RaiseObjection } from '$lib/domain/objection/schema';
import { post, type RemoteProblem } from './remote';

export type { PublicAccounts } from '$lib/domain/accounts/schema';
export type { RemoteProblem } from './remote';

/** What everybody may read of a campaign; `notFound` where it is not public today. Never throws. */
export const askAccounts = (campaignId: string): Promise<Result<PublicAccounts, RemoteProblem>> =>
	post('/api/accounts', { campaignId }, PublicAccounts);

/** Sends an objection to public accounts. The same again, under the same id, does no harm. Never throws. */
export const objectToAccounts = (
	objection: RaiseObjection
): Promise<Result<unknown, RemoteProblem>> => post('/api/accounts/objections', objection);

/** A fresh id for an objection, on a page that belongs to nobody. */
export const objectionId = (): Id => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
