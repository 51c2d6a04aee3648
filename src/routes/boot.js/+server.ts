import { bootScript } from '$lib/server/http/boot-script';

/** A file of the build, as the page is that it starts. */
export const prerender = true;

export const GET = async ({ fetch }: { fetch: typeof globalThis.fetch }) => {
	// The script is known once a page was made.
	if (bootScript() === undefined) await (await fetch('/')).text();
	return new Response(bootScript(), { headers: { 'content-type': 'text/javascript' } });
};
