import { CertifyRequest } from '$lib/protocol/slip';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, CertifyRequest, 1_000);
	return reply(await (await getEngine()).certifySlips(personId, request));
});
