import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A line to a server that can be cut in the middle of an upload. */
export interface CuttingServer {
	url: string;
	/** Cuts the line in each of the next so many pieces of uploads, after about half of the piece. */
	cutPieces(count: number): void;
	/** The upload's requests that came through whole, in order: the method, and from which byte on. */
	passed: string[];
	/** How often the line was cut. */
	cuts(): number;
	end(): Promise<void>;
}

const uploads = '/api/photos/upload';

/** Hands everything on to `url`, under a fixed address of its own. */
export async function serveAndCut(url: string): Promise<CuttingServer> {
	let left = 0;
	let done = 0;
	const passed: string[] = [];
	const front = createServer((asked, answer) => {
		const onward = request(
			new URL(asked.url ?? '/', url),
			{ method: asked.method, headers: asked.headers },
			(reply) => {
				answer.writeHead(reply.statusCode ?? 502, reply.headers);
				reply.pipe(answer);
			}
		);
		onward.on('error', () => answer.destroy());
		const isUpload = asked.url?.startsWith(uploads) ?? false;
		if (asked.method !== 'PATCH' || left === 0) {
			const offset = asked.headers['upload-offset'];
			if (isUpload) passed.push([asked.method, offset].filter(Boolean).join(' '));
			asked.pipe(onward);
			return;
		}
		left--;
		halve(asked, onward).then(
			() => {
				done++;
				onward.destroy();
				asked.destroy();
			},
			() => onward.destroy()
		);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
		cutPieces: (count) => void (left = count),
		passed,
		cuts: () => done,
		end: () =>
			new Promise((resolve) => {
				front.close(() => resolve());
				front.closeAllConnections();
			})
	};
}

/** Writes the first half of a request's body, and waits until it is surely on its way. */
async function halve(asked: IncomingMessage, onward: NodeJS.WritableStream): Promise<void> {
	const half = Number(asked.headers['content-length'] ?? 0) >> 1;
	let written = 0;
	for await (const part of asked as AsyncIterable<Buffer>) {
		onward.write(part.subarray(0, half - written));
		written += part.length;
		if (written >= half) break;
	}
	await new Promise((done) => setTimeout(done, 200));
}
