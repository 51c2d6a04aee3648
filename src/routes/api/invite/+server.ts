import { InviteRequest } from '$lib/protocol/session';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const by = requirePerson(event);
	const { personId } = await readBody(event, InviteRequest, 1_000);
	return reply(await (await getEngine()).invite(by.personId, personId));
});
