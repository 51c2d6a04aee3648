import { getEngine } from '$lib/server/engine/get';
import { logError } from '$lib/server/http/log';
import { problem, reply } from '$lib/server/http/reply';

const patienceMs = 5_000;

/** 200 only when the database answers. */
export const GET = async () => {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('the database does not answer')), patienceMs);
	});
	try {
		const engine = await Promise.race([getEngine(), tooLong]);
		await Promise.race([engine.health(), tooLong]);
		return reply({ ready: true });
	} catch (error) {
		logError(error, { route: '/healthz' });
		return problem(503, 'busy');
	} finally {
		clearTimeout(timer);
	}
};
