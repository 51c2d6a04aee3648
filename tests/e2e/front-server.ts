import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in front of another one. */
export interface FrontServer {
	url: string;
	/** From now on the app's worker is another version: the same one with a line more. */
	publish(): void;
	end(): Promise<void>;
}

/** Hands everything on to `url`. Browsers fetch a worker's updates past every page, so no page can change what they get. */
export async function serveInFrontOf(url: string): Promise<FrontServer> {
	let isPublished = false;
	const front = createServer((asked, answer) => {
		const headers = { ...asked.headers };
		// What is changed has to be readable.
		delete headers['accept-encoding'];
		const isWorker = asked.url === '/service-worker.js';
		if (isWorker) delete headers['if-none-match'];
		const options = { method: asked.method, headers };
		const onward = request(new URL(asked.url ?? '/', url), options, (reply) => {
			const { 'content-length': length, ...rest } = reply.headers;
			const isChanged = isWorker && isPublished;
			answer.writeHead(reply.statusCode ?? 502, isChanged || !length ? rest : reply.headers);
			reply.on('data', (part) => answer.write(part));
			reply.on('end', () => answer.end(isChanged ? '\n// newer\n' : undefined));
		});
		onward.on('error', () => answer.destroy());
		asked.pipe(onward);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
		publish: () => void (isPublished = true),
		end: () =>
			new Promise((resolve) => {
				front.close(() => resolve());
				front.closeAllConnections();
			})
	};
}
