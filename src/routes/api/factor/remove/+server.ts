import { FactorRemoveRequest } from '$lib/protocol/access';
import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { code } = await readBody(event, FactorRemoveRequest, 1_000);
	return reply(await (await getEngine()).factorRemove(code, clientOf(event)));
});
