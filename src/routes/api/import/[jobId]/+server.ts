import { getEngine } from '$lib/server/engine/get';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** How one's own import stands. */
export const GET = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return reply(await (await getEngine()).importStatus(event.params.jobId ?? '', personId));
});
