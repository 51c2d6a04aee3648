import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { reply, withProblems } from '$lib/server/http/reply';

export const GET = withProblems(async (event) => {
	const { person } = event.locals;
	// Nobody is signed in: the usual case of a first visit, which browsers shall not report as an error.
	if (!person) return new Response(null, { status: 204 });
	const engine = await getEngine();
	const client = clientOf(event);
	// Every start of the app asks here, so a token gets no older than a day, or than the app is kept open.
	const isOld = (await engine.sessionOf(client.cookie))?.isOld;
	const cookies = isOld ? await engine.renewSession(client) : [];
	return reply(await engine.sessionReply(person.personId), { cookies });
});
