import { SlipStateRequest } from '$lib/protocol/slip';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

/** For everybody who has a receipt's code; without one nothing is learned here. */
export const POST = withProblems(async (event) => {
	const request = await readBody(event, SlipStateRequest, 2_000);
	return reply(await (await getEngine()).slipState(request));
});
