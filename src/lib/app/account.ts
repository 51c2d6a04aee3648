import type { Result } from '$lib/domain/kernel/result';
import { SignInReply } from '$lib/protocol/access';
import { SessionReply } from '$lib/protocol/session';
import { get, post, type RemoteProblem } from './remote';

/** What the session asks of the server. Nobody needs it to see what lies on this phone. */

/** Whom the server's cookie names; `notSignedIn` when nobody. */
export const askWhoIsHere = (): Promise<Result<SessionReply, RemoteProblem>> =>
	get('/api/session', SessionReply);

/** Asks for a cookie in exchange for a password; the answer says what else is missing. */
export const askSignIn = (
	login: string,
	password: string
): Promise<Result<SignInReply, RemoteProblem>> =>
	post('/api/sign-in', { login, password }, SignInReply);

/** Has the server forget the cookie. */
export const tellSignOut = (): Promise<Result<unknown, RemoteProblem>> => post('/api/sign-out', {});
