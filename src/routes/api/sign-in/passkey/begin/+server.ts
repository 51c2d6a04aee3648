import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const done = await (await getEngine()).passkeyChallenge(clientOf(event));
	return reply(done.value, done);
});
