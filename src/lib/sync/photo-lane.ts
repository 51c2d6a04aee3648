import type { PersonDb, PhotoEntry } from '$lib/store/db';
import { eachPhoto, letPhotosGo, namersOf } from '$lib/store/photos';
import { isSoundType } from '$lib/domain/sound/limits';
import { claimPhotos, proofOf } from './photo-claims';
import { askKnown, uploadPhoto } from './photo-upload';
import type { PhotoPhone } from './phone';
import { isNotYet } from './receipts';
import { isPausing, pauseAfter } from './schedule';
import type { WireFailure } from './wire';

/**
 * The lane of the photos and the sounds. Operations never wait for it, and it never waits for them: one photo at a time goes up, from
 * where the last try ended. Any cut leaves a state from which the next run goes on.
 */

/** How a run ended: whether something still waits, and when to try again, epoch ms. */
export interface LaneEnd {
	left: number;
	nextAt: number | null;
}

/** After so many tries the server's word that the bytes are not what was promised counts: they are damaged here. */
const maxDamagedTries = 3;

/** When a sound is looked at again for which the server is too old, ms. */
const tooNewMs = 60_000;

/** Troubles of the line or the session: nothing else would get through either. */
export const lineTroubles: readonly string[] = [
	'unreachable',
	'notSignedIn',
	'busy',
	'protocolNew'
];

/** Sends what waits and is due, oldest first, and forgets what the server has confirmed. Throws only what the disk throws. */
export async function runPhotoLane(phone: PhotoPhone): Promise<LaneEnd> {
	const { db } = phone;
	const claimAt = await claimPhotos(phone);
	for (const { sha256, nextTryAt } of await waitingIn(db)) {
		if (isPausing(nextTryAt, phone.now())) continue;
		const photo = await db.photos.get(sha256);
		if (photo?.state !== 'waiting') continue;
		if (await isTooNew(db, photo)) {
			await db.photos.update(sha256, { nextTryAt: phone.now() + tooNewMs });
			continue;
		}
		const problem = await settle(phone, photo);
		if (problem && lineTroubles.includes(problem)) break;
	}
	await letPhotosGo(db, phone.now());
	const left = await waitingIn(db);
	const times = [...left.map((one) => one.nextTryAt), ...(claimAt === null ? [] : [claimAt])];
	return { left: left.length, nextAt: times.length > 0 ? Math.min(...times) : null };
}

/**
 * Whether the server is too old for what names this sound: then it takes its bytes for rubbish and refuses them, so they
 * wait with their act (decision 14). Photos every server knows.
 */
async function isTooNew(db: PersonDb, photo: PhotoEntry): Promise<boolean> {
	if (!isSoundType(photo.type)) return false;
	const acts = await db.outbox.where('keys').anyOf(namersOf(photo)).toArray();
	return acts.some(({ receipt }) => isNotYet(receipt));
}

type Waiting = Pick<PhotoEntry, 'sha256' | 'nextTryAt' | 'savedAt'>;

async function waitingIn(db: PersonDb): Promise<Waiting[]> {
	const found: Waiting[] = [];
	await eachPhoto(db, ['waiting'], ({ sha256, nextTryAt, savedAt }) =>
		found.push({ sha256, nextTryAt, savedAt })
	);
	return found.sort((a, b) => a.savedAt - b.savedAt);
}

/** Brings one photo as far as it gets now. Returns what kept it from arriving. */
async function settle(phone: PhotoPhone, photo: PhotoEntry): Promise<WireFailure['code'] | null> {
	const { db } = phone;
	const { sha256 } = photo;
	const before = await askKnown(phone.fetch, sha256);
	if (before === true) return confirm(db, photo);
	if (before !== false) return pause(phone, photo, before);

	const end = await uploadPhoto(phone.fetch, photo, async (uploadUrl) => {
		await db.photos.update(sha256, { uploadUrl });
	});
	if (end === 'through') {
		const after = await askKnown(phone.fetch, sha256);
		if (after === true) return confirm(db, photo);
		if (after !== false) return pause(phone, photo, after);
		// All bytes went, and yet it is not there: the server stopped at the last moment. From the beginning, then.
		return pause(phone, photo, 'broken', { isAnew: true });
	}
	const isRefused = end === 'photoWrong' || end === 'tooLarge';
	if (isRefused && photo.tries + 1 >= maxDamagedTries) {
		await db.photos.update(sha256, { state: 'refused' });
		return end;
	}
	return pause(phone, photo, end, {
		isAnew: isRefused || end === 'notFound' || end === 'malformed'
	});
}

/** The server has it: from here on the bytes may go, and what shows that they were here stays. */
function confirm(db: PersonDb, { sha256, bytes }: PhotoEntry): Promise<null> {
	const proof = proofOf(bytes);
	return db.transaction('rw', [db.photos, db.sentPhotos], async () => {
		const here = await db.photos.get(sha256);
		const inForm = here !== undefined && namersOf(here).length === 0;
		await db.photos.update(sha256, {
			state: inForm ? 'draft' : 'confirmed',
			uploadUrl: undefined
		});
		await db.sentPhotos.put({ sha256, proof, state: 'kept' });
		return null;
	});
}

async function pause(
	{ db, now, random }: PhotoPhone,
	{ sha256, tries }: PhotoEntry,
	code: WireFailure['code'],
	{ isAnew = false } = {}
): Promise<WireFailure['code']> {
	// Nobody is signed in: that is no failure of this photo, and it goes on as soon as somebody is.
	const failed = code === 'notSignedIn' ? 0 : tries + 1;
	const nextTryAt = now() + pauseAfter(Math.max(1, failed), random());
	await db.photos.update(sha256, {
		tries: failed,
		nextTryAt,
		...(isAnew ? { uploadUrl: undefined } : {})
	});
	return code;
}
