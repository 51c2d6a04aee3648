import { createHash } from 'node:crypto';
import { photoProofWords, type ClaimReply, type ClaimRequest } from '$lib/protocol/photo';
import { checkPhoto, hashOf } from './check';
import type { PhotoEngine } from './engine';
import type { PhotoFolder } from './folder';

/** What this process has of photos: who brought which, and the bytes. */
export interface PhotoParts {
	engine: Pick<PhotoEngine, 'keepPhoto' | 'photosKnown' | 'photosGone' | 'checkPhotoCarrier'>;
	folder: Pick<PhotoFolder, 'has' | 'read'>;
}

/** Which of these photos have come from their author and lie on the disk whole; for the author, or whoever may carry for them. */
export async function knownPhotos(
	{ engine, folder }: PhotoParts,
	personId: string,
	hashes: readonly string[],
	authorId = personId
): Promise<string[]> {
	if (authorId !== personId) await engine.checkPhotoCarrier(personId, authorId);
	const known: string[] = [];
	for (const one of await engine.photosKnown(authorId, hashes))
		if (await folder.has(one.sha256, one.bytes)) known.push(one.sha256);
	return known;
}

/**
 * After a restore: photos whose bytes still lie here are this person's again, if they prove that they once had them;
 * those that do not are noted as gone. One that is proven wrongly is not mentioned.
 */
export async function claimPhotos(
	{ engine, folder }: PhotoParts,
	personId: string,
	{ photos }: ClaimRequest
): Promise<ClaimReply> {
	const reply: ClaimReply = { kept: [], gone: [] };
	for (const { sha256, proof } of photos) {
		const bytes = await folder.read(sha256);
		if (!bytes || hashOf(bytes) !== sha256) reply.gone.push(sha256);
		else if (proofOf(bytes) === proof) {
			await engine.keepPhoto(personId, checkPhoto(bytes, sha256));
			reply.kept.push(sha256);
		}
	}
	await engine.photosGone(personId, reply.gone);
	return reply;
}

const proofOf = (bytes: Uint8Array): string =>
	createHash('sha256').update(photoProofWords).update(bytes).digest('hex');
