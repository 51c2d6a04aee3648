import { del, get as getFact, set as setFact } from 'idb-keyval';
import { fail, type Result } from '$lib/domain/kernel/result';
import type { SessionReply } from '$lib/protocol/session';
import type { RemoteProblem } from './remote';

/** What the session asks of the server, by code that is fetched when it is first needed. */

/** Set when somebody signed out without a connection: the server still has to hear of it. */
const leavingKey = 'linli-leaving';

/** On a phone that has not got the code yet the answer is `offline`. */
export async function server<T>(
	ask: (account: typeof import('./account')) => Promise<Result<T, RemoteProblem>>
): Promise<Result<T, RemoteProblem>> {
	try {
		return await ask(await import('./account'));
	} catch {
		return fail({ code: 'offline' });
	}
}

/** Whom the server's cookie names. */
export const whoIsHere = (): Promise<Result<SessionReply, RemoteProblem>> =>
	server((account) => account.askWhoIsHere());

/** How long a start without a known person waits for the server, ms. */
const askFirstMs = 6_000;

/** As `whoIsHere`, for a page that shows nothing until it is known: null where the server takes too long. */
export const whoIsHereSoon = (): Promise<Result<SessionReply, RemoteProblem> | null> =>
	Promise.race([
		whoIsHere(),
		new Promise<null>((resolve) => setTimeout(() => resolve(null), askFirstMs))
	]);

/** Somebody has left, and the server may not know: its cookie is nobody's until it does. */
export const isLeaving = async (): Promise<boolean> =>
	(await getFact<boolean>(leavingKey)) === true;

/** From now on the cookie counts as nobody's. */
export const noteLeaving = (): Promise<void> => setFact(leavingKey, true);

/** Somebody has come: the cookie is theirs. */
export const forgetLeaving = (): Promise<void> => del(leavingKey);

/** Tells the server that whoever had the cookie has left; without an answer it stays noted. */
export async function tellLeaving(): Promise<void> {
	const told = await server((account) => account.tellSignOut());
	if (told.ok || told.error.code === 'notSignedIn') await forgetLeaving();
}
