import { getEngine } from '$lib/server/engine/get';
import { logError } from '$lib/server/http/log';
import { inTime } from '$lib/server/http/readiness';
import { problem, reply } from '$lib/server/http/reply';

/** 200 only when the database answers. */
export const GET = async () => {
	try {
		await inTime(getEngine().then((engine) => engine.health()));
		return reply({ ready: true });
	} catch (error) {
		logError(error, { route: '/healthz' });
		return problem(503, 'busy');
	}
};
