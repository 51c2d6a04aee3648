import { JoinLookRequest } from '$lib/protocol/session';
import { noteSoon } from '$lib/server/audit/soon';
import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { ProblemError } from '$lib/server/http/problem';
import { reply, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { token } = await readBody(event, JoinLookRequest, 1_000);
	const engine = await getEngine();
	try {
		return reply(await engine.joinLook(token));
	} catch (error) {
		if (error instanceof ProblemError) {
			const { address } = clientOf(event);
			noteSoon(engine, { action: 'linkUsed', result: error.code, token, address });
		}
		throw error;
	}
});
