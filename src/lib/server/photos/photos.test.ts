import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comment, exifSegment, jpeg, png, withSegments } from '$lib/domain/photo/test-pictures';
import { photoUploadPath } from '$lib/protocol/photo';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, visit, type Town } from '../engine/test-town';
import { ProblemError } from '../http/problem';
import { hashOf } from './check';
import { createPhotos, type PhotoEngine } from './engine';
import { openPhotoFolder, type PhotoFolder } from './folder';
import { openUploads, type Uploads } from './uploads';

describe.each(testDatabases)('photos on $name', (databases) => {
	let town: Town;
	let engine: PhotoEngine;
	let folder: PhotoFolder;
	let uploads: Uploads;
	let data: string;
	const errors: unknown[] = [];
	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		data = mkdtempSync(join(tmpdir(), 'linli-photos-'));
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

	/** One request of the protocol; the status and code of a failure, or the answer. */
	async function ask(
		person: string,
		method: string,
		path: string,
		headers: object,
		body?: Uint8Array
	) {
		const request = new Request(`http://localhost${path}`, {
			method,
			headers: { 'tus-resumable': '1.0.0', ...headers },
			...(body ? { body: new Uint8Array(body) } : {})
		});
		try {
			return await uploads.handle(request, person);
		} catch (error) {
			if (!(error instanceof ProblemError)) throw error;
			return [error.status, error.code, error.field].filter(Boolean).join(' ');
		}
	}
	async function begin(person: string, bytes: Uint8Array, promised = hashOf(bytes)) {
		const answer = await ask(person, 'POST', photoUploadPath, {
			'upload-length': String(bytes.length),
			'upload-metadata': `sha256 ${btoa(promised)}`
		});
		return typeof answer === 'string' ? answer : answer.headers.get('location')!;
	}
	const send = (person: string, path: string, offset: number, bytes: Uint8Array) =>
		ask(
			person,
			'PATCH',
			path,
			{ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
			bytes
		);
	/** The whole way of a photo; 'kept' or why not. */
	async function upload(person: string, bytes: Uint8Array, promised?: string) {
		const path = await begin(person, bytes, promised);
		if (!path.startsWith('/')) return path;
		const answer = await send(person, path, 0, bytes);
		return typeof answer === 'string' ? answer : 'kept';
	}
	const known = async (person: string, ...all: Uint8Array[]) =>
		(await engine.photosKnown(person, all.map(hashOf))).length;
	const factsOf = (bytes: Uint8Array) => ({
		sha256: hashOf(bytes),
		type: 'image/jpeg',
		bytes: bytes.length,
		width: 4,
		height: 3
	});
	/** Logs a visit with these photos, as that person. */
	async function logWith(person: string, household: string, ...photos: Uint8Array[]) {
		const device = phone();
		const args = visit(household, { photos: photos.map(factsOf) });
		const { receipts } = await town.sync.push(
			person,
			device.push([device.operation('visit.log', args)])
		);
		expect(receipts.map(short)).toEqual(['applied']);
		return args.id;
	}
	const open = (path: string) =>
		readdirSync(join(data, 'uploads')).filter((name) => path.includes(name));

	test('go up in pieces: a cut line goes on where it ended, and the file is the promised one', async () => {
		const { worker } = town.people;
		const bytes = jpeg(4, 3, 5_000, 1);
		const path = await begin(worker, bytes);
		await send(worker, path, 0, bytes.subarray(0, 2_000));
		expect(await known(worker, bytes)).toBe(0);
		const far = (await ask(worker, 'HEAD', path, {})) as Response;
		expect(far.headers.get('upload-offset')).toBe('2000');
		// Somebody sends the same piece twice: it is not appended again.
		expect(await send(worker, path, 0, bytes.subarray(0, 2_000))).toBe('409 busy');
		await send(worker, path, 2_000, bytes.subarray(2_000));
		expect(await engine.photosKnown(worker, [hashOf(bytes)])).toEqual([
			{ sha256: hashOf(bytes), bytes: bytes.length }
		]);
		expect(hashOf((await folder.read(hashOf(bytes)))!)).toBe(hashOf(bytes));
		expect(open(path)).toEqual([]);
	});

	test('that are cut in the middle of a piece keep what has arrived', async () => {
		const { worker } = town.people;
		const bytes = jpeg(4, 3, 5_000, 2);
		const path = await begin(worker, bytes);
		const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
		const body = new ReadableStream({
			async pull(controller) {
				controller.enqueue(bytes.slice(0, 3_000));
				await new Promise((done) => setTimeout(done, 20));
				controller.error(new Error('the line is gone'));
			}
		});
		const request = new Request(`http://localhost${path}`, {
			method: 'PATCH',
			headers: { 'tus-resumable': '1.0.0', ...headers },
			body,
			duplex: 'half'
		} as RequestInit);
		await expect(uploads.handle(request, worker)).rejects.toBeInstanceOf(ProblemError);
		const far = (await ask(worker, 'HEAD', path, {})) as Response;
		const offset = Number(far.headers.get('upload-offset'));
		expect(offset).toBeLessThanOrEqual(3_000);
		await send(worker, path, offset, bytes.subarray(offset));
		expect(await known(worker, bytes)).toBe(1);
	});

	test.each([
		['that are not what was promised', jpeg(4, 3, 9, 3), '0'.repeat(64), '422 photoWrong hash'],
		[
			'that are a web page',
			new TextEncoder().encode('<html></html>'),
			undefined,
			'422 photoWrong type'
		],
		['that would burst the memory', png(60_000, 60_000), undefined, '422 photoWrong size'],
		[
			'that say where they were taken',
			withSegments(jpeg(), exifSegment(40.6, 109.8)),
			undefined,
			'422 photoWrong place'
		],
		['of nine megabytes', new Uint8Array(9_000_000), undefined, '413 tooLarge'],
		['of nothing', new Uint8Array(), undefined, '400 malformed length'],
		['without a hash', jpeg(4, 3, 9, 4), 'nonsense', '400 malformed sha256']
	])('%s are refused and leave nothing', async (_what, bytes, promised, outcome) => {
		const { worker } = town.people;
		expect(await upload(worker, bytes, promised)).toBe(outcome);
		expect(await known(worker, bytes)).toBe(0);
		expect(await folder.read(hashOf(bytes))).toBeNull();
	});

	test('cannot grow beyond what was announced', async () => {
		const { worker } = town.people;
		const bytes = jpeg(4, 3, 3_000, 5);
		const path = await begin(worker, bytes.subarray(0, 100), hashOf(bytes));
		const answer = await send(worker, path, 0, bytes);
		expect(answer).toMatch(/^4\d\d /);
		expect(await known(worker, bytes)).toBe(0);
	});

	test('under way belong to who began them; for others they do not exist', async () => {
		const { worker, office } = town.people;
		const bytes = jpeg(4, 3, 500, 6);
		const path = await begin(worker, bytes);
		expect(await ask(office, 'HEAD', path, {})).toBe('404 notFound');
		expect(await send(office, path, 0, bytes)).toBe('404 notFound');
		expect(await ask(office, 'HEAD', `${photoUploadPath}/nothing`, {})).toBe('404 notFound');
		expect(await ask(office, 'HEAD', `${photoUploadPath}/..%2f..%2flinli.db`, {})).toBe(
			'404 notFound'
		);
		await send(worker, path, 0, bytes);
		expect(await known(worker, bytes)).toBe(1);
	});

	test('brought twice are one file; brought by two people each is known to have it', async () => {
		const { worker, office } = town.people;
		const bytes = withSegments(jpeg(4, 3, 700, 7), comment('twice'));
		expect([await upload(worker, bytes), await upload(worker, bytes)]).toEqual(['kept', 'kept']);
		expect(await known(office, bytes)).toBe(0);
		expect(await upload(office, bytes)).toBe('kept');
		expect([await known(worker, bytes), await known(office, bytes)]).toEqual([1, 1]);
		const hash = hashOf(bytes);
		expect(readdirSync(join(data, 'photos', hash.slice(0, 2)))).toContain(hash);
		expect(readFileSync(join(data, 'photos', hash.slice(0, 2), hash))).toHaveLength(bytes.length);
	});

	test('are taken from nobody without an appointment', async () => {
		expect(await upload(id(), jpeg(4, 3, 9, 8))).toBe('403 notAllowed');
	});

	test('are shown to whoever’s scope holds the visit, and to nobody else', async () => {
		const { worker, office, farWorker, formerWorker } = town.people;
		const [unit, nextUnit] = town.units;
		const bytes = jpeg(4, 3, 900, 9);
		const hash = hashOf(bytes);
		expect(await upload(unit.leader, bytes)).toBe('kept');
		const visitId = await logWith(unit.leader, unit.households[0]!, bytes);
		const seen = (person: string, visited = visitId, sha256 = hash) =>
			engine.photoFor(person, visited, sha256);
		const photo = { type: 'image/jpeg', bytes: bytes.length };
		for (const person of [unit.leader, worker, office]) expect(await seen(person)).toEqual(photo);
		for (const person of [nextUnit.leader, farWorker, formerWorker, town.subdistrict.admin, id()])
			expect(await seen(person)).toBeNull();
		expect(await seen(worker, id())).toBeNull();
		expect(await seen(worker, visitId, hashOf(jpeg(4, 3, 9, 10)))).toBeNull();
		expect(await seen(worker, "' or 1=1 --", hash)).toBeNull();
	});

	test('open to nobody who merely names them in a visit of their own', async () => {
		const [unit, nextUnit] = town.units;
		const bytes = jpeg(4, 3, 900, 11);
		expect(await upload(unit.leader, bytes)).toBe('kept');
		await logWith(unit.leader, unit.households[0]!, bytes);
		const own = await logWith(nextUnit.leader, nextUnit.households[0]!, bytes);
		expect(await engine.photoFor(nextUnit.leader, own, hashOf(bytes))).toBeNull();
	});

	test('may come after their visit: until then there are none, and afterwards they are there', async () => {
		const { worker, office } = town.people;
		const bytes = jpeg(4, 3, 900, 12);
		const visitId = await logWith(worker, town.units[0].households[1]!, bytes);
		expect(await engine.photoFor(office, visitId, hashOf(bytes))).toBeNull();
		expect(await upload(worker, bytes)).toBe('kept');
		expect(await engine.photoFor(office, visitId, hashOf(bytes))).not.toBeNull();
	});

	test('begun and never ended are swept away after a week, and the oldest of too many give way', async () => {
		const { farWorker } = town.people;
		const paths: string[] = [];
		for (let i = 0; i < 14; i++) {
			const path = await begin(farWorker, jpeg(4, 3, 100, 20 + i));
			const file = join(data, 'uploads', path.split('/').at(-1)!);
			utimesSync(file, i, i);
			paths.push(path);
		}
		expect(paths.map((path) => open(path).length > 0)).toEqual(paths.map((_, i) => i >= 2));
		const old = join(data, 'uploads', paths[5]!.split('/').at(-1)!);
		const facts = JSON.parse(readFileSync(`${old}.json`, 'utf8')) as object;
		const lastMonth = new Date(Date.now() - 30 * 86_400_000).toISOString();
		writeFileSync(`${old}.json`, JSON.stringify({ ...facts, creation_date: lastMonth }));
		expect(await uploads.sweep()).toBe(1);
		expect(existsSync(old)).toBe(false);
	});
});

test('a folder that is taken away while uploads open ends nobody else’s process, and one that cannot be made is said at once', async () => {
	const data = mkdtempSync(join(tmpdir(), 'linli-photos-'));
	const parts = { folder: openPhotoFolder(data), engine: () => Promise.reject(new Error('none')) };
	openUploads({ ...parts, data, onError: () => undefined });
	rmSync(data, { recursive: true });
	// An error thrown behind everybody's back would fail the run.
	await new Promise((resolve) => setTimeout(resolve, 100));
	writeFileSync(data, 'a file in the way');
	expect(() => openUploads({ ...parts, data, onError: () => undefined })).toThrow('ENOTDIR');
	rmSync(data);
});
