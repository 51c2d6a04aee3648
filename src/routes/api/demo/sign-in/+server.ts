import { DemoSignInRequest } from '$lib/server/auth/demo';
import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { personId } = await readBody(event, DemoSignInRequest, 1_000);
	const done = await (await getEngine()).demoSignIn(personId, clientOf(event));
	return reply(done.value, done);
});
