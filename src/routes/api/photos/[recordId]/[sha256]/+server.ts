import { noteSoon } from '$lib/server/audit/soon';
import { getEngine } from '$lib/server/engine/get';
import { ProblemError } from '$lib/server/http/problem';
import { requirePerson, withProblems } from '$lib/server/http/reply';
import { photoFolder } from '$lib/server/photos/open';

/** One photo of a visit, a campaign, a payment or an entry of a case, or one of its sounds, for whoever's scope holds that record; 410 when its bytes are nowhere any more, 404 for everybody and everything else. */
export const GET = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const { recordId = '', sha256 = '' } = event.params;
	const engine = await getEngine();
	const photo = await engine.photoFor(personId, recordId, sha256);
	if (!photo) throw new ProblemError(404, 'notFound');
	if (photo === 'gone') throw new ProblemError(410, 'photoGone');
	const etag = `"${sha256}"`;
	const headers = {
		// Asked again each time: a scope may have changed, or the phone its person.
		'cache-control': 'private, no-cache',
		etag,
		'content-type': photo.type,
		'content-disposition': 'inline',
		'x-content-type-options': 'nosniff',
		'content-security-policy': "default-src 'none'; sandbox"
	};
	if (event.request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers });
	const bytes = await photoFolder().read(sha256);
	// It was here, and its file has gone with the disk.
	if (!bytes) throw new ProblemError(410, 'photoGone');
	noteSoon(engine, { action: 'photoServed', result: 'ok', personId, about: recordId });
	return new Response(bytes, { headers });
});
