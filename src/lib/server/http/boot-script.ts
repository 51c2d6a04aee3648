// Kit starts its client by a script in the page itself, the same one in every page, as none is drawn on the server.
// As a file of its own it needs no exception in the policy for content.

/** Where the script is found. */
export const bootPath = '/boot.js';

let script: string | undefined;

/** Puts the address of Kit's script in its place, for every page. Throws if there is more than that one script. */
export function moveScript({ html }: { html: string }): string {
	const [before, mine, after, ...more] = html.split(/<script>([^]*?)<\/script>/);
	if (mine === undefined) return html;
	if (more.length > 0 || (script !== undefined && script !== mine))
		throw new Error('Kit put another script into a page');
	script = mine;
	return `${before}<script src="${bootPath}"></script>${after}`;
}

/** What stood in the pages that `moveScript` has seen; undefined before the first one. */
export const bootScript = (): string | undefined => script;
