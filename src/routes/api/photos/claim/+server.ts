import { ClaimRequest } from '$lib/protocol/photo';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';
import { claimPhotos } from '$lib/server/photos/answers';
import { photoFolder } from '$lib/server/photos/open';

/** After a restore: the photos that this person had brought since the backup are shown again, or said to be gone. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, ClaimRequest, 10_000);
	const parts = { engine: await getEngine(), folder: photoFolder() };
	return reply(await claimPhotos(parts, personId, request));
});
