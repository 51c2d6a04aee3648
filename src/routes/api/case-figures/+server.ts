import { noteSoon } from '$lib/server/audit/soon';
import { getEngine } from '$lib/server/engine/get';
import { reply, requirePerson, withProblems } from '$lib/server/http/reply';

export const GET = withProblems(async (event) => {
	const { personId } = requirePerson(event);
	const engine = await getEngine();
	const figures = await engine.caseFigures(personId, event.url.searchParams.get('month') ?? '');
	noteSoon(engine, { action: 'figuresRead', result: 'ok', personId });
	return reply(figures);
});
