import { PublicAccounts } from '$lib/domain/accounts/schema';
import type { Result } from '$lib/domain/kernel/result';
import { post, type RemoteProblem } from './remote';

export type { PublicAccounts } from '$lib/domain/accounts/schema';

/** What everybody may read of a campaign; `notFound` where it is not public today. Never throws. */
export const askAccounts = (campaignId: string): Promise<Result<PublicAccounts, RemoteProblem>> =>
	post('/api/accounts', { campaignId }, PublicAccounts);
