import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { getEngine, placeFromEnvironment, stopEngine } from '$lib/server/engine/get';
import { moveScript } from '$lib/server/http/boot-script';
import { factorFrom, openGate } from '$lib/server/http/gate';
import { logAnswer, logError } from '$lib/server/http/log';
import { countRequest, watchUploads } from '$lib/server/http/metrics';
import { personOf } from '$lib/server/http/person';
import { noteStopping } from '$lib/server/http/readiness';
import { problem, withProblems } from '$lib/server/http/reply';
import { shrink } from '$lib/server/http/shrink';

export const init: ServerInit = async () => {
	if (building) return;
	await announceSetup((await getEngine()).setupToken);
	watchUploads(placeFromEnvironment().folder);
	process.once('linli:stopping', noteStopping);
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

const isReading = ({ method }: Request) => method === 'GET' || method === 'HEAD';

/**
 * Whether the request comes from a page of our own. Browsers send Origin with everything that can change something, and
 * newer ones say with the rest who asked; a program that is no browser has no session that a stranger could use.
 */
function isOwnPage(request: Request, url: URL): boolean {
	if (!isReading(request)) return request.headers.get('origin') === url.origin;
	const site = request.headers.get('sec-fetch-site');
	return !isApi(url.pathname) || site === null || site === 'same-origin' || site === 'none';
}

const gate = openGate({ factor: factorFrom() });

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.person = null;
	const { request, url, route } = event;
	const answer = withProblems(async () => {
		if (!isOwnPage(request, url)) return problem(403, 'notAllowed', 'origin');
		if (!isApi(url.pathname)) return resolve(event, { transformPageChunk: moveScript });
		const kind = gate.checkForm(event);
		const cookie = request.headers.get('cookie');
		if (cookie) event.locals.person = await personOf(await getEngine(), cookie);
		const slowed = gate.slowDown(event, kind);
		if (slowed) return slowed;
		const response = await resolve(event);
		const isJson = response.headers.get('content-type')?.startsWith('application/json');
		// Kit's own words, such as those about a method that the route does not have.
		return response.status < 400 || isJson ? response : problem(response.status, 'notFound');
	});
	const response = await shrink(request, await answer(event));
	// The other headers are the same for every answer and set where the build is served.
	const isData = isApi(url.pathname) || url.pathname === '/healthz' || url.pathname === '/readyz';
	if (isData && !response.headers.has('cache-control'))
		response.headers.set('cache-control', 'no-store');
	const ms = performance.now() - began;
	countRequest(route.id ?? 'none', request.method, response.status, ms / 1_000);
	logAnswer(route.id ?? 'none', request.method, response.status, ms);
	return response;
};

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status !== 404)
		logError(error, { method: event.request.method, route: event.route.id ?? '' });
	return { message: status === 404 ? 'notFound' : 'broken' };
};
