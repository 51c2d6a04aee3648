import { getEngine } from '$lib/server/engine/get';
import { readBytes } from '$lib/server/http/body';
import { ProblemError } from '$lib/server/http/problem';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** Largest spreadsheet (bytes); the import's own limit says the same of files that come another way. */
const maxFileBytes = 20_000_000;

/** Takes a spreadsheet as it is (the bytes are the body) and begins to check it. Answers `{ jobId }`. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const type = event.request.headers.get('content-type') ?? '';
	if (!/^application\/octet-stream\s*(;|$)/i.test(type)) throw new ProblemError(415, 'malformed');
	const bytes = await readBytes(event, maxFileBytes);
	return reply(await (await getEngine()).startImport(personId, bytes), { status: 202 });
});
