import { post } from '$lib/app/remote';
import { syncNow, syncState } from '$lib/app/sync-state.svelte';
import type { Failure } from './words';

/** A one-time link as it is handed over; `expiresAt` is epoch ms. */
export interface Link {
	url: string;
	expiresAt: number;
}

/**
 * How long a fresh appointment is waited for on its way to the server (ms): a first sync on a slow line comes before it.
 * The server is asked again when the phone has sent everything, and now and then besides.
 */
const patienceMs = 60_000;
const askAgainMs = 5_000;
const lookMs = 250;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function untilSent(): Promise<void> {
	syncNow();
	// At least one look's time: what was saved a moment ago may not be counted yet.
	for (let waited = 0; waited < askAgainMs; waited += lookMs) {
		await pause(lookMs);
		if (syncState.waiting === 0) return;
	}
}

/**
 * Asks the server for a link. An appointment made a moment ago may still be on its way: it is sent at once and waited
 * for. Fails with `waiting` when it did not arrive in time, `offline` without a server; stops when `isWanted` says no.
 */
export async function makeLink(
	personId: string,
	isWanted: () => boolean
): Promise<{ link: Link } | { failure: Failure }> {
	const until = Date.now() + patienceMs;
	for (;;) {
		const asked = await post<{ token: string; expiresAt: number }>('/api/invite', { personId });
		if (asked.ok) {
			const { token, expiresAt } = asked.value;
			// In the fragment, which no server and no log ever sees.
			return { link: { url: `${location.origin}/join#t=${token}`, expiresAt } };
		}
		if (asked.error.code !== 'notFound') return { failure: asked.error };
		if (Date.now() > until || !isWanted()) return { failure: { code: 'waiting' } };
		await untilSent();
	}
}

/** Whether the page's address means this machine only, so that a phone could not open a link made here. */
export const isLocalAddress = (hostname: string): boolean =>
	/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
