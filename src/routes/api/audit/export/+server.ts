import { AuditExportRequest } from '$lib/domain/audit';
import { exportTrail } from '$lib/server/audit/export';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { requirePerson, withProblems } from '$lib/server/http/reply';

/** All lines of a span of days, one JSON text a line, read and sent a page at a time. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, AuditExportRequest, 1_000);
	const body = await exportTrail(await getEngine(), personId, request);
	return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
});
