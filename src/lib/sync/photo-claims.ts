import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { ClaimReply, maxClaims, photoProofWords } from '$lib/protocol/photo';
import type { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import type { PhotoPhone } from './phone';
import { postJson } from './wire';

/**
 * Photos after the server was restored from a backup. It has forgotten who brought what since then: what is still here
 * goes up again, and for what has left the phone its proof is shown, so that bytes on the server's disk count again.
 */

/** After a claim that was not answered the next is made so much later, ms. */
const pauseMs = 60_000;

/** What shows later that this phone once had these bytes. */
export const proofOf = (bytes: ArrayBuffer): string =>
	bytesToHex(hash(concatBytes(utf8ToBytes(photoProofWords), new Uint8Array(bytes))));

/** Settles what the server may have forgotten. Returns when to try again, epoch ms; null when nothing is left. */
export async function claimPhotos({ db, fetch, now }: PhotoPhone): Promise<number | null> {
	await noticeEpoch(db);
	for (;;) {
		const open = await db.sentPhotos.where('state').equals('open').limit(maxClaims).toArray();
		if (open.length === 0) {
			await bringAgain(db);
			return null;
		}
		const photos = open.map(({ sha256, proof }) => ({ sha256, proof }));
		const answer = await postJson<ClaimReply>(fetch, '/api/photos/claim', { photos }, ClaimReply);
		if (!answer.ok) return now() + pauseMs;
		const { kept, gone } = answer.value;
		await db.transaction('rw', db.sentPhotos, async () => {
			for (const sha256 of kept) await db.sentPhotos.update(sha256, { state: 'kept' });
			for (const sha256 of gone) await db.sentPhotos.update(sha256, { state: 'gone' });
		});
		if (kept.length + gone.length === 0) return now() + pauseMs;
	}
}

/** What is gone with the server's disk may lie in a form again, because the same picture was chosen once more. */
async function bringAgain(db: PersonDb): Promise<void> {
	const gone = await db.sentPhotos.where('state').equals('gone').primaryKeys();
	if (gone.length === 0) return;
	await db.photos
		.where('sha256')
		.anyOf(gone)
		.and(({ state }) => state === 'draft')
		.modify({ state: 'waiting' });
}

/** Another epoch: whatever was confirmed in the last one is open again. */
function noticeEpoch(db: PersonDb): Promise<void> {
	return db.transaction('rw', [db.meta, db.photos, db.sentPhotos], async () => {
		const epoch = await getMeta(db, 'epoch');
		const before = await getMeta(db, 'photoEpoch');
		if (epoch === undefined || epoch === before) return;
		await setMeta(db, 'photoEpoch', epoch);
		if (before === undefined) return;
		await db.sentPhotos.toCollection().modify({ state: 'open' });
		await db.photos
			.where('state')
			.equals('confirmed')
			.modify((photo) => {
				photo.state = 'waiting';
				photo.tries = photo.nextTryAt = 0;
			});
	});
}
