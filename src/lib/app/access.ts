import type { Result } from '$lib/domain/kernel/result';
import {
	AccessReply,
	FactorBeginReply,
	FactorConfirmReply,
	type FactorBeginRequest,
	type SignInReply
} from '$lib/protocol/access';
import { get, post, type RemoteProblem } from './remote';

/** What a person asks of the server about their own sign-in. All of it needs a connection. */

type Answer<T> = Promise<Result<T, RemoteProblem>>;

/** Where the person is signed in, their history, password and second factor. */
export type Access = AccessReply;
/** One place of the list. */
export type AccessPlace = AccessReply['places'][number];
/** What follows a right password or a used link. */
export type Admitted = SignInReply;
/** What is missing after it. */
export type NextStep = Exclude<Admitted, { step: 'done' }>;

/** How the own sign-in stands. */
export const askAccess = (): Answer<Access> => get('/api/me/access', AccessReply);

/** Ends one place, or (null) all others. */
export const endAccess = (id: string | null): Answer<unknown> => post('/api/me/access/end', { id });

/** Another password; everybody else signed in as this person is signed out. */
export const changePassword = (current: string, next: string): Answer<unknown> =>
	post('/api/me/password', { current, next });

/** Brings the code after the password. The answer sets the session's cookie. */
export const bringCode = (challenge: string, code: string, trust: boolean): Answer<unknown> =>
	post('/api/sign-in/code', { challenge, code, trust });

/** Asks for what an authenticator app needs. */
export const beginFactor = (proof: FactorBeginRequest): Answer<{ url: string; secret: string }> =>
	post('/api/factor/begin', proof, FactorBeginReply);

/** Brings the first code; the answer holds the recovery codes, and with a challenge the session's cookie. */
export const confirmFactor = (
	code: string,
	challenge: string | undefined
): Answer<{ codes: string[] }> =>
	post('/api/factor/confirm', { code, ...(challenge ? { challenge } : {}) }, FactorConfirmReply);

/** Removes the second factor, by a code of it. */
export const removeFactor = (code: string): Answer<unknown> => post('/api/factor/remove', { code });

/** Not to be offered for a month. */
export const putOffFactor = (): Answer<unknown> => post('/api/factor/put-off', {});

/** Says whether office and sub-district must have a second factor. */
export const setFactorPolicy = (compulsory: boolean): Answer<unknown> =>
	post('/api/factor/policy', { compulsory });
