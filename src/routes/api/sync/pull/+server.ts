import { PullRequest } from '$lib/protocol/envelope';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { replyText, requirePerson, withProblems } from '$lib/server/http/reply';

/** Twenty thousand homes with their counters, and some air. */
const maxPullBytes = 3_000_000;

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, PullRequest, maxPullBytes);
	return replyText(await (await getEngine()).pullText(personId, request));
});
