/** A signal that follows both; browsers of our floor cannot join them by themselves. */
export function eitherOf(one: AbortSignal, other: AbortSignal | null | undefined): AbortSignal {
	const joined = new AbortController();
	for (const signal of [one, other]) {
		if (signal?.aborted) joined.abort();
		signal?.addEventListener('abort', () => joined.abort(), { once: true, signal: joined.signal });
	}
	return joined.signal;
}
