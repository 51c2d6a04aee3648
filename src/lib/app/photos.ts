import { maxWorkPhotoBytes } from '$lib/domain/photo/limits';
import type { PhotoPlace } from '$lib/domain/photo/schema';
import type { PhotoState } from '$lib/store/db';
import { eachPhoto } from '$lib/store/photos';
import { place } from './place.svelte';

/** What this phone has of photos; to be used inside `live()`. */

/** A photo on this phone; `found` is where it was taken, until its form is saved. */
export interface LocalPhoto {
	state: PhotoState;
	blob: Blob;
	found?: PhotoPlace;
}

/** This phone's own copy; undefined when there is none (any more). */
export async function localPhoto(sha256: string): Promise<LocalPhoto | undefined> {
	const entry = await place().db.photos.get(sha256);
	if (!entry) return undefined;
	const { state, bytes, type, found } = entry;
	return { state, blob: new Blob([bytes], { type }), ...(found ? { found } : {}) };
}

/** How many photos of saved records have not reached the server, and how many it did not take. */
export async function photoCounts(): Promise<{ waiting: number; refused: number }> {
	const { photos } = place().db;
	return {
		waiting: await photos.where('state').equals('waiting').count(),
		refused: await photos.where('state').equals('refused').count()
	};
}

/** Photos that leave this phone once they have been sent: how many, and how many bytes. */
export const photosToSend = (): Promise<{ count: number; bytes: number }> => weigh('waiting');

/** Photos that go into a file of unsent work, if they fit: how many, and whether all of them do. */
export async function photosToSave(): Promise<{ count: number; isTooMuch: boolean }> {
	const { count, bytes } = await weigh('waiting', 'refused');
	return { count, isTooMuch: bytes > maxWorkPhotoBytes };
}

async function weigh(...states: PhotoState[]): Promise<{ count: number; bytes: number }> {
	let [count, bytes] = [0, 0];
	await eachPhoto(place().db, states, (photo) => {
		count++;
		bytes += photo.bytes.byteLength;
	});
	return { count, bytes };
}

/** Which of these photos are on this phone; others cannot be named by a new record. */
export async function photosHere(hashes: readonly string[]): Promise<Set<string>> {
	const found = await place()
		.db.photos.where('sha256')
		.anyOf([...hashes])
		.primaryKeys();
	return new Set(found);
}

/** Forgets photos of a form that was given up; those of saved records stay. */
export async function dropDraftPhotos(hashes: readonly string[]): Promise<void> {
	await place()
		.db.photos.where('sha256')
		.anyOf([...hashes])
		.and(({ state }) => state === 'draft')
		.delete();
}

/** Where photos of a form were taken, of those whose file said so and that are not saved yet. */
export async function placesFound(hashes: readonly string[]): Promise<Map<string, PhotoPlace>> {
	const entries = await place().db.photos.bulkGet([...hashes]);
	return new Map(
		entries.flatMap((entry) => (entry?.found ? [[entry.sha256, entry.found] as const] : []))
	);
}

/** Longest wait for a photo, ms. */
const timeoutMs = 30_000;

/**
 * A photo from the server, by a record that names it: `notYet` when there is none to show to this person, `gone` when its
 * bytes are nowhere any more, `offline` when no answer came.
 */
export async function remotePhoto(
	recordId: string,
	sha256: string
): Promise<Blob | 'notYet' | 'gone' | 'offline'> {
	const timeout = new AbortController();
	const timer = setTimeout(() => timeout.abort(), timeoutMs);
	try {
		const response = await fetch(`/api/photos/${recordId}/${sha256}`, {
			credentials: 'same-origin',
			signal: timeout.signal
		});
		if (response.status === 404) return 'notYet';
		if (response.status === 410) return 'gone';
		return response.ok ? await response.blob() : 'offline';
	} catch {
		// fetch rejects for one reason only that matters here: our server did not answer.
		return 'offline';
	} finally {
		clearTimeout(timer);
	}
}
