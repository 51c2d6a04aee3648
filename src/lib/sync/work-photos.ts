import * as v from 'valibot';
import { maxPhotoBytes, maxWorkPhotoBytes, photoTypes } from '$lib/domain/photo/limits';
import { soundTypes } from '$lib/domain/sound/limits';
import { Id } from '$lib/domain/kernel/id';
import { Sha256 } from '$lib/domain/photo/schema';
import type { PersonDb, PhotoEntry } from '$lib/store/db';
import { eachPhoto, type BroughtPhoto } from '$lib/store/photos';

/**
 * Photos and sounds in a file of unsent work. Inside the seal stand the length of the words (four bytes, big end first), the words as
 * JSON with what is known of each photo, and the photos' bytes one after another in the same order.
 */

/** Most photos in a file. */
const maxWorkPhotos = 500;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Facts = v.object({
	sha256: Sha256,
	type: v.picklist([...photoTypes, ...soundTypes]),
	visitIds: v.array(Id),
	/** Other records that name it. A version that does not know of them sends the photo all the same. */
	records: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,20}:[0-9a-f-]{36}$/)))),
	savedAt: count,
	size: v.pipe(count, v.minValue(1), v.maxValue(maxPhotoBytes))
});
/** What the words of a file say of its photos; `size` in bytes. */
export const WorkPhotoFacts = v.pipe(v.array(Facts), v.maxLength(maxWorkPhotos));
export type WorkPhotoFacts = v.InferOutput<typeof WorkPhotoFacts>;

/** The photos that go into a file, and how many stay on the phone alone. */
export interface CollectedPhotos {
	photos: BroughtPhoto[];
	left: number;
}

/**
 * Photos of saved records that the server has not confirmed, as many as fit into `room` (bytes). The oldest go in first, as
 * they would be sent: what was photographed today can most easily be photographed again. Those that the server has refused
 * come last. The queue stays as it is.
 */
export function collectPhotos(db: PersonDb, room: number): Promise<CollectedPhotos> {
	return db.transaction('r', db.photos, async () => {
		const all: (Pick<PhotoEntry, 'sha256' | 'state' | 'savedAt'> & { size: number })[] = [];
		await eachPhoto(db, ['waiting', 'refused'], ({ sha256, state, savedAt, bytes }) => {
			all.push({ sha256, state, savedAt, size: bytes.byteLength });
		});
		const isLast = ({ state }: (typeof all)[number]) => Number(state === 'refused');
		all.sort((a, b) => isLast(a) - isLast(b) || a.savedAt - b.savedAt);
		let free = Math.min(room, maxWorkPhotoBytes);
		const photos: BroughtPhoto[] = [];
		for (const { sha256, size } of all) {
			const isFit = size > 0 && size <= maxPhotoBytes && size <= free;
			if (!isFit || photos.length === maxWorkPhotos) continue;
			free -= size;
			const { type, visitIds, records, savedAt, bytes } = (await db.photos.get(sha256))!;
			const at = Math.max(0, Math.floor(savedAt));
			const namers = { visitIds, ...(records ? { records } : {}) };
			photos.push({ sha256, type, ...namers, savedAt: at, bytes: new Uint8Array(bytes) });
		}
		return { photos, left: all.length - photos.length };
	});
}

/** What the words of a file say of these photos. */
export const factsOf = (photos: readonly BroughtPhoto[]): WorkPhotoFacts =>
	photos.map(({ bytes, ...facts }) => ({ ...facts, size: bytes.length }));

/** Words and photos as they are sealed. */
export function joinParts(
	words: Uint8Array,
	photos: readonly Pick<BroughtPhoto, 'bytes'>[]
): Uint8Array<ArrayBuffer> {
	const from = 4 + words.length;
	const whole = new Uint8Array(photos.reduce((sum, { bytes }) => sum + bytes.length, from));
	new DataView(whole.buffer).setUint32(0, words.length);
	whole.set(words, 4);
	let at = from;
	for (const { bytes } of photos) {
		whole.set(bytes, at);
		at += bytes.length;
	}
	return whole;
}

/** Words and photos taken apart again, without a copy; undefined when the words would reach beyond the end. */
export function splitParts(
	whole: Uint8Array<ArrayBuffer>
): { words: Uint8Array<ArrayBuffer>; rest: Uint8Array<ArrayBuffer> } | undefined {
	if (whole.length < 4) return undefined;
	const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0);
	if (length > whole.length - 4) return undefined;
	return { words: whole.subarray(4, 4 + length), rest: whole.subarray(4 + length) };
}

/**
 * The photos out of the bytes behind the words, without a copy. One whose bytes are not what its name says is passed over
 * and counted as `spoilt`. Undefined when the bytes are more or fewer than the words say.
 */
export async function readPhotos(
	facts: WorkPhotoFacts,
	rest: Uint8Array<ArrayBuffer>
): Promise<{ photos: BroughtPhoto[]; spoilt: number } | undefined> {
	if (facts.reduce((sum, { size }) => sum + size, 0) !== rest.length) return undefined;
	const photos: BroughtPhoto[] = [];
	let at = 0;
	for (const { size, ...one } of facts) {
		const bytes = rest.subarray(at, at + size);
		at += size;
		if ((await hashOf(bytes)) === one.sha256) photos.push({ ...one, bytes });
	}
	return { photos, spoilt: facts.length - photos.length };
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
