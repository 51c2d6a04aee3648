import type { SignInReply } from '$lib/protocol/access';
import type {
	PasskeyBeginReply,
	PasskeyBeginRequest,
	PasskeyConfirmRequest,
	PasskeySignInRequest
} from '$lib/protocol/passkey';
import { ProblemError } from '../http/problem';
import { letIn, type Gate } from './admit';
import { makeChallenge, takeChallenge } from './challenge';
import type { Client, WithCookies } from './client';
import { passkeyCookie, passkeyValue } from './cookies';
import { noteSignIn } from './history';
import { countOfProof, readNewPasskey, rpIdAt } from './passkey-proof';
import { findPasskey, keepPasskey, notePasskeyUse, passkeysOf, removePasskey } from './passkeys';
import { loginOf } from './people';
import { proveOneself } from './proofs';
import type { Session } from './session';
import { fingerprint, newToken } from './token';
import { countedForPasskey, tryCounted } from './tries';

/** Passkeys as the engine offers them. `notFound` at a bare IP address and in a demonstration. */
export interface PasskeyEngine {
	/** What a new passkey is made of: `notSignedIn`, `proofNeeded`, `wrongLogin`, `wrongCode`, `tooManyTries`. */
	passkeyBegin(request: PasskeyBeginRequest, client: Client): Promise<PasskeyBeginReply>;
	/** Keeps a new one: `notSignedIn`, `stepGone`, `wrongPasskey`. */
	passkeyConfirm(request: PasskeyConfirmRequest, client: Client): Promise<null>;
	/** `notSignedIn`, `notFound`. */
	passkeyRemove(id: string, client: Client): Promise<null>;
	/** What any passkey may sign to sign in, in this browser alone. */
	passkeyChallenge(client: Client): Promise<WithCookies<{ challenge: string }>>;
	/** `stepGone`, `wrongPasskey`, `tooManyTries`. It stands for password and second factor together. */
	signInPasskey(request: PasskeySignInRequest, client: Client): Promise<WithCookies<SignInReply>>;
}

/** Builds the passkeys' part of sign-in. `here` is the client's session; it throws `notSignedIn` without one. */
export function createPasskeyEngine(
	gate: Gate,
	here: (client: Client) => Promise<Session>,
	{ demo }: { demo: boolean }
): PasskeyEngine {
	const { db, now } = gate;

	/** Whose passkey has signed. Unknown, removed, copied, of somebody who has left: all are the same answer. */
	async function whoSigned(request: PasskeySignInRequest, client: Client): Promise<string> {
		const passkey = await findPasskey(db, request.id, now());
		const counter = passkey?.isActive ? await countOfProof(request, client.origin, passkey) : null;
		if (passkey && counter !== null && (await notePasskeyUse(db, passkey, counter, now())))
			return passkey.personId;
		const note = { way: 'passkey', outcome: 'wrongPasskey', kind: client.kind } as const;
		await noteSignIn(db, { personId: passkey?.personId ?? null, ...note }, now());
		throw new ProblemError(401, 'wrongPasskey');
	}

	function refuseIfNone({ origin }: Client): void {
		if (demo) throw new ProblemError(404, 'notFound');
		rpIdAt(origin);
	}

	return {
		async passkeyBegin(request, client) {
			refuseIfNone(client);
			const session = await here(client);
			await proveOneself(gate, session, request, client);
			const { personId, name } = session;
			return {
				challenge: await makeChallenge(db, personId, 'passkey', now()),
				person: { id: personId, login: (await loginOf(db, personId)) ?? name, name },
				known: (await passkeysOf(db, personId)).map(({ id }) => id)
			};
		},
		async passkeyConfirm(request, client) {
			refuseIfNone(client);
			const { personId } = await here(client);
			await takeChallenge(db, request.challenge, 'passkey', personId, now());
			const passkey = await readNewPasskey(request, client.origin, personId);
			if (!passkey || !(await keepPasskey(db, passkey, client.kind, now())))
				throw new ProblemError(403, 'wrongPasskey');
			return null;
		},
		async passkeyRemove(id, client) {
			const { personId } = await here(client);
			await removePasskey(db, personId, id);
			return null;
		},
		async passkeyChallenge(client) {
			refuseIfNone(client);
			const browser = newToken();
			const challenge = await makeChallenge(db, fingerprint(browser), 'passkeyIn', now());
			return { value: { challenge }, cookies: [passkeyCookie(browser, client.secure)] };
		},
		async signInPasskey(request, client) {
			refuseIfNone(client);
			const browser = fingerprint(passkeyValue(client.cookie) ?? '');
			await takeChallenge(db, request.challenge, 'passkeyIn', browser, now());
			const counted = countedForPasskey(client.address);
			const personId = await tryCounted(db, counted, now(), () => whoSigned(request, client));
			return letIn(gate, personId, client, { way: 'passkey' });
		}
	};
}
