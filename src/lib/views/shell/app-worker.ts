import { Workbox } from 'workbox-window';

/** The service worker as its page sees it; fetched after the first paint. */

const workerPath = '/service-worker.js';

/** As much of Trusted Types as is used here; the compiler does not know them. */
interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL(text: string): string }
	): { createScriptURL(text: string): unknown };
}

/**
 * Where browsers know Trusted Types, ours takes no plain text as the address of a worker (src/launch/headers.mjs): the
 * policy of this name knows one address only. The library passes on what it is given, whatever its types say.
 */
function workerAddress(): string {
	const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
	const policy = trustedTypes?.createPolicy('linli-worker', { createScriptURL: () => workerPath });
	return policy ? (policy.createScriptURL(workerPath) as string) : workerPath;
}

/**
 * The worker, not registered yet. `onWaiting`: a new version waits; `onTaken`: one has taken over, the first one over a page
 * that had none (`isFirst`), or another.
 */
export function appWorker(onWaiting: () => void, onTaken: (isFirst: boolean) => void): Workbox {
	let isControlled = navigator.serviceWorker.controller !== null;
	const worker = new Workbox(workerAddress());
	worker.addEventListener('waiting', onWaiting);
	worker.addEventListener('controlling', () => {
		const isFirst = !isControlled;
		isControlled = true;
		onTaken(isFirst);
	});
	return worker;
}
