/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, prerendered, version } from '$service-worker';
import { clientsClaim } from 'workbox-core';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { bridgeKeys } from '$lib/app/key-bridge';

// The whole app is kept on the phone, both languages included: whatever address is opened in a stairwell, the same
// shell answers. Data never passes through here; that is the work of the store.

const worker = self as unknown as ServiceWorkerGlobalScope;

// Files of the build carry their content's hash in their names; the others change under the same name.
precacheAndRoute(
	[
		...build.map((url) => ({ url, revision: null })),
		...[...files, ...prerendered].map((url) => ({ url, revision: version }))
	],
	{ cleanURLs: false, directoryIndex: '' }
);
cleanupOutdatedCaches();

registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/'), {
		denylist: [/^\/api\//, /^\/(healthz|readyz)/]
	})
);

// The very first visit must work offline without a second one.
clientsClaim();

// A new version waits until the person takes it; the page asks them when no form is half filled.
worker.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void worker.skipWaiting();
});

// A page that is loaded anew is still open for whoever opened it.
bridgeKeys(worker);
