import { requirePerson, withProblems } from '$lib/server/http/reply';
import { photoUploads } from '$lib/server/photos/open';

/** Goes on with one's own upload (tus 1.0): HEAD says how far it has come, PATCH brings more. */
const goOn = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	return (await photoUploads()).handle(event.request, personId);
});

export { goOn as HEAD, goOn as PATCH };
