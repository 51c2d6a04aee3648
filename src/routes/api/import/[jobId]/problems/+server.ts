import { getEngine } from '$lib/server/engine/get';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** Everything that is wrong with the file, not just the first part; the page makes a spreadsheet of it. */
export const GET = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return reply(await (await getEngine()).importProblems(event.params.jobId ?? '', personId));
});
