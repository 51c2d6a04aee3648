import * as v from 'valibot';
import type { RefusalCode } from '$lib/domain/kernel/refusal';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { Problem, type ProblemCode } from '$lib/protocol/problem';

/** Why a request came to nothing. `unreachable`: no answer, or one that is not from our server (a café's sign-in page). */
export type WireFailure = { code: ProblemCode | RefusalCode | 'unreachable' };

/** Longest wait for an answer, ms. A stairwell's connection is slow, but a hung one must not hold the queue. */
export const requestTimeoutMs = 25_000;

const AnyProblem = v.object({ code: v.string() });

/** A POST of JSON whose answer is checked against its schema. Never throws. */
export async function postJson<T>(
	fetcher: typeof fetch,
	path: string,
	body: unknown,
	schema: v.GenericSchema<unknown, unknown>
): Promise<Result<T, WireFailure>> {
	const timeout = new AbortController();
	const timer = setTimeout(() => timeout.abort(), requestTimeoutMs);
	try {
		const response = await fetcher(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: timeout.signal,
			credentials: 'same-origin',
			cache: 'no-store'
		});
		const answer: unknown = await response.json();
		if (!response.ok) {
			const problem = v.safeParse(Problem, answer);
			if (problem.success) return fail({ code: problem.output.code });
			// A newer server of ours has a name for it that this version does not know.
			return fail({ code: v.is(AnyProblem, answer) ? 'broken' : 'unreachable' });
		}
		return v.is(schema, answer) ? ok(answer as T) : fail({ code: 'protocolNew' });
	} catch {
		// fetch rejects and JSON fails for one reason only that matters here: our server did not answer.
		return fail({ code: 'unreachable' });
	} finally {
		clearTimeout(timer);
	}
}
