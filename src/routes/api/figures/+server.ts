import { getEngine } from '$lib/server/engine/get';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const GET = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return reply(await (await getEngine()).figures(personId));
});
