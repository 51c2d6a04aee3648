import { PasskeyConfirmRequest } from '$lib/protocol/passkey';
import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const request = await readBody(event, PasskeyConfirmRequest, 12_000);
	return reply(await (await getEngine()).passkeyConfirm(request, clientOf(event)));
});
