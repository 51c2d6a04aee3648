import { maxPushBytes } from '$lib/protocol/envelope';
import { getEngine } from '$lib/server/engine/get';
import { LooseCarryRequest } from '$lib/server/engine/requests';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, LooseCarryRequest, maxPushBytes);
	return reply(await (await getEngine()).carry(personId, request));
});
