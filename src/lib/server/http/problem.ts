import type { RefusalCode } from '$lib/domain/kernel/refusal';
import type { ProblemCode } from '$lib/protocol/problem';

/**
 * A request that fails in an expected way: thrown anywhere below a route (inside the engine's thread too) and
 * answered as a `Problem` with this HTTP status. The message holds the code alone, never a person's data.
 */
export class ProblemError extends Error {
	constructor(
		readonly status: number,
		readonly code: ProblemCode | RefusalCode,
		readonly field?: string,
		/** Seconds until it may be tried again. */
		readonly waitS?: number
	) {
		super(code);
		this.name = 'ProblemError';
	}
}
