import { KnownRequest } from '$lib/protocol/photo';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';
import { photoFolder } from '$lib/server/photos/open';

/** Which of these photos have arrived whole. A phone lets go of its own copy only after this answer. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const { sha256 } = await readBody(event, KnownRequest, 10_000);
	const noted = await (await getEngine()).photosKnown(personId, sha256);
	const known: string[] = [];
	for (const one of noted)
		if (await photoFolder().has(one.sha256, one.bytes)) known.push(one.sha256);
	return reply({ known });
});
