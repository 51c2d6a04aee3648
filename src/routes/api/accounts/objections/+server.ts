import { RaiseObjection } from '$lib/domain/objection/schema';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

/** For everybody, as long as the accounts are public. */
export const POST = withProblems(async (event) => {
	const request = await readBody(event, RaiseObjection, 4_000);
	await (await getEngine()).objectToAccounts(request);
	return reply(null);
});
