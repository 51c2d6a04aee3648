import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { findPlace, readPicture, withoutNotes } from '$lib/domain/photo/picture';
import type { Photo, PhotoPlace } from '$lib/domain/photo/schema';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { isQuotaError, type StorageFailure } from '$lib/store/connection';
import { withConnection } from '$lib/store/repeat';
import { place } from './place.svelte';

/** Longest side in pixels and wished-for weight in bytes of a photo: enough to read a notice on a wall, kind to a slow line. */
const longestSide = 1600;
const wishedBytes = 400_000;

/** A photo that lies on this phone, ready for the form; `found` is where it was taken, if its file says so. */
export interface TakenPhoto {
	photo: Photo;
	found?: PhotoPlace;
}

/** Why a file did not become a photo. */
export type NotTaken = { code: 'notPicture' | StorageFailure };

/**
 * Makes a photo of a picture file: upright, smaller, without a position or other notes in it, and puts it on the phone's disk
 * where it waits for its form. `notPicture` for what this browser cannot show. Nothing leaves the phone here.
 */
export async function takePhoto(
	file: Blob & { lastModified?: number }
): Promise<Result<TakenPhoto, NotTaken>> {
	const { db, now } = place();
	const drawn = await draw(file);
	const picture = drawn && readPicture(drawn);
	if (!drawn || !picture) return fail({ code: 'notPicture' });
	const hash = bytesToHex(sha256(drawn));
	const { place: found } = findPlace(new Uint8Array(await file.arrayBuffer()));
	const takenAt = file.lastModified;
	const photo: Photo = {
		sha256: hash,
		bytes: drawn.length,
		...picture,
		...(takenAt !== undefined && takenAt > 0 ? { takenAt } : {})
	};
	try {
		await withConnection(db, () =>
			db.transaction('rw', db.photos, async () => {
				// The same picture may be in a record already.
				if (await db.photos.get(hash)) return;
				await db.photos.put({
					sha256: hash,
					bytes: drawn.slice().buffer,
					type: picture.type,
					state: 'draft',
					visitIds: [],
					savedAt: now(),
					tries: 0,
					nextTryAt: 0,
					...(found ? { found } : {})
				});
			})
		);
	} catch (error) {
		return fail({ code: isQuotaError(error) ? 'storageFull' : 'storageBroken' });
	}
	return ok({ photo, ...(found ? { found } : {}) });
}

/** The picture drawn anew as a JPEG; undefined for what this browser cannot show. */
async function draw(file: Blob): Promise<Uint8Array | undefined> {
	const address = URL.createObjectURL(file);
	const canvas = document.createElement('canvas');
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight));
		canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
		canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
		const brush = canvas.getContext('2d');
		if (!brush) return undefined;
		// What is transparent would turn black.
		brush.fillStyle = '#fff';
		brush.fillRect(0, 0, canvas.width, canvas.height);
		brush.drawImage(image, 0, 0, canvas.width, canvas.height);
		return await lightest(canvas);
	} catch {
		// `decode` rejects for one reason: these bytes are no picture that this browser knows.
		return undefined;
	} finally {
		URL.revokeObjectURL(address);
		// Some phones keep a canvas's memory until it is small.
		canvas.width = canvas.height = 0;
	}
}

async function lightest(canvas: HTMLCanvasElement): Promise<Uint8Array | undefined> {
	let bytes: Uint8Array | undefined;
	for (const quality of [0.82, 0.7, 0.55, 0.4]) {
		const blob = await new Promise<Blob | null>((done) =>
			canvas.toBlob(done, 'image/jpeg', quality)
		);
		if (!blob) return undefined;
		bytes = withoutNotes(new Uint8Array(await blob.arrayBuffer()));
		if (bytes.length <= wishedBytes) break;
	}
	return bytes;
}
