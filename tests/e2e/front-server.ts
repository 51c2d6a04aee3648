import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in front of another one. */
export interface FrontServer {
	url: string;
	/** Asked before each request goes on; one that never resolves leaves the browser without an answer. */
	before?: (path: string) => Promise<unknown> | undefined;
	/** From now on the app's worker is another version: the same one with a line more. */
	publish(): void;
	/** From now on there is a newer build: every file of the app has another address, and the old addresses are gone. */
	publishBuild(): Promise<void>;
	end(): Promise<void>;
}

const [oldFolder, newFolder] = ['/_app/immutable/', '/_app/newer/'];
/** The version of the newer build, as the app writes it. */
export const newVersion = 'feedfeedfeed';

/** Hands everything on to `url`. Browsers fetch a worker's updates past every page, so no page can change what they get. */
export async function serveInFrontOf(url: string): Promise<FrontServer> {
	let isPublished = false;
	let oldVersion: string | undefined;

	/** What the newer build says in place of the old one. */
	const renewed = (text: string): string =>
		text.replaceAll(oldFolder, newFolder).replaceAll(oldVersion!, newVersion);

	const changed = (path: string, text: string): string => {
		if (oldVersion) return renewed(text);
		return path === '/service-worker.js' && isPublished ? `${text}\n// newer\n` : text;
	};

	const front = createServer((asked, answer) => {
		const path = asked.url ?? '/';
		if (oldVersion && path.startsWith(oldFolder)) {
			answer.writeHead(404).end('no such file');
			return;
		}
		const headers = { ...asked.headers };
		// What is changed has to be readable.
		delete headers['accept-encoding'];
		const isFile = !path.startsWith('/api/');
		if (isFile) delete headers['if-none-match'];
		const onward = () => {
			const from = new URL(path.replace(newFolder, oldFolder), url);
			const next = request(from, { method: asked.method, headers }, (reply) => {
				const { 'content-length': length, ...rest } = reply.headers;
				const isText = /javascript|html|json/.test(reply.headers['content-type'] ?? '');
				if (!isFile || !isText) {
					answer.writeHead(reply.statusCode ?? 502, length ? reply.headers : rest);
					reply.pipe(answer);
					return;
				}
				void textOf(reply).then((text) => {
					answer.writeHead(reply.statusCode ?? 502, rest);
					answer.end(changed(path, text));
				});
			});
			next.on('error', () => answer.destroy());
			asked.pipe(next);
		};
		const waiting = server.before?.(path);
		if (waiting) void waiting.then(onward);
		else onward();
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	const server: FrontServer = {
		url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
		publish: () => void (isPublished = true),
		async publishBuild() {
			const answer = await fetch(`${url}/_app/version.json`);
			oldVersion = ((await answer.json()) as { version: string }).version;
		},
		end: () =>
			new Promise((resolve) => {
				front.close(() => resolve());
				front.closeAllConnections();
			})
	};
	return server;
}

async function textOf(reply: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of reply as AsyncIterable<Buffer>) parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}
