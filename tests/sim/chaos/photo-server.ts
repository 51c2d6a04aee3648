import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { ClaimRequest } from '$lib/protocol/photo';
import { createTreeSource } from '$lib/server/db/areas';
import type { Tables } from '$lib/server/db/tables';
import { claimPhotos, knownPhotos } from '$lib/server/photos/answers';
import { createPhotos, type PhotoEngine } from '$lib/server/photos/engine';
import { openPhotoFolder, type PhotoFolder } from '$lib/server/photos/folder';
import { openUploads, type Uploads } from '$lib/server/photos/uploads';

/** What one process of a simulated server needs to take photos. */
export interface PhotoProcessParts {
	/** The data folder. */
	data: string;
	/** The database as this process has it: dead when the process is. */
	db: Kysely<Tables>;
	now(): number;
	/** A step of the process that may be its last; throws when it is. */
	step(): void;
	isFull(): boolean;
}

/** The photos' side of one server process, over the real folder, uploads and engine. */
export interface PhotoProcess {
	engine: PhotoEngine;
	/** Answers as the routes below `/api/photos` do. */
	answer(personId: string, path: string, init: RequestInit): Promise<Response>;
}

/** Starts the photos' side of a process. */
export function startPhotos({ data, db, now, step, isFull }: PhotoProcessParts): PhotoProcess {
	const disk = openPhotoFolder(data);
	const folder: PhotoFolder = {
		has(...args) {
			step();
			return disk.has(...args);
		},
		read(...args) {
			step();
			return disk.read(...args);
		},
		remove(...args) {
			step();
			return disk.remove(...args);
		},
		async put(...args) {
			step();
			if (isFull()) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
			await disk.put(...args);
			// Written, and dead before anybody noted it.
			step();
		}
	};
	const engine = createPhotos(db, createTreeSource(), now);
	const parts = { engine, folder };
	let uploads: Uploads | undefined;
	return {
		engine,
		async answer(personId, path, init) {
			if (path === '/api/photos/known') {
				const { sha256 } = JSON.parse(String(init.body)) as { sha256: string[] };
				return Response.json({ known: await knownPhotos(parts, personId, sha256) });
			}
			if (path === '/api/photos/claim') {
				const request = JSON.parse(String(init.body)) as ClaimRequest;
				return Response.json(await claimPhotos(parts, personId, request));
			}
			uploads ??= openUploads({
				data,
				folder,
				engine: () => Promise.resolve(engine),
				onError: () => undefined
			});
			const { method, headers, body } = init;
			const request = new Request(`http://localhost${path}`, { method, headers, body });
			const response = await uploads.handle(request, personId);
			step();
			return response;
		}
	};
}

/** Copies the photos beside a backup, as `npm run backup` does. */
export function backUpPhotos(data: string, saved: string): void {
	mkdirSync(join(data, 'photos'), { recursive: true });
	cpSync(join(data, 'photos'), join(saved, 'photos'), { recursive: true });
}

/** Puts the photos of a backup back; on another machine (`isElsewhere`) nothing else is there. */
export function restorePhotos(data: string, saved: string, isElsewhere: boolean): void {
	if (isElsewhere)
		for (const name of ['photos', 'uploads']) {
			rmSync(join(data, name), { recursive: true, force: true });
			mkdirSync(join(data, name), { recursive: true });
		}
	const from = join(saved, 'photos');
	if (existsSync(from)) cpSync(from, join(data, 'photos'), { recursive: true });
}
