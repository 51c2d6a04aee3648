import type { RequestEvent } from '@sveltejs/kit';
import type { Problem } from '$lib/protocol/problem';
import { logError } from './log';
import { ProblemError } from './problem';

/** Answers with JSON. `cookies` become Set-Cookie headers. */
export const reply = (
	data: unknown,
	init: { status?: number; cookies?: readonly string[] } = {}
): Response => replyText(JSON.stringify(data), init);

/** The same with JSON that is text already. */
export function replyText(
	text: string,
	init: { status?: number; cookies?: readonly string[] } = {}
): Response {
	const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
	for (const cookie of init.cookies ?? []) headers.append('set-cookie', cookie);
	return new Response(text, { status: init.status ?? 200, headers });
}

/** Answers with a `Problem`. */
export function problem(
	status: number,
	code: Problem['code'],
	field?: string,
	waitS?: number
): Response {
	const body: Problem = { code, ...(field ? { field } : {}), ...(waitS ? { waitS } : {}) };
	const response = reply(body, { status });
	if (waitS) response.headers.set('retry-after', String(waitS));
	return response;
}

/** Turns whatever a handler throws into a `Problem`: expected ones as they are, others as `broken` (500), logged. */
export function withProblems(
	handler: (event: RequestEvent) => Promise<Response> | Response
): (event: RequestEvent) => Promise<Response> {
	return async (event) => {
		try {
			return await handler(event);
		} catch (error) {
			if (error instanceof ProblemError)
				return problem(error.status, error.code, error.field, error.waitS);
			logError(error, { method: event.request.method, route: event.route.id ?? undefined });
			return problem(500, 'broken');
		}
	};
}

/** Who is signed in. Throws `notSignedIn` (401) for nobody. */
export function requirePerson(event: { locals: App.Locals }): { personId: string; name: string } {
	if (!event.locals.person) throw new ProblemError(401, 'notSignedIn');
	return event.locals.person;
}
