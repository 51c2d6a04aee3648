import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWork, sealWork } from '$lib/app/work-seal';
import { maxPhotoBytes, maxWorkPhotoBytes } from '$lib/domain/photo/limits';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { idOf } from '$lib/domain/test-world';
import { PersonDb, type PhotoEntry } from '$lib/store/db';
import type { BroughtPhoto } from '$lib/store/photos';
import {
	maxWorkFileBytes,
	photoRoom,
	readContent,
	readParts,
	writeContent,
	writeHead,
	type WorkContent
} from './work-file';
import { collectPhotos, joinParts } from './work-photos';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const photoOf = (bytes: Uint8Array, visit = 'v1'): BroughtPhoto => ({
	sha256: hashOf(bytes),
	type: 'image/jpeg',
	visitIds: [idOf(visit)],
	savedAt: 1_000,
	bytes: new Uint8Array(bytes)
});

const content: WorkContent = {
	personId: idOf('p'),
	deviceId: idOf('d'),
	epoch: null,
	madeAt: 1_000,
	entries: []
};
const photos = [photoOf(jpeg(4, 3, 500, 1)), photoOf(jpeg(4, 3, 70, 2), 'v2')];

/** Content as somebody might make it: words that say what they like, and bytes behind them. */
const forged = (photosSaid: unknown, ...bytes: Uint8Array[]) =>
	joinParts(
		new TextEncoder().encode(JSON.stringify({ ...content, photos: photosSaid })),
		bytes.map((one) => ({ bytes: new Uint8Array(one) }))
	);
const said = ({ bytes, ...facts }: BroughtPhoto, more: object = {}) => ({
	...facts,
	size: bytes.length,
	...more
});

describe('a file with photos', () => {
	test('comes out as it went in, also through its seal', async () => {
		const whole = { content, photos, spoilt: 0 };
		expect(await readContent(writeContent(content, photos), 2)).toEqual(whole);
		const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
		const file = await sealWork(whole, '三楼的桂花开了', random);
		expect(await openWork(file, '三楼的桂花开了')).toEqual({ ok: true, value: whole });
		const text = new TextDecoder('latin1').decode(await file.arrayBuffer());
		for (const secret of [photos[0]!.sha256, 'jpeg', 'JFIF']) expect(text).not.toContain(secret);
	});

	test('of the first form, which had none, is read as well', async () => {
		const key = { salt: '0'.repeat(32), memory: 65_536, passes: 3, lanes: 1 };
		const head = writeHead({ version: 1, count: 0, key, nonce: '0'.repeat(24) });
		expect(readParts(head)).toMatchObject({ ok: true, value: { header: { version: 1 } } });
		const old = new TextEncoder().encode(JSON.stringify(content));
		expect(await readContent(old, 1)).toEqual({ content, photos: [], spoilt: 0 });
		// Neither is taken for the other.
		expect(await readContent(old, 2)).toBeUndefined();
		expect(await readContent(writeContent(content, photos), 1)).toBeUndefined();
	});

	test('passes over a photo whose bytes are not what its name says, and keeps the others', async () => {
		const bytes = writeContent(content, photos);
		bytes[bytes.length - photos[1]!.bytes.length - 1]! ^= 1;
		expect(await readContent(bytes, 2)).toEqual({ content, photos: [photos[1]], spoilt: 1 });
	});

	const [one] = photos as [BroughtPhoto, BroughtPhoto];
	test.each([
		['nothing', new Uint8Array()],
		['half a length', new Uint8Array([0, 0, 1])],
		['words that reach beyond the end', new Uint8Array([255, 255, 255, 255, 123, 125])],
		['fewer bytes than said', forged([said(one)], one.bytes.subarray(1))],
		['more bytes than said', forged([said(one)], one.bytes, one.bytes)],
		['no bytes at all', forged([said(one)])],
		['a photo of nothing', forged([said(one, { size: 0 })])],
		['a photo of less than nothing', forged([said(one, { size: -1 }), said(one)], one.bytes)],
		['a size beyond all numbers', forged([said(one, { size: 1e300 })], one.bytes)],
		['a photo too large', forged([said(one, { size: maxPhotoBytes + 1 })], one.bytes)],
		['a name that is a path', forged([said(one, { sha256: '../../linli.db' })], one.bytes)],
		['a page instead of a picture', forged([said(one, { type: 'text/html' })], one.bytes)],
		['a visit that is none', forged([said(one, { visitIds: ['x'] })], one.bytes)],
		['a crowd of photos', forged(Array(501).fill(said(one, { size: 1 })), new Uint8Array(501))],
		['no list of photos', forged(undefined, one.bytes)]
	])('that says %s is damaged', async (_what, bytes) => {
		expect(await readContent(bytes, 2)).toBeUndefined();
	});

	test('never gives a photo that is not what its name says, whatever its bytes are', async () => {
		const whole = writeContent(content, photos);
		await fc.assert(
			fc.asyncProperty(
				fc.nat(whole.length - 1),
				fc.uint8Array({ minLength: 1, maxLength: 40 }),
				fc.nat(whole.length),
				async (at, junk, length) => {
					const changed = whole.slice();
					changed.set(junk.subarray(0, whole.length - at), at);
					for (const bytes of [changed, whole.slice(0, length), new Uint8Array(junk)]) {
						const read = await readContent(bytes, 2);
						for (const { sha256, bytes: found } of read?.photos ?? [])
							expect(hashOf(found)).toBe(sha256);
					}
				}
			)
		);
	});
});

describe('photos that go into a file', () => {
	let db: PersonDb;
	beforeEach(async () => {
		db = new PersonDb(idOf('collect'));
		await db.delete();
		await db.open();
	});
	afterEach(() => db.close());

	const put = (size: number, state: PhotoEntry['state'], savedAt: number) => {
		const bytes = new Uint8Array(size).fill(savedAt);
		const entry = { ...photoOf(bytes), bytes: bytes.slice().buffer };
		return db.photos.put({ ...entry, state, savedAt, tries: 0, nextTryAt: 0 });
	};
	const picked = async (room: number) => {
		const { photos: all, left } = await collectPhotos(db, room);
		return { at: all.map(({ savedAt }) => savedAt), left };
	};

	test('are those of saved visits that the server has not confirmed; the queue stays as it is', async () => {
		await put(50, 'draft', 1);
		await put(50, 'waiting', 2);
		await put(50, 'refused', 3);
		await put(50, 'confirmed', 4);
		const before = await db.photos.toArray();
		expect(await picked(1_000_000)).toEqual({ at: [2, 3], left: 0 });
		expect(await db.photos.toArray()).toEqual(before);
		const [first] = (await collectPhotos(db, 1_000_000)).photos;
		expect(hashOf(first!.bytes)).toBe(first!.sha256);
	});

	test('are the oldest that fit, those that were refused last, and the rest is counted', async () => {
		await put(3_000, 'refused', 1);
		await put(3_000, 'waiting', 4);
		await put(9_000, 'waiting', 3);
		await put(3_000, 'waiting', 2);
		expect(await picked(20_000)).toEqual({ at: [2, 3, 4, 1], left: 0 });
		expect(await picked(7_000)).toEqual({ at: [2, 4], left: 2 });
		expect(await picked(0)).toEqual({ at: [], left: 4 });
	});

	test('never weigh more than an old phone can hold, nor than the words leave room for', async () => {
		for (let i = 1; i <= 4; i++) await put(7_000_000, 'waiting', i);
		const { photos: all, left } = await collectPhotos(db, photoRoom(content));
		expect([all.length, left]).toEqual([3, 1]);
		expect(all.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(maxWorkPhotoBytes);
		const operation = { args: 'x'.repeat(maxWorkFileBytes - 8_000_000) };
		const long = { ...content, entries: [{ operation }] } as unknown as WorkContent;
		expect((await collectPhotos(db, photoRoom(long))).photos).toHaveLength(1);
		const full = { ...content, deviceId: 'x'.repeat(maxWorkFileBytes) };
		expect(photoRoom(full)).toBe(0);
	});
});
