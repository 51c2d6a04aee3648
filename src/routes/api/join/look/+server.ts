import { JoinLookRequest } from '$lib/protocol/session';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { token } = await readBody(event, JoinLookRequest, 1_000);
	return reply(await (await getEngine()).joinLook(token));
});
