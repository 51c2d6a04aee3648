import { KnownRequest } from '$lib/protocol/photo';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';
import { knownPhotos } from '$lib/server/photos/answers';
import { photoFolder } from '$lib/server/photos/open';

/** Which of these photos have arrived whole: one's own, or an author's for whoever may carry for them. A phone lets go of its own copy only after this answer. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const { sha256, personId: authorId } = await readBody(event, KnownRequest, 10_000);
	const parts = { engine: await getEngine(), folder: photoFolder() };
	return reply({ known: await knownPhotos(parts, personId, sha256, authorId) });
});
