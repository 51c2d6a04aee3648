import { CompareRequest } from '$lib/protocol/envelope';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** Twenty thousand rows with their ids and digests, and some air. */
const maxCompareBytes = 3_000_000;

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, CompareRequest, maxCompareBytes);
	return reply(await (await getEngine()).compare(personId, request));
});
