import type {
	CodeRequest,
	FactorBeginReply,
	FactorBeginRequest,
	FactorConfirmReply,
	FactorConfirmRequest,
	SignInReply
} from '$lib/protocol/access';
import { ProblemError } from '../http/problem';
import { letIn, type Gate } from './admit';
import { dropChallenges, lookAtChallenge, useChallenge } from './challenge';
import type { Client, WithCookies } from './client';
import { endTrust } from './devices';
import {
	beginFactor,
	checkCode,
	confirmFactor,
	dropFactor,
	factorOf,
	isCompulsory,
	putOffFactor,
	setPolicy
} from './factor';
import { noteSignIn } from './history';
import { countingCodes, proveCode, proveOneself } from './proofs';
import type { Session } from './session';

/** The second factor as the engine offers it. `session` is that of the client's cookie. */
export interface FactorEngine {
	/** The second step of a sign-in: `wrongCode`, `stepGone`, `tooManyTries`. */
	signInCode(request: CodeRequest, client: Client): Promise<WithCookies<SignInReply>>;
	/** `proofNeeded` with the field `password` or `code`, `wrongLogin`, `wrongCode`, `stepGone`, `tooManyTries`. */
	factorBegin(request: FactorBeginRequest, client: Client): Promise<FactorBeginReply>;
	/** `wrongCode`, `stepGone`, `tooManyTries`. With a challenge the person is signed in. */
	factorConfirm(
		request: FactorConfirmRequest,
		client: Client
	): Promise<WithCookies<FactorConfirmReply>>;
	/** `wrongCode`, `tooManyTries`, `factorBound`. */
	factorRemove(code: string, client: Client): Promise<null>;
	/** Not to be offered for a while. */
	factorPutOff(client: Client): Promise<null>;
	/** `notAllowed`, `factorFirst`. */
	factorPolicy(compulsory: boolean, client: Client): Promise<null>;
}

/** Builds the second factor's part of sign-in. `here` is the client's session; it throws `notSignedIn` without one. */
export function createFactorEngine(
	gate: Gate,
	here: (client: Client) => Promise<Session>
): FactorEngine {
	const { db, secret, now } = gate;

	/** Who asks for a new secret, proven. */
	async function whoBegins(request: FactorBeginRequest, client: Client): Promise<string> {
		if (request.challenge) return lookAtChallenge(db, request.challenge, 'enrol', now());
		const session = await here(client);
		await proveOneself(gate, session, request, client);
		return session.personId;
	}

	return {
		async signInCode({ challenge, code, trust }, client) {
			const personId = await lookAtChallenge(db, challenge, 'code', now());
			const way = await countingCodes(gate, personId, client, async () => {
				const seen = await checkCode(db, personId, code, secret, now());
				if (!seen) {
					const note = { personId, way: 'code', outcome: 'wrongCode', kind: client.kind } as const;
					await noteSignIn(db, note, now());
				}
				return seen;
			});
			await useChallenge(db, challenge, 'code');
			return letIn(gate, personId, client, { way, trust });
		},
		factorBegin: async (request, client) =>
			beginFactor(db, await whoBegins(request, client), secret),
		async factorConfirm({ challenge, code }, client) {
			const personId = challenge
				? await lookAtChallenge(db, challenge, 'enrol', now())
				: (await here(client)).personId;
			const codes = await countingCodes(gate, personId, client, () =>
				confirmFactor(db, personId, code, secret, now()).catch((error: unknown) => {
					if (error instanceof ProblemError && error.code === 'wrongCode') return false as const;
					throw error;
				})
			);
			// Another secret: devices that were trusted on account of the old one are asked anew.
			await endTrust(db, personId, { but: null });
			if (!challenge) return { value: { codes }, cookies: [] };
			await useChallenge(db, challenge, 'enrol');
			const { cookies } = await letIn(gate, personId, client, { way: 'code' });
			return { value: { codes }, cookies };
		},
		async factorRemove(code, client) {
			const { personId } = await here(client);
			const { wanted } = await factorOf(db, personId, now());
			if (wanted && (await isCompulsory(db))) throw new ProblemError(409, 'factorBound');
			await proveCode(gate, personId, code, client);
			await dropFactor(db, personId);
			await dropChallenges(db, personId);
			await endTrust(db, personId, { but: null });
			return null;
		},
		async factorPutOff(client) {
			const { personId } = await here(client);
			await putOffFactor(db, personId, now());
			return null;
		},
		async factorPolicy(compulsory, client) {
			await setPolicy(db, (await here(client)).personId, compulsory, now());
			return null;
		}
	};
}
