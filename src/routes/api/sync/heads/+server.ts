import { HeadsRequest } from '$lib/protocol/envelope';
import { noteContactSoon } from '$lib/server/devices/soon';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, HeadsRequest, 10_000);
	const engine = await getEngine();
	const heads = await engine.heads(personId, request);
	const { deviceId, report } = request;
	const cookie = event.request.headers.get('cookie');
	if (report) noteContactSoon(engine, { personId, deviceId, report, cookie });
	return reply(heads);
});
