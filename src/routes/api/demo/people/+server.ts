import { getEngine } from '$lib/server/engine/get';
import { reply, withProblems } from '$lib/server/http/reply';

export const GET = withProblems(async () => reply(await (await getEngine()).demoPeople()));
