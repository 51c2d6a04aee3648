import * as v from 'valibot';
import { Sha256 } from '$lib/domain/photo/schema';

/**
 * How photos travel: up by tus 1.0 (resumable), one upload per photo, its metadata naming the promised `sha256`; down by
 * `GET /api/photos/<visit>/<sha256>`. An upload that ended proves nothing: what counts is the answer to `KnownRequest`.
 */

/** Where uploads begin; each then has an address below this one. */
export const photoUploadPath = '/api/photos/upload';

/** Most bytes in one request of an upload: a line that is cut loses no more than these. */
export const photoChunkBytes = 256 * 1024;

/** Body of `POST /api/photos/known`: which of these has the server got from this person, checked and on its disk? */
export const KnownRequest = v.object({
	sha256: v.pipe(v.array(Sha256), v.minLength(1), v.maxLength(50))
});
export type KnownRequest = v.InferOutput<typeof KnownRequest>;

/** Its answer: those of them that it has. */
export const KnownReply = v.object({ known: v.array(Sha256) });
export type KnownReply = v.InferOutput<typeof KnownReply>;
