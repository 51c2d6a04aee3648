import { OrderRequest } from '$lib/domain/device/schema';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, OrderRequest, 1_000);
	await (await getEngine()).orderDevice(personId, request);
	return reply(null);
});
