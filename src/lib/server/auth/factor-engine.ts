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
import { deviceOf, endTrust } from './devices';
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
import { verifyPassword } from './password';
import { loginOf, passwordHashOf } from './people';
import type { Session } from './session';
import { countedForCode, countedForPassword, tryCounted } from './tries';

/** Who signed in so short ago need not say their password again, ms. */
const freshMs = 600_000;

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

/** Checks the password of somebody who is signed in, counted like that of a sign-in. Throws `wrongLogin`, `tooManyTries`. */
export async function provePassword(
	{ db, now }: Gate,
	personId: string,
	password: string,
	client: Client
): Promise<void> {
	const login = (await loginOf(db, personId)) ?? '';
	const device = await deviceOf(db, client, { personId });
	const counted = countedForPassword(login, client.address, device?.id);
	await tryCounted(db, counted, now(), async () => {
		const hash = await passwordHashOf(db, personId);
		if (!hash || !(await verifyPassword({ hash, password })))
			throw new ProblemError(401, 'wrongLogin', 'password');
	});
}

/** Builds the second factor's part of sign-in. `here` is the client's session; it throws `notSignedIn` without one. */
export function createFactorEngine(
	gate: Gate,
	here: (client: Client) => Promise<Session>
): FactorEngine {
	const { db, secret, now } = gate;

	/** Looks at a code, counted: five wrong ones are free, then it takes longer and longer. Throws `wrongCode` (403). */
	async function counting<T>(
		personId: string,
		client: Client,
		look: () => Promise<T | false>
	): Promise<T> {
		const device = await deviceOf(db, client, { personId });
		return tryCounted(db, countedForCode(personId, device?.id), now(), async () => {
			const seen = await look();
			if (seen === false) throw new ProblemError(403, 'wrongCode', 'code');
			return seen;
		});
	}

	const proveCode = (personId: string, code: string, client: Client) =>
		counting(personId, client, () => checkCode(db, personId, code, secret, now()));

	/** Who asks for a new secret, proven. */
	async function whoBegins(request: FactorBeginRequest, client: Client): Promise<string> {
		if (request.challenge) return lookAtChallenge(db, request.challenge, 'enrol', now());
		const { personId, since } = await here(client);
		if ((await factorOf(db, personId, now())).since !== null) {
			if (!request.code) throw new ProblemError(403, 'proofNeeded', 'code');
			await proveCode(personId, request.code, client);
		} else if (now() - since > freshMs && (await passwordHashOf(db, personId))) {
			if (!request.password) throw new ProblemError(403, 'proofNeeded', 'password');
			await provePassword(gate, personId, request.password, client);
		}
		return personId;
	}

	return {
		async signInCode({ challenge, code, trust }, client) {
			const personId = await lookAtChallenge(db, challenge, 'code', now());
			const way = await counting(personId, client, async () => {
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
			const codes = await counting(personId, client, () =>
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
			await proveCode(personId, code, client);
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
