/** The one style attribute there is: Kit's line that reads a page's title to those who do not see it, kept out of sight. */
const announcerStyle = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/**
 * What pages may do. No script and no style stands in a page itself, so neither needs an exception: Kit's one script is
 * a file (src/lib/server/http/boot-script.ts). `wasm-unsafe-eval` is for hashes of files, which WebAssembly reckons.
 * Where browsers know Trusted Types, text becomes markup only through Svelte's templates, and an address a worker only
 * through the policy that knows the one address (src/lib/views/shell/app-update.svelte.ts).
 */
const contentPolicy = {
	'default-src': "'self'",
	'script-src': "'self' 'wasm-unsafe-eval'",
	'style-src': "'self'",
	'style-src-attr': `'unsafe-hashes' '${announcerStyle}'`,
	'img-src': "'self' data: blob:",
	// What was recorded is played from the phone's own disk, or from bytes that were fetched.
	'media-src': 'blob:',
	'connect-src': "'self'",
	'worker-src': "'self'",
	'manifest-src': "'self'",
	'object-src': "'none'",
	'base-uri': "'none'",
	'form-action': "'self'",
	'frame-ancestors': "'none'",
	'require-trusted-types-for': "'script'",
	'trusted-types': 'svelte-trusted-html linli-worker'
};

/** What no page of ours asks a phone for. The microphone is asked for where somebody records in a case. */
const unused = [
	...['accelerometer', 'autoplay', 'camera', 'display-capture', 'geolocation'],
	...['gyroscope', 'hid', 'magnetometer', 'midi', 'payment', 'serial', 'usb']
];

/**
 * What every answer says, the prerendered pages' too, which are served before any hook of the app's runs. An answer
 * that says something else of the same name (a photo's policy, a file that never changes) has the last word.
 * `isTls`: whether people reach this server over https.
 */
export function headersFor({ isTls }) {
	const policy = Object.entries(contentPolicy).map((pair) => pair.join(' '));
	const headers = new Map([
		['content-security-policy', policy.join('; ')],
		['x-content-type-options', 'nosniff'],
		['x-frame-options', 'DENY'],
		['referrer-policy', 'no-referrer'],
		['permissions-policy', [...unused.map((name) => `${name}=()`), 'microphone=(self)'].join(', ')],
		['cross-origin-opener-policy', 'same-origin'],
		['cross-origin-resource-policy', 'same-origin'],
		['x-permitted-cross-domain-policies', 'none'],
		// A page of yesterday's build that a browser kept would ask for files that are gone.
		['cache-control', 'no-cache']
	]);
	// Whoever came here over https once never asks over http again. Behind a proxy that is the proxy's to say as well.
	if (isTls) headers.set('strict-transport-security', 'max-age=31536000');
	return headers;
}
