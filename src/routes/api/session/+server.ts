import { getEngine } from '$lib/server/engine/get';
import { reply, withProblems } from '$lib/server/http/reply';

export const GET = withProblems(async (event) => {
	const { person } = event.locals;
	// Nobody is signed in: the usual case of a first visit, which browsers shall not report as an error.
	if (!person) return new Response(null, { status: 204 });
	return reply(await (await getEngine()).sessionReply(person.personId));
});
