import { KeepShareRequest } from '$lib/protocol/vault';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, KeepShareRequest, 1_000);
	return reply(await (await getEngine()).keepShare(personId, request));
});
