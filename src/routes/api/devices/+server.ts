import { DevicesRequest } from '$lib/domain/device/schema';
import { noteSoon } from '$lib/server/audit/soon';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** A page of people and their devices. Who looks is a line of the trail: the list says when somebody was last here. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, DevicesRequest, 1_000);
	const engine = await getEngine();
	const page = await engine.devices(personId, request);
	noteSoon(engine, { action: 'devicesRead', result: 'ok', personId });
	return reply(page);
});
