import { requirePerson, withProblems } from '$lib/server/http/reply';
import { photoUploads } from '$lib/server/photos/open';

/** Begins an upload (tus 1.0). */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return (await photoUploads()).handle(event.request, personId);
});
