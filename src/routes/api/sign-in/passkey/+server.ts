import { PasskeySignInRequest } from '$lib/protocol/passkey';
import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const request = await readBody(event, PasskeySignInRequest, 12_000);
	const done = await (await getEngine()).signInPasskey(request, clientOf(event));
	return reply(done.value, done);
});
