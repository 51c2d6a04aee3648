import { clientOf } from '$lib/server/auth/client';
import { getEngine } from '$lib/server/engine/get';
import { reply, withProblems } from '$lib/server/http/reply';

export const GET = withProblems(async (event) =>
	reply(await (await getEngine()).access(clientOf(event)))
);
