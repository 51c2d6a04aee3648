import { Upload, type DetailedError, type HttpRequest, type HttpResponse } from 'tus-js-client';
import * as v from 'valibot';
import { KnownReply, photoChunkBytes, photoUploadPath } from '$lib/protocol/photo';
import { Problem } from '$lib/protocol/problem';
import { postJson, type WireFailure } from './wire';

/** Longest wait for the answer to one piece, ms. */
const pieceTimeoutMs = 60_000;

/** How an upload ended: through to its last byte (which proves nothing yet), or why not. */
export type UploadEnd = 'through' | WireFailure['code'];

/** Whether the server has this photo from the person who asks, or from its author, named by who carries for them; else why it did not say. */
export async function askKnown(
	fetcher: typeof fetch,
	sha256: string,
	authorId?: string
): Promise<boolean | WireFailure['code']> {
	const question = { sha256: [sha256], ...(authorId ? { personId: authorId } : {}) };
	const answer = await postJson<KnownReply>(fetcher, '/api/photos/known', question, KnownReply);
	return answer.ok ? answer.value.known.includes(sha256) : answer.error.code;
}

/** Sends a photo's bytes by tus, from where an earlier try ended; with `authorId` in that person's name. Never throws. */
export function uploadPhoto(
	fetcher: typeof fetch,
	photo: { sha256: string; bytes: ArrayBuffer; uploadUrl?: string; authorId?: string },
	/** Where to go on after a cut; called before the first byte is on its way. */
	onAddress: (uploadUrl: string) => Promise<void>
): Promise<UploadEnd> {
	return new Promise((resolve) => {
		let noted: Promise<void> = Promise.resolve();
		const end = (how: UploadEnd) => void noted.then(() => resolve(how));
		const upload = new Upload(new Blob([]), {
			endpoint: photoUploadPath,
			...(photo.uploadUrl ? { uploadUrl: photo.uploadUrl } : {}),
			uploadSize: photo.bytes.byteLength,
			chunkSize: photoChunkBytes,
			metadata: {
				sha256: photo.sha256,
				...(photo.authorId ? { personId: photo.authorId } : {})
			},
			// The lane has its own patience, and its own memory of where to go on.
			retryDelays: null,
			storeFingerprintForResuming: false,
			fingerprint: () => Promise.resolve(photo.sha256),
			fileReader: { openFile: () => Promise.resolve(sourceOf(photo.bytes)) },
			httpStack: { getName: () => 'fetch', createRequest: requestBy(fetcher) },
			onBeforeRequest: () => noted,
			onUploadUrlAvailable() {
				if (upload.url && upload.url !== photo.uploadUrl)
					noted = onAddress(upload.url).catch(async () => {
						// What the disk cannot remember must not go on behind the lane's back.
						await upload.abort();
						end('broken');
					});
			},
			onSuccess: () => end('through'),
			onError: (error) => end(codeOf(error))
		});
		upload.start();
	});
}

const sourceOf = (bytes: ArrayBuffer) => ({
	size: bytes.byteLength,
	slice: (from: number, to: number) =>
		Promise.resolve({
			value: new Blob([bytes.slice(from, Math.min(to, bytes.byteLength))]),
			done: to >= bytes.byteLength
		}),
	close: () => undefined
});

function codeOf(error: Error | DetailedError): UploadEnd {
	const answer = 'originalResponse' in error ? error.originalResponse : null;
	if (!answer) return 'unreachable';
	try {
		const problem = v.safeParse(Problem, JSON.parse(answer.getBody()));
		if (problem.success) return problem.output.code;
	} catch {
		// An answer to HEAD has no words, and a café's sign-in page has others.
	}
	return answer.getStatus() === 401 ? 'notSignedIn' : 'unreachable';
}

/** What the library needs of a request, by the `fetch` that is passed in. */
const requestBy =
	(fetcher: typeof fetch) =>
	(method: string, url: string): HttpRequest => {
		const headers: Record<string, string> = {};
		const cut = new AbortController();
		return {
			getMethod: () => method,
			getURL: () => url,
			setHeader: (name, value) => void (headers[name] = value),
			getHeader: (name) => headers[name],
			setProgressHandler: () => undefined,
			async send(body: Blob | null): Promise<HttpResponse> {
				const timer = setTimeout(() => cut.abort(), pieceTimeoutMs);
				try {
					const response = await fetcher(url, {
						method,
						headers,
						body,
						signal: cut.signal,
						credentials: 'same-origin',
						cache: 'no-store'
					});
					const text = await response.text();
					return {
						getStatus: () => response.status,
						getHeader: (name) => response.headers.get(name) ?? undefined,
						getBody: () => text,
						getUnderlyingObject: () => response
					};
				} finally {
					clearTimeout(timer);
				}
			},
			abort: () => Promise.resolve(cut.abort()),
			getUnderlyingObject: () => undefined
		};
	};
