import * as v from 'valibot';
import { Id } from '$lib/domain/kernel/id';
import { Sha256 } from '$lib/domain/photo/schema';

/**
 * How photos travel, and sounds in the same way: up by tus 1.0 (resumable), one upload per photo, its metadata naming the promised `sha256`; down by
 * `GET /api/photos/<record>/<sha256>`, by a record that names it. An upload that ended proves nothing: what counts is the
 * answer to `KnownRequest`. Who brings a photo out of somebody else's file names its author as `personId` in the upload's
 * metadata and in the question; whoever may not carry for them gets `notAllowed` (403) with that field, whether there is
 * such a person or not.
 */

/** Where uploads begin; each then has an address below this one. */
export const photoUploadPath = '/api/photos/upload';

/** Most bytes in one request of an upload: a line that is cut loses no more than these. */
export const photoChunkBytes = 256 * 1024;

/** Body of `POST /api/photos/known`: which of these has the server got from this person (or its author), checked and on its disk? */
export const KnownRequest = v.object({
	sha256: v.pipe(v.array(Sha256), v.minLength(1), v.maxLength(50)),
	/** Whose photos are asked about, if not the person's own. */
	personId: v.optional(Id)
});
export type KnownRequest = v.InferOutput<typeof KnownRequest>;

/** Its answer: those of them that it has. */
export const KnownReply = v.object({ known: v.array(Sha256) });
export type KnownReply = v.InferOutput<typeof KnownReply>;

/**
 * What whoever once had a photo's bytes can say about it and nobody can learn from its name: the SHA-256 of these words
 * followed by the bytes, in lower-case hexadecimal.
 */
export const photoProofWords = 'linli photo\n';

/** Most photos in one claim: the server reads each of them. */
export const maxClaims = 20;

/**
 * Body of `POST /api/photos/claim`, sent after the server was restored from a backup: photos that it had confirmed, and
 * that are no longer on this phone.
 */
export const ClaimRequest = v.object({
	photos: v.pipe(
		v.array(v.object({ sha256: Sha256, proof: Sha256 })),
		v.minLength(1),
		v.maxLength(maxClaims)
	)
});
export type ClaimRequest = v.InferOutput<typeof ClaimRequest>;

/** Its answer: those whose bytes lie on the server's disk and are shown again, and those whose bytes it has no more. */
export const ClaimReply = v.object({ kept: v.array(Sha256), gone: v.array(Sha256) });
export type ClaimReply = v.InferOutput<typeof ClaimReply>;
