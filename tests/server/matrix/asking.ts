import type { RequestEvent } from '@sveltejs/kit';
import { handle as throughHooks } from '../../../src/hooks.server';

type Method = (event: RequestEvent) => Promise<Response>;
const modules = import.meta.glob<Record<string, Method>>('/src/routes/**/+server.ts', {
	eager: true
});

/** Every route there is: its path as the folders say it, and what it answers, by method. */
export const routes = Object.entries(modules).map(([file, methods]) => ({
	path: file.slice('/src/routes'.length, -'/+server.ts'.length).replace(/\/\([^)]*\)/g, ''),
	methods
}));

/** What a person asks of the server, through the hooks as a browser does. */
export interface Asking {
	method?: string;
	body?: unknown;
	headers?: Record<string, string>;
}

const address = 'http://localhost';

/** Finds the route of a path as the framework does: names before parameters. */
function routeOf(path: string) {
	const parts = path.split('/');
	const fitting = routes.filter((route) => {
		const wanted = route.path.split('/');
		return (
			wanted.length === parts.length &&
			wanted.every((part, i) => part.startsWith('[') || part === parts[i])
		);
	});
	return fitting.sort((a, b) => a.path.split('[').length - b.path.split('[').length)[0];
}

/** Asks as the person whose cookie it is. Throws for a path that no route serves. */
export async function ask(cookie: string, path: string, asking: Asking): Promise<Response> {
	const { method = 'GET', body, headers = {} } = asking;
	const isRaw = body === undefined || body instanceof Uint8Array;
	const request = new Request(address + path, {
		method,
		headers: {
			origin: address,
			cookie,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers
		},
		...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) })
	});
	const { pathname } = new URL(request.url);
	const route = routeOf(pathname);
	if (!route) throw new Error(`matrix: no route ${path}`);
	const parts = pathname.split('/');
	const params = Object.fromEntries(
		route.path
			.split('/')
			.flatMap((part, i) => (part.startsWith('[') ? [[part.slice(1, -1), parts[i]!]] : []))
	);
	const event = {
		request,
		url: new URL(request.url),
		params,
		locals: {},
		route: { id: route.path },
		getClientAddress: () => '192.0.2.1'
	} as unknown as RequestEvent;
	return throughHooks({ event, resolve: async (asked) => route.methods[method]!(asked) });
}
