import { AccountsRequest } from '$lib/domain/accounts/schema';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

/** For everybody, as long as the office publishes them. */
export const POST = withProblems(async (event) => {
	const request = await readBody(event, AccountsRequest, 1_000);
	return reply(await (await getEngine()).publicAccounts(request));
});
