import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { box, element, m4a, track, trak, webm } from '$lib/domain/sound/test-sounds';
import { photoUploadPath } from '$lib/protocol/photo';
import { createEraser } from '../erasure/eraser';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, visit, type Town } from '../engine/test-town';
import { ProblemError } from '../http/problem';
import { hashOf } from './check';
import { createPhotos, type PhotoEngine } from './engine';
import { openPhotoFolder, type PhotoFolder } from './folder';
import { openUploads, type Uploads } from './uploads';

// What was recorded in a case: who brings it, what is taken, and who hears it.

describe.each(testDatabases)('sounds on $name', (databases) => {
	let town: Town;
	let engine: PhotoEngine;
	let folder: PhotoFolder;
	let uploads: Uploads;
	let data: string;
	let lead: string;
	const caseId = id();
	const devices = new Map<string, ReturnType<typeof phone>>();

	async function act(personId: string, name: string, args: object): Promise<string> {
		const device = devices.get(personId) ?? phone();
		devices.set(personId, device);
		const { receipts } = await town.sync.push(
			personId,
			device.push([device.operation(name, args)])
		);
		return short(receipts[0]);
	}
	/** The whole way of a sound; 'kept' or why not. */
	async function upload(person: string, bytes: Uint8Array): Promise<string> {
		const ask = async (method: string, path: string, headers: object, body?: Uint8Array) => {
			const request = new Request(`http://localhost${path}`, {
				method,
				headers: { 'tus-resumable': '1.0.0', ...headers },
				...(body ? { body: new Uint8Array(body) } : {})
			});
			return uploads.handle(request, person);
		};
		try {
			const begun = await ask('POST', photoUploadPath, {
				'upload-length': String(bytes.length),
				'upload-metadata': `sha256 ${btoa(hashOf(bytes))}`
			});
			const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
			await ask('PATCH', begun.headers.get('location')!, headers, bytes);
			return 'kept';
		} catch (error) {
			if (!(error instanceof ProblemError)) throw error;
			return [error.status, error.code, error.field].filter(Boolean).join(' ');
		}
	}
	const named = (bytes: Uint8Array, type = 'audio/webm') => ({
		...{ sha256: hashOf(bytes), type, bytes: bytes.length, seconds: 9, at: town.clock.now }
	});
	const evidence = (sounds: object[], more = {}) => ({
		...{ id: id(), caseId, step: null, words: '', sounds },
		fact: { kind: 'evidence', takenAt: town.clock.now, from: '' },
		...more
	});
	const heard = (person: string, recordId: string, bytes: Uint8Array) =>
		engine.photoFor(person, recordId, hashOf(bytes));
	const party = (side: string) => ({
		...{ id: id(), side, householdId: null, residentId: null, name: '某人', sex: 1 },
		...{ birthYear: 1970, ethnicity: '', occupation: '', phone: null, address: '' },
		...{ guardian: null, agent: null }
	});

	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		data = mkdtempSync(join(tmpdir(), 'linli-sounds-'));
		engine = createPhotos(town.db, createTreeSource(), () => town.clock.now);
		folder = openPhotoFolder(data);
		const onError = (error: unknown) => {
			throw error;
		};
		uploads = openUploads({ data, folder, engine: () => Promise.resolve(engine), onError });
		lead = id();
		const post = { role: 'mediationLead', areaId: town.community, from: '2026-01-05', to: null };
		expect(
			await act(town.subdistrict.admin, 'appointment.make', {
				...{ id: id(), personId: lead, name: '主任' },
				...post
			})
		).toBe('applied');
		const opening = {
			...{ id: caseId, placeId: town.units[0].id, source: 'applied', category: 'neighbours' },
			...{ scale: 'ordinary', colour: 'blue', place: '', matter: '楼道', demand: '', people: 2 },
			parties: [
				{ ...party('first'), householdId: town.units[0].households[0] },
				{ ...party('second'), name: '另一人' }
			]
		};
		expect(await act(town.people.worker, 'dispute.open', opening)).toBe('applied');
	});
	afterAll(async () => {
		await town.close();
		await databases.end();
		rmSync(data, { recursive: true, force: true });
	});

	test.each([
		['as Chromium records it', webm(300, 1), 'audio/webm'],
		['as Safari records it', m4a(300, 2), 'audio/mp4']
	])('%s is kept as it is, under what its bytes say', async (_what, bytes, type) => {
		const { worker } = town.people;
		expect(await upload(worker, bytes)).toBe('kept');
		expect(hashOf((await folder.read(hashOf(bytes)))!)).toBe(hashOf(bytes));
		const lines = town.db.selectFrom('photos').selectAll();
		expect(await lines.where('sha256', '=', hashOf(bytes)).execute()).toMatchObject([
			{ person_id: worker, type, width: 0, height: 0 }
		]);
	});

	test.each([
		['with a picture', webm(9, 3, { tracks: [track(), track(1, 'V_VP9')] }), 'type'],
		['with a picture', m4a(9, 3, { tracks: [trak(), trak('vide')] }), 'type'],
		['of something else', m4a(9, 4, { brand: 'qt  ' }), 'type'],
		['that is a web page', new TextEncoder().encode('<script>'), 'type'],
		['that says where', m4a(9, 5, { more: box('udta', box('\xa9xyz', [1, 2])) }), 'place'],
		['that says where by 3GPP', m4a(9, 6, { more: box('udta', box('loci', [1])) }), 'place'],
		['with tags', webm(9, 7, { more: element('1254c367', [1]) }), 'place'],
		['of nine megabytes', new Uint8Array(9_000_000), undefined]
	])('%s is refused and leaves nothing', async (_what, bytes, field) => {
		const { worker } = town.people;
		expect(await upload(worker, bytes)).toBe(field ? `422 photoWrong ${field}` : '413 tooLarge');
		expect(await engine.photosKnown(worker, [hashOf(bytes)])).toEqual([]);
		expect(await folder.read(hashOf(bytes))).toBeNull();
	});

	test('is heard by whoever has a seat in its case, and by nobody else', async () => {
		const { worker, office, farWorker, formerWorker } = town.people;
		const bytes = webm(400, 8);
		const entry = evidence([named(bytes)]);
		expect(await act(worker, 'dispute.addEntry', entry)).toBe('applied');
		// The entry may be there before the bytes are.
		expect(await heard(lead, entry.id, bytes)).toBeNull();
		expect(await upload(worker, bytes)).toBe('kept');
		const sound = { type: 'audio/webm', bytes: bytes.length };
		for (const person of [worker, lead])
			expect(await heard(person, entry.id, bytes)).toEqual(sound);
		const strangers = [office, farWorker, formerWorker, town.subdistrict.admin, id()];
		for (const person of [...strangers, ...town.units.map(({ leader }) => leader)])
			expect(await heard(person, entry.id, bytes)).toBeNull();
		expect(await heard(lead, id(), bytes)).toBeNull();
		expect(await heard(lead, caseId, bytes)).toBeNull();
	});

	test('is opened by nobody who merely names it, in a case or as a photo of a visit', async () => {
		const { worker, farWorker } = town.people;
		const bytes = webm(400, 9);
		expect(await upload(farWorker, bytes)).toBe('kept');
		const entry = evidence([named(bytes)]);
		expect(await act(worker, 'dispute.addEntry', entry)).toBe('applied');
		expect(await heard(worker, entry.id, bytes)).toBeNull();
		const photo = { ...named(bytes, 'image/jpeg'), width: 4, height: 3 };
		const log = visit(town.units[0].households[1]!, { photos: [photo] });
		expect(await act(worker, 'visit.log', log)).toBe('applied');
		expect(await heard(worker, log.id, bytes)).toBeNull();
	});

	test('of earlier words is heard still', async () => {
		const { worker } = town.people;
		const [first, second] = [webm(400, 10), webm(400, 11)];
		const entry = evidence([named(first)]);
		expect(await act(worker, 'dispute.addEntry', entry)).toBe('applied');
		const anew = { id: id(), caseId, entryId: entry.id, words: '', sounds: [named(second)] };
		expect(await act(worker, 'dispute.amendEntry', anew)).toBe('applied');
		for (const one of [first, second]) {
			expect(await upload(worker, one)).toBe('kept');
			expect(await heard(lead, entry.id, one)).toMatchObject({ type: 'audio/webm' });
		}
	});

	test('goes with the words of its case when a resident asks for that', async () => {
		const { worker, office } = town.people;
		const bytes = webm(400, 12);
		const entry = evidence([named(bytes)]);
		expect(await act(worker, 'dispute.addEntry', entry)).toBe('applied');
		expect(await upload(worker, bytes)).toBe('kept');
		const { turns, seats } = JSON.parse(
			(
				await town.db
					.selectFrom('rows')
					.select('body')
					.where('kind', '=', 'dispute')
					.where('id', '=', caseId)
					.executeTakeFirstOrThrow()
			).body!
		) as { turns: { id: string }[]; seats: { id: string }[] };
		const end = { how: 'failed', partyId: null, told: ['court'], words: '' };
		const seen = [...turns, ...seats].map((one) => one.id);
		expect(await act(worker, 'dispute.end', { id: id(), caseId, seen, ...end })).toBe('applied');
		const householdId = town.units[0].households[0]!;
		const asked = { id: id(), householdId, residents: null, ground: 'asked' };
		expect(await act(office, 'erasure.ask', asked)).toBe('applied');
		await createEraser(town.db, {
			...{ now: () => town.clock.now, accept: town.accept, leftDays: 731 },
			photos: folder,
			rest: () => Promise.resolve()
		}).pass();
		expect(await folder.read(hashOf(bytes))).toBeNull();
		expect(await engine.photosKnown(worker, [hashOf(bytes)])).toEqual([]);
		const row = town.db.selectFrom('rows').select('body').where('id', '=', entry.id);
		expect((await row.executeTakeFirstOrThrow()).body).not.toContain('sounds');
	});
});
