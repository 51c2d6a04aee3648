import { getEngine } from '$lib/server/engine/get';
import { reply, withProblems } from '$lib/server/http/reply';

/** For everybody: a receipt is checked without an account. */
export const GET = withProblems(async () => reply(await (await getEngine()).slipKeys()));
