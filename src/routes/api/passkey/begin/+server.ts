import { PasskeyBeginRequest } from '$lib/protocol/passkey';
import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const request = await readBody(event, PasskeyBeginRequest, 2_000);
	return reply(await (await getEngine()).passkeyBegin(request, clientOf(event)));
});
