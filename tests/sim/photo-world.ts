import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actorOf } from '$lib/domain/test-world';
import { createTreeSource } from '$lib/server/db/areas';
import { ProblemError } from '$lib/server/http/problem';
import type { ClaimRequest, KnownRequest } from '$lib/protocol/photo';
import { claimPhotos, knownPhotos } from '$lib/server/photos/answers';
import { createPhotos, type PhotoEngine } from '$lib/server/photos/engine';
import { openPhotoFolder } from '$lib/server/photos/folder';
import { openUploads } from '$lib/server/photos/uploads';
import type { PersonDb, PhotoState } from '$lib/store/db';
import { runPhotoLane, type LaneEnd } from '$lib/sync/photo-lane';
import { openPhone, openServer, visit, type Server, type TestPhone } from './world';

// The real lane on a phone and the real uploads on a server, joined by a network that loses, cuts and repeats.

/** What happens to one request. `cut`: half of its body arrives. `twice`: it arrives a second time. */
export type PhotoFate = 'pass' | 'lost' | 'answerLost' | 'cut' | 'twice' | 'signedOut';

/** Whose phone it is. */
export const worker = actorOf('gridWorker', 'G');

/** The SHA-256 of bytes as both sides write it. */
export const hashOf = (bytes: Uint8Array): string =>
	createHash('sha256').update(bytes).digest('hex');

/** What a record says of a photo. */
export const factsOf = (bytes: Uint8Array) => ({
	sha256: hashOf(bytes),
	type: 'image/jpeg' as const,
	bytes: bytes.length,
	width: 1600,
	height: 1200
});

/** A server that takes photos, and one phone. */
export interface PhotoWorld {
	server: Server;
	phone: TestPhone;
	photos: PhotoEngine;
	/** The server's data folder. */
	data: string;
	/** What becomes of the next requests; they pass when the list is empty. */
	fates: PhotoFate[];
	/** Methods of the requests that left the phone. */
	sent: string[];
	clock: { now: number };
	/** The network as a phone of this person's has it; all of them share the fates. */
	fetchAs(personId: string): typeof fetch;
	/** One run of the lane, on the phone or on another one of the same person's. */
	lane(db?: PersonDb): Promise<LaneEnd>;
	/** Runs the lane until nothing waits, each time after the pause that it asked for. */
	untilSent(db?: PersonDb): Promise<void>;
	/** A photo as a form has it before its visit is saved. */
	take(bytes: Uint8Array, more?: object): Promise<unknown>;
	/** Logs a visit with these photos; 'ok' or the code of the failure. */
	log(label: string, ...all: Uint8Array[]): Promise<string>;
	/** Photos on the phone by hash. */
	states(db?: PersonDb): Promise<Record<string, PhotoState>>;
	/** Whether the server has exactly these bytes under their hash. */
	isKept(bytes: Uint8Array): Promise<boolean>;
	close(): Promise<void>;
}

/** Opens a world; the phone has all rows of its person's scope. */
export async function openPhotoWorld(person = worker): Promise<PhotoWorld> {
	const server = await openServer();
	const phone = await openPhone(server, person);
	await phone.sync();
	const data = await mkdtemp(join(tmpdir(), 'linli-photos-'));
	const folder = openPhotoFolder(data);
	const photos = createPhotos(server.db, createTreeSource(), server.now);
	const parts = { engine: photos, folder };
	const onError = () => undefined;
	const uploads = openUploads({ data, folder, engine: () => Promise.resolve(photos), onError });

	async function answer(personId: string, path: string, init: RequestInit): Promise<Response> {
		try {
			if (path === '/api/photos/known') {
				const asked = JSON.parse(String(init.body)) as KnownRequest;
				const known = await knownPhotos(parts, personId, asked.sha256, asked.personId);
				return Response.json({ known });
			}
			if (path === '/api/photos/claim') {
				const request = JSON.parse(String(init.body)) as ClaimRequest;
				return Response.json(await claimPhotos(parts, personId, request));
			}
			const { method, headers, body } = init;
			const request = new Request(`http://localhost${path}`, { method, headers, body });
			return await uploads.handle(request, personId);
		} catch (error) {
			if (!(error instanceof ProblemError)) throw error;
			return Response.json({ code: error.code }, { status: error.status });
		}
	}

	const fetchAs =
		(personId: string): typeof fetch =>
		async (input, init = {}) => {
			const path = String(input);
			world.sent.push(init.method ?? 'GET');
			const fate = world.fates.shift() ?? 'pass';
			if (fate === 'lost') throw new TypeError('no network');
			if (fate === 'signedOut') return Response.json({ code: 'notSignedIn' }, { status: 401 });
			if (fate === 'cut' && init.body instanceof Blob) {
				await answer(personId, path, { ...init, body: init.body.slice(0, init.body.size >> 1) });
				throw new TypeError('the line was cut');
			}
			if (fate === 'twice') await answer(personId, path, init);
			const reply = await answer(personId, path, init);
			if (fate === 'answerLost' || fate === 'cut') throw new TypeError('no network');
			return reply;
		};

	const world: PhotoWorld = {
		server,
		phone,
		photos,
		data,
		fates: [],
		sent: [],
		clock: { now: Date.UTC(2026, 2, 2, 3) },
		fetchAs,
		lane: (db = phone.db) =>
			runPhotoLane({
				db,
				fetch: fetchAs(person.personId),
				now: () => world.clock.now,
				random: () => 0
			}),
		async untilSent(db = phone.db) {
			for (let runs = 1; runs <= 40; runs++) {
				const { nextAt } = await world.lane(db);
				if (nextAt === null) return;
				world.clock.now = Math.max(world.clock.now, nextAt);
			}
			throw new Error('a photo never arrived');
		},
		take: (bytes, more = {}) =>
			phone.db.photos.put({
				...factsOf(bytes),
				bytes: bytes.slice().buffer,
				state: 'draft',
				visitIds: [],
				savedAt: world.clock.now,
				tries: 0,
				nextTryAt: 0,
				...more
			}),
		log: (label, ...all) =>
			phone.act('visit.log', visit(label, 'H1', { photos: all.map(factsOf) })),
		states: async (db = phone.db) =>
			Object.fromEntries((await db.photos.toArray()).map((one) => [one.sha256, one.state])),
		async isKept(bytes) {
			const stored = await folder.read(hashOf(bytes));
			return stored !== null && hashOf(stored) === hashOf(bytes);
		},
		async close() {
			await server.close();
			await rm(data, { recursive: true });
		}
	};
	return world;
}
