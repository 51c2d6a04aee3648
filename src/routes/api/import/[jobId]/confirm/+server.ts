import { getEngine } from '$lib/server/engine/get';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** The word to go: begins to write an import that is ready. Answers how it stands. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return reply(await (await getEngine()).confirmImport(event.params.jobId ?? '', personId));
});
