/**
 * How the phone's files are cut. What the shell and 今日 need at once lies in one file: forty small ones cost ten
 * kilobytes in imports and headers alone. Everything else is cut where it is imported dynamically.
 */

/** The pages and layouts that a person sees first, and Kit's own client. */
const firstPages = [
	/\/kit\/src\/runtime\/client\/entry\.js$/,
	/\/src\/routes\/\+layout\.svelte$/,
	/\/src\/routes\/\+error\.svelte$/,
	/\/src\/routes\/\(field\)\/\+layout\.svelte$/,
	/\/src\/routes\/\(field\)\/today\/\+page\.svelte$/
];

/** Kit's generated entries stay files of their own, since its manifest names them. */
const isEntry = (id) => id.includes('/generated/client') || id.endsWith('/runtime/client/entry.js');

/** A Vite plugin for the client's build; the server's and the tests' are left alone. */
export function firstScreen() {
	let pages;
	let needed;

	/** Everything that the first pages import statically, found once the whole graph is known. */
	const isNeeded = (id, context) => {
		if (!needed) {
			needed = new Set();
			const queue = [...pages];
			for (const next of queue) {
				if (needed.has(next)) continue;
				needed.add(next);
				queue.push(...(context.getModuleInfo(next)?.importedIds ?? []));
			}
		}
		return needed.has(id);
	};

	return {
		name: 'linli-first-screen',
		apply: 'build',
		config({ build }) {
			// Kit builds twice with one configuration and says by this which half it is.
			if (build?.ssr) return;
			return {
				// The package's entry is its oldest form; this one is for browsers of our floor.
				resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
				build: {
					// The service worker has every file: lists of what to fetch early are only weight.
					modulePreload: { polyfill: false, resolveDependencies: () => [] },
					rolldownOptions: {
						output: {
							// Every phone fetches the list of these names with its first page: no word in them, no letter too many.
							assetFileNames: '_app/immutable/assets/[hash:6][extname]',
							codeSplitting: {
								groups: [
									{
										name: (id, context) => (!isEntry(id) && isNeeded(id, context) ? 'first' : null)
									}
								]
							}
						}
					}
				}
			};
		},
		buildStart() {
			pages = new Set();
			needed = undefined;
		},
		moduleParsed({ id }) {
			if (firstPages.some((page) => page.test(id))) pages.add(id);
		}
	};
}
