import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import * as v from 'valibot';
import { maxPhotoBytes } from '$lib/domain/photo/limits';
import { Id } from '$lib/domain/kernel/id';
import { Sha256 } from '$lib/domain/photo/schema';
import { photoUploadPath } from '$lib/protocol/photo';
import type { Engine } from '../engine/engine';
import { ProblemError } from '../http/problem';
import { checkPhoto } from './check';
import type { PhotoFolder } from './folder';

/** How long an upload that was begun waits for its end, ms. */
const expiresMs = 7 * 86_400_000;
/** How many uploads of one person may be open; of more, the oldest gives way. */
const mostOpen = 12;

/** What receiving photos needs. */
export interface UploadParts {
	/** The data folder; what is under way lies in `uploads` below it. */
	data: string;
	folder: PhotoFolder;
	engine: () => Promise<Pick<Engine, 'keepPhoto' | 'checkPhotoCarrier'>>;
	/** Told of errors that no rule foresaw. */
	onError(error: unknown): void;
}

/**
 * The kept library's store, without its own making of the folder: it would throw later, where nobody can catch it, and end
 * the process of everybody for a folder that was taken away.
 */
// @ts-expect-error The library calls it from its constructor and does not mean it to be replaced.
class UploadStore extends FileStore {
	override checkOrCreateDirectory(): void {
		mkdirSync(this.directory, { recursive: true, mode: 0o700 });
	}
}

/** The server's end of resumable uploads. */
export interface Uploads {
	/** Answers one request of the protocol (POST, HEAD, PATCH) for a signed-in person. Failures are thrown as `ProblemError`. */
	handle(request: Request, personId: string): Promise<Response>;
	/** Forgets uploads begun more than a week ago; says how many. */
	sweep(): Promise<number>;
}

/**
 * Opens the lane by which photos come in. An upload belongs to who began it; for others it does not exist. What it brings
 * belongs to its author: the same person, or the one for whom they carry, which is asked at every request.
 */
export function openUploads({ data, folder, engine, onError }: UploadParts): Uploads {
	const directory = join(data, 'uploads');
	const store = new UploadStore({ directory, expirationPeriodInMilliseconds: expiresMs });
	const people = new WeakMap<Request, string>();

	/** Lets pass who brings their own photo, and who may today bring the author's. */
	async function checkAuthor(personId: string, authorId: string | null | undefined): Promise<void> {
		if (!authorId || authorId === personId) return;
		try {
			await (await engine()).checkPhotoCarrier(personId, authorId);
		} catch (error) {
			throw passOn(error);
		}
	}

	async function finish(authorId: string, id: string, promised: string): Promise<void> {
		try {
			const bytes = await readFile(join(directory, id));
			const facts = checkPhoto(bytes, promised);
			await folder.put(facts.sha256, bytes);
			// Noted last: whoever is told that it is known finds the file there.
			await (await engine()).keepPhoto(authorId, facts);
		} catch (error) {
			// What is wrong stays wrong; after any other failure it begins again.
			if (error instanceof ProblemError) await store.remove(id);
			throw passOn(error);
		}
		await store.remove(id);
	}

	const server = new Server({
		path: photoUploadPath,
		datastore: store,
		maxSize: maxPhotoBytes,
		relativeLocation: true,
		// Nobody but our own pages is answered, so nobody else is invited.
		allowedOrigins: () => false,
		async namingFunction(request) {
			const prefix = prefixOf(people.get(request)!);
			await makeRoom(directory, prefix);
			return `${prefix}${randomBytes(16).toString('hex')}`;
		},
		async onIncomingRequest(request, id) {
			// A new one was named a moment ago, above.
			const personId = people.get(request)!;
			if (!id.startsWith(prefixOf(personId))) throw asTus(404, 'notFound');
			if (request.method === 'POST') return;
			const { metadata } = await store.getUpload(id);
			await checkAuthor(personId, metadata?.personId);
		},
		async onUploadCreate(request, upload) {
			const { sha256, personId } = upload.metadata ?? {};
			if (upload.sizeIsDeferred || !upload.size) throw asTus(400, 'malformed', 'length');
			if (!v.is(Sha256, sha256)) throw asTus(400, 'malformed', 'sha256');
			if (!v.is(v.optional(Id), personId)) throw asTus(400, 'malformed', 'personId');
			await checkAuthor(people.get(request)!, personId);
			const metadata: Record<string, string> = personId ? { sha256, personId } : { sha256 };
			return { metadata };
		},
		async onUploadFinish(request, upload) {
			const { sha256, personId } = upload.metadata!;
			await finish(personId ?? people.get(request)!, upload.id, sha256!);
			return {};
		},
		onResponseError(_request, error) {
			if (!('status_code' in error)) onError(error);
			return undefined;
		}
	});

	return {
		async handle(request, personId) {
			people.set(request, personId);
			const response = await server.handleWeb(request);
			if (response.status < 400) return response;
			throw problemOf(response.status, await response.text());
		},
		sweep: () => server.cleanUpExpiredUploads()
	};
}

/** Begins the name of every upload of this person; names nobody. */
const prefixOf = (personId: string): string =>
	`${createHash('sha256').update(personId).digest('hex').slice(0, 16)}-`;

/** An error as the protocol's library wants it; its body is read again by `problemOf`. */
const asTus = (status: number, code: string, field = '') => ({
	status_code: status,
	body: `linli ${code} ${field}`.trim()
});

const passOn = (error: unknown): unknown =>
	error instanceof ProblemError ? asTus(error.status, error.code, error.field) : error;

function problemOf(status: number, body: string): ProblemError {
	const [ours, code, field] = body.split(' ') as [string, ProblemError['code'], string | undefined];
	if (ours === 'linli') return new ProblemError(status, code, field);
	if (status === 404 || status === 410) return new ProblemError(404, 'notFound');
	if (status === 413) return new ProblemError(413, 'tooLarge');
	// Somebody else's chunk was quicker, or an earlier one has not let go yet: asking again settles it.
	if (status === 409 || status === 423) return new ProblemError(status, 'busy');
	return status >= 500 ? new ProblemError(500, 'broken') : new ProblemError(400, 'malformed');
}

async function makeRoom(directory: string, prefix: string): Promise<void> {
	const own = (await readdir(directory)).filter(
		(name) => name.startsWith(prefix) && !name.endsWith('.json')
	);
	if (own.length < mostOpen) return;
	const aged = await Promise.all(
		own.map(async (name) => ({ name, at: (await stat(join(directory, name))).mtimeMs }))
	);
	aged.sort((a, b) => a.at - b.at);
	for (const { name } of aged.slice(0, own.length - mostOpen + 1))
		for (const file of [name, `${name}.json`]) await rm(join(directory, file), { force: true });
}
