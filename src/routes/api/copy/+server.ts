import { CopyRequest } from '$lib/domain/copy';
import { getEngine } from '$lib/server/engine/get';
import { readBody } from '$lib/server/http/body';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

/** Everything that is held on a household. Given out only when the trail says so on the disk. */
export const POST = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const { householdId } = await readBody(event, CopyRequest, 1_000);
	const engine = await getEngine();
	const copy = await engine.copyOf(personId, { householdId });
	await engine.noteAudit({ action: 'copyGiven', result: 'ok', personId, about: householdId });
	return reply(copy);
});
