import { getEngine } from '$lib/server/engine/get';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** Stops an import wherever it is; what it wrote is rolled back. Answers how it stands. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return reply(await (await getEngine()).cancelImport(event.params.jobId ?? '', personId));
});
