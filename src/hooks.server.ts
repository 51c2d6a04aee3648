import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { getEngine, placeFromEnvironment, stopEngine } from '$lib/server/engine/get';
import { logError } from '$lib/server/http/log';
import { personOf } from '$lib/server/http/person';
import { problem, withProblems } from '$lib/server/http/reply';
import { shrink } from '$lib/server/http/shrink';

export const init: ServerInit = async () => {
	if (building) return;
	await announceSetup((await getEngine()).setupToken);
	process.once('sveltekit:shutdown', () => {
		stopEngine().catch((error: unknown) => logError(error, { route: 'shutdown' }));
	});
};

/**
 * Until somebody can sign in, the way in is a link made anew at every start. It goes to whoever started the server
 * (their launcher reads the line) and into a file that only they can read.
 */
async function announceSetup(makeToken: () => Promise<string | null>): Promise<void> {
	const file = join(placeFromEnvironment().folder, 'setup-link.txt');
	const token = await makeToken();
	rmSync(file, { force: true });
	if (token === null) return;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `/setup#t=${token}\n`, { mode: 0o600 });
	process.stdout.write(`LINLI_SETUP ${token}\n`);
}

const isApi = (path: string) => path === '/api' || path.startsWith('/api/');

/** Whether the request comes from a page of our own. Browsers send Origin with everything that can change something. */
function isOwnPage(request: Request, url: URL): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return true;
	return request.headers.get('origin') === url.origin;
}

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.person = null;
	const { request, url } = event;
	const answer = withProblems(async () => {
		if (!isOwnPage(request, url)) return problem(403, 'notAllowed', 'origin');
		if (!isApi(url.pathname)) return resolve(event);
		if (event.route.id === null) return problem(404, 'notFound');
		const cookie = request.headers.get('cookie');
		if (cookie) event.locals.person = await personOf(await getEngine(), cookie);
		const response = await resolve(event);
		const isJson = response.headers.get('content-type')?.startsWith('application/json');
		// Kit's own words, such as those about a method that the route does not have.
		return response.status < 400 || isJson ? response : problem(response.status, 'notFound');
	});
	const response = await shrink(event.request, await answer(event));
	// The other headers are the same for every answer and set where the build is served.
	const isData = isApi(url.pathname) || url.pathname === '/healthz';
	if (isData && !response.headers.has('cache-control'))
		response.headers.set('cache-control', 'no-store');
	return response;
};

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status !== 404)
		logError(error, { method: event.request.method, route: event.route.id ?? '' });
	return { message: status === 404 ? 'notFound' : 'broken' };
};
