import type { Engine } from '../engine/engine';
import { logError } from './log';

/** Sessions whose end is just being moved on. */
const moving = new Set<string>();

/**
 * Who the request's cookie belongs to; null for nobody. A session's end that is due moves on behind the request's
 * back: that is a write, and may have to wait for another.
 */
export async function personOf(
	engine: Pick<Engine, 'sessionOf' | 'moveSessionEnd'>,
	cookie: string
): Promise<{ personId: string; name: string } | null> {
	const session = await engine.sessionOf(cookie);
	if (!session) return null;
	if (session.isDue && !moving.has(cookie)) {
		moving.add(cookie);
		engine
			.moveSessionEnd(cookie)
			.catch((error: unknown) => logError(error, { route: 'session' }))
			.finally(() => moving.delete(cookie));
	}
	return { personId: session.personId, name: session.name };
}
