import { nameOf } from './sources';

/** What each room may import of ours; docs/ARCHITECTURE.md shows the same table with the reasons. */
export const mayImport: Record<string, readonly string[]> = {
	domain: [],
	ui: [],
	protocol: ['domain'],
	text: ['domain', 'protocol'],
	store: ['domain', 'protocol'],
	sync: ['domain', 'protocol', 'store'],
	app: ['domain', 'protocol', 'store', 'sync'],
	views: ['domain', 'app', 'ui', 'text'],
	server: ['domain', 'protocol'],
	pages: ['views', 'ui', 'app', 'text', 'domain'],
	endpoints: ['server', 'protocol', 'domain'],
	worker: ['app'],
	launch: []
};

/** Packages by room, where a room is held to a few: the domain runs everywhere, the kit draws anything. */
export const mayUse: Record<string, RegExp> = {
	domain: /^valibot$/,
	protocol: /^valibot$/,
	text: /^svelte(\/|$)/,
	ui: /^svelte(\/|$)/
};

/** The room of a file below `src`; undefined for what belongs to none (`app.d.ts`). */
export function roomOf(path: string): string | undefined {
	const lib = /^src\/lib\/([^/]+)\//.exec(path);
	if (lib) return lib[1];
	if (path.startsWith('src/launch/')) return 'launch';
	if (/(\.server|\+server)\.ts$/.test(path)) return 'endpoints';
	if (nameOf(path) === 'service-worker.ts') return 'worker';
	if (path.startsWith('src/routes/') || path === 'src/hooks.client.ts') return 'pages';
	return undefined;
}
