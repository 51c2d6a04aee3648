import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { photoUploadPath } from '$lib/protocol/photo';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, visit, type Town } from '../engine/test-town';
import { ProblemError } from '../http/problem';
import { knownPhotos } from './answers';
import { hashOf } from './check';
import { createPhotos, type PhotoEngine } from './engine';
import { openPhotoFolder, type PhotoFolder } from './folder';
import { openUploads, type Uploads } from './uploads';

describe.each(testDatabases)('photos brought for their author on $name', (databases) => {
	let town: Town;
	let engine: PhotoEngine;
	let folder: PhotoFolder;
	let uploads: Uploads;
	let data: string;
	const errors: unknown[] = [];
	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		data = mkdtempSync(join(tmpdir(), 'linli-carried-'));
		engine = createPhotos(town.db, createTreeSource(), () => town.clock.now);
		folder = openPhotoFolder(data);
		const onError = (error: unknown) => void errors.push(error);
		uploads = openUploads({ data, folder, engine: () => Promise.resolve(engine), onError });
	});
	afterAll(async () => {
		await town.close();
		await databases.end();
		rmSync(data, { recursive: true, force: true });
		expect(errors).toEqual([]);
	});

	const failure = (error: unknown) => {
		if (!(error instanceof ProblemError)) throw error;
		return [error.status, error.code, error.field].filter(Boolean).join(' ');
	};
	/** One request of the protocol; the status and code of a failure, or the answer. */
	const ask = (person: string, method: string, path: string, headers = {}, body?: Uint8Array) =>
		uploads
			.handle(
				new Request(`http://localhost${path}`, {
					method,
					headers: { 'tus-resumable': '1.0.0', ...headers },
					...(body ? { body: new Uint8Array(body) } : {})
				}),
				person
			)
			.catch(failure);
	/** The address of a new upload in the author's name, or why there is none. */
	async function begin(person: string, bytes: Uint8Array, author: string) {
		const answer = await ask(person, 'POST', photoUploadPath, {
			'upload-length': String(bytes.length),
			'upload-metadata': `sha256 ${btoa(hashOf(bytes))},personId ${btoa(author)}`
		});
		return typeof answer === 'string' ? answer : answer.headers.get('location')!;
	}
	/** The status of a piece, or why it was not taken. */
	async function send(person: string, path: string, offset: number, bytes: Uint8Array) {
		const headers = {
			'upload-offset': String(offset),
			'content-type': 'application/offset+octet-stream'
		};
		const answer = await ask(person, 'PATCH', path, headers, bytes);
		return typeof answer === 'string' ? answer : answer.status;
	}
	const bring = async (carrier: string, author: string, bytes: Uint8Array) =>
		send(carrier, await begin(carrier, bytes, author), 0, bytes);
	const askKnown = (person: string, author: string, bytes: Uint8Array) =>
		knownPhotos({ engine, folder }, person, [hashOf(bytes)], author).catch(failure);
	const known = async (person: string, bytes: Uint8Array) =>
		(await engine.photosKnown(person, [hashOf(bytes)])).length;
	/** Logs a visit with this photo, as that person. */
	async function logWith(person: string, householdId: string, bytes: Uint8Array) {
		const device = phone();
		const size = { bytes: bytes.length, width: 4, height: 3 };
		const args = visit(householdId, {
			photos: [{ sha256: hashOf(bytes), type: 'image/jpeg', ...size }]
		});
		const { receipts } = await town.sync.push(
			person,
			device.push([device.operation('visit.log', args)])
		);
		expect(receipts.map(short)).toEqual(['applied']);
		return args.id;
	}

	/** Somebody who serves the office today for the last day. */
	const officeUntilToday = async () => {
		const personId = id();
		const device = phone();
		const args = {
			id: id(),
			personId,
			name: '某人',
			role: 'office',
			areaId: town.community,
			from: '2026-02-01',
			to: '2026-11-20'
		};
		const { receipts } = await town.sync.push(
			town.subdistrict.admin,
			device.push([device.operation('appointment.make', args)])
		);
		expect(receipts.map(short)).toEqual(['applied']);
		return personId;
	};

	test('are the author’s, and shown with the author’s visit', async () => {
		const { worker, office } = town.people;
		const bytes = jpeg(4, 3, 900, 30);
		const visitId = await logWith(worker, town.units[0].households[0]!, bytes);
		expect(await askKnown(office, worker, bytes)).toEqual([]);
		expect(await bring(office, worker, bytes)).toBe(204);
		expect(await askKnown(office, worker, bytes)).toEqual([hashOf(bytes)]);
		expect([await known(worker, bytes), await known(office, bytes)]).toEqual([1, 0]);
		expect(await engine.photoFor(worker, visitId, hashOf(bytes))).not.toBeNull();
		// Again changes nothing.
		expect(await bring(office, worker, bytes)).toBe(204);
		expect([await known(worker, bytes), await known(office, bytes)]).toEqual([1, 0]);
	});

	test('are taken only from who may carry the author’s work, and from others alike whoever the author is', async () => {
		const { worker, office, farWorker } = town.people;
		const [unit] = town.units;
		const bytes = jpeg(4, 3, 900, 31);
		expect(await bring(worker, worker, bytes)).toBe(204);
		const no = '403 notAllowed personId';
		for (const [carrier, author] of [
			[worker, unit.leader],
			[unit.leader, worker],
			[farWorker, worker],
			[office, farWorker],
			[worker, office],
			[office, town.subdistrict.admin],
			[id(), worker],
			[office, id()]
		] as const) {
			expect(await begin(carrier, bytes, author)).toBe(no);
			expect(await askKnown(carrier, author, bytes)).toBe(no);
		}
		expect(await begin(office, bytes, 'nonsense')).toBe('400 malformed personId');
		for (const person of [unit.leader, farWorker, office])
			expect(await known(person, bytes)).toBe(0);
	});

	test('are judged at every request: who may no longer carry does not go on', async () => {
		const { worker } = town.people;
		const bytes = jpeg(4, 3, 2_000, 32);
		const carrier = await officeUntilToday();
		const path = await begin(carrier, bytes, worker);
		expect(path).toMatch(/^\/api\/photos\/upload\//);
		await send(carrier, path, 0, bytes.subarray(0, 1_000));
		// It is nobody else's, not even its author's.
		expect(await ask(worker, 'HEAD', path)).toBe('404 notFound');
		expect(((await ask(carrier, 'HEAD', path)) as Response).status).toBe(200);
		town.clock.now += 86_400_000;
		expect(await ask(carrier, 'HEAD', path)).toMatch(/^403 /);
		const rest = bytes.subarray(1_000);
		expect(await send(carrier, path, 1_000, rest)).toBe('403 notAllowed personId');
		expect(await askKnown(carrier, worker, bytes)).toBe('403 notAllowed personId');
		expect(await known(worker, bytes)).toBe(0);
		town.clock.now -= 86_400_000;
		expect(await send(carrier, path, 1_000, rest)).toBe(204);
		expect(await known(worker, bytes)).toBe(1);
	});
});
