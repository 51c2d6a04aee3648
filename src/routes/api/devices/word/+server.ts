import { WordRequest } from '$lib/domain/device/schema';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, withProblems } from '$lib/server/http/reply';

/** Asked without a session by a device whose session has ended. */
export const POST = withProblems(async (event) => {
	const request = await readBody(event, WordRequest, 1_000);
	return reply(await (await getEngine()).deviceWord(request));
});
