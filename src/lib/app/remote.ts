import * as v from 'valibot';
import type { RefusalCode } from '$lib/domain/kernel/refusal';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { Problem, type ProblemCode } from '$lib/protocol/problem';

/** Why an action that needs the server failed; `offline` when no answer came. */
export interface RemoteProblem {
	code: ProblemCode | RefusalCode | 'offline';
	field?: string | undefined;
	/** Of `tooManyTries`: seconds to wait. */
	waitS?: number | undefined;
}

/** Longest wait for an answer, ms. */
const timeoutMs = 60_000;

/** Sends JSON for what only the server can do (setup, joining, invitations, import). Never throws. */
export const post = <T>(
	path: string,
	body: unknown,
	schema?: v.GenericSchema<unknown, T>
): Promise<Result<T, RemoteProblem>> =>
	request(path, schema, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});

/** Asks for JSON (session, figures). Never throws. */
export const get = <T>(
	path: string,
	schema?: v.GenericSchema<unknown, T>
): Promise<Result<T, RemoteProblem>> => request(path, schema, { method: 'GET' });

async function request<T>(
	path: string,
	schema: v.GenericSchema<unknown, T> | undefined,
	init: RequestInit
): Promise<Result<T, RemoteProblem>> {
	const timeout = new AbortController();
	const timer = setTimeout(() => timeout.abort(), timeoutMs);
	try {
		const response = await fetch(path, {
			...init,
			signal: timeout.signal,
			credentials: 'same-origin',
			cache: 'no-store'
		});
		const text = await response.text();
		const answer: unknown = text === '' ? undefined : JSON.parse(text);
		if (!response.ok) {
			const problem = v.safeParse(Problem, answer);
			return fail(problem.success ? problem.output : { code: 'offline' });
		}
		if (!schema) return ok(answer as T);
		// Who asked for something and is told that there is nothing has asked for nobody's: `/api/session`.
		if (response.status === 204) return fail({ code: 'notSignedIn' });
		const parsed = v.safeParse(schema, answer);
		return parsed.success ? ok(parsed.output) : fail({ code: 'protocolNew' });
	} catch {
		// fetch rejects and JSON fails for one reason only that matters here: our server did not answer.
		return fail({ code: 'offline' });
	} finally {
		clearTimeout(timer);
	}
}
