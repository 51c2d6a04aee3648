import { AuditRequest } from '$lib/domain/audit';
import { noteSoon } from '$lib/server/audit/soon';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** A page of the audit trail. Reading it is a line of it. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const request = await readBody(event, AuditRequest, 2_000);
	const engine = await getEngine();
	const page = await engine.auditPage(personId, request);
	noteSoon(engine, { action: 'auditRead', result: 'ok', personId });
	return reply(page);
});
