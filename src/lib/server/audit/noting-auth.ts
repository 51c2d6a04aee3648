import type { SignInReply } from '$lib/protocol/access';
import type { Client, WithCookies } from '../auth/client';
import type { AuthEngine } from '../auth/engine';
import { isRecoveryCode } from '../auth/recovery';
import type { Journal } from './journal';
import { noting, type Facts } from './noting';

const from = ({ address }: Client): Facts => ({ address });

/** The steps of sign-in alone, which begin without anybody being signed in. What was typed does not get into a line. */
function notedSteps(auth: AuthEngine, journal: Journal) {
	const whose = ({ value }: { value: { person: { id: string } } }): Facts => ({
		personId: value.person.id
	});
	const askerOf = async (client: Client, challenge?: string): Promise<Facts> => ({
		...from(client),
		personId: await auth.askerOf(client, challenge)
	});

	/** Whom a right password or link has let in, or whose second step is missing. */
	async function reached({ value }: WithCookies<SignInReply>, client: Client): Promise<Facts> {
		if (value.step === 'done') return { ...from(client), personId: value.session.person.id };
		return askerOf(client, value.challenge);
	}

	return {
		async setup(request, client) {
			const work = () => auth.setup(request, client);
			const done = await noting(journal, 'setUp', from(client), work, whose);
			await journal.noted({ action: 'passwordSet', result: 'ok', ...from(client), ...whose(done) });
			return done;
		},
		async join(request, client) {
			const before = await auth.joinLook(request.token).catch(() => null);
			const facts = { ...from(client), token: request.token };
			const work = () => auth.join(request, client);
			const done = await noting(journal, 'linkUsed', facts, work);
			const who = await reached(done, client);
			const action = before?.login ? 'passwordChanged' : 'passwordSet';
			await journal.noted({ action, result: 'ok', ...who });
			if (before?.factor) await journal.noted({ action: 'factorUndone', result: 'ok', ...who });
			if (before?.passkeys) await journal.noted({ action: 'passkeysUndone', result: 'ok', ...who });
			return done;
		},
		signIn: (request, client) =>
			noting(
				journal,
				'signIn',
				{ ...from(client), login: request.login },
				() => auth.signIn(request, client),
				// A line that says that somebody signed in stands for a session, never for half of the way.
				async (done) => ({
					...(await reached(done, client)),
					...(done.value.step === 'done' ? {} : { action: 'passwordRight' as const })
				})
			),
		async signInCode(request, client) {
			const facts = await askerOf(client, request.challenge);
			const done = await noting(journal, 'signIn', facts, () => auth.signInCode(request, client));
			if (isRecoveryCode(request.code))
				await journal.noted({ action: 'recoveryUsed', result: 'ok', ...facts });
			return done;
		},
		signInPasskey: (request, client) =>
			noting(
				journal,
				'signIn',
				from(client),
				() => auth.signInPasskey(request, client),
				(done) => reached(done, client)
			),
		async factorConfirm(request, client) {
			const facts = await askerOf(client, request.challenge);
			const work = () => auth.factorConfirm(request, client);
			const done = await noting(journal, 'factorSet', facts, work);
			if (request.challenge) await journal.noted({ action: 'signIn', result: 'ok', ...facts });
			return done;
		},
		demoSignIn: (personId, client) =>
			noting(journal, 'signIn', { ...from(client), personId }, () =>
				auth.demoSignIn(personId, client)
			)
	} satisfies Partial<AuthEngine>;
}

/**
 * Sign-in whose every act leaves a line. What only reads (`joinLook`, `access`), what changes nothing that anybody would
 * look for (a second factor put off or begun without a proof, a token renewed) is left alone.
 */
export function notedAuth(auth: AuthEngine, journal: Journal): AuthEngine {
	const mine = async (client: Client): Promise<Facts> => ({
		...from(client),
		personId: await auth.askerOf(client)
	});
	return {
		...auth,
		...notedSteps(auth, journal),
		invite: (personId, about) =>
			noting(journal, 'linkMade', { personId, about }, () => auth.invite(personId, about)),
		async signOut(client) {
			const facts = await mine(client);
			if (facts.personId === null) return auth.signOut(client);
			return noting(journal, 'signOut', facts, () => auth.signOut(client));
		},
		async factorBegin(request, client) {
			// What asks whether a proof is needed is no try; with one it may be somebody who found an open computer.
			const isTry = request.password !== undefined || request.code !== undefined;
			if (request.challenge || !isTry) return auth.factorBegin(request, client);
			const facts = await mine(client);
			return noting(journal, 'factorBegun', facts, () => auth.factorBegin(request, client));
		},
		async factorRemove(code, client) {
			const facts = await mine(client);
			return noting(journal, 'factorRemoved', facts, () => auth.factorRemove(code, client));
		},
		async factorPolicy(compulsory, client) {
			const action = compulsory ? 'factorDemanded' : 'factorOffered';
			const facts = await mine(client);
			return noting(journal, action, facts, () => auth.factorPolicy(compulsory, client));
		},
		async passkeyBegin(request, client) {
			// As with the second step: only a proof is a try.
			const isTry = request.password !== undefined || request.code !== undefined;
			if (!isTry) return auth.passkeyBegin(request, client);
			const facts = await mine(client);
			return noting(journal, 'passkeyBegun', facts, () => auth.passkeyBegin(request, client));
		},
		async passkeyConfirm(request, client) {
			const facts = await mine(client);
			return noting(journal, 'passkeySet', facts, () => auth.passkeyConfirm(request, client));
		},
		async passkeyRemove(id, client) {
			const facts = await mine(client);
			return noting(journal, 'passkeyRemoved', facts, () => auth.passkeyRemove(id, client));
		},
		async changePassword(request, client) {
			const facts = await mine(client);
			return noting(journal, 'passwordChanged', facts, () => auth.changePassword(request, client));
		},
		async endAccess(id, client) {
			const facts = await mine(client);
			return noting(journal, 'placesEnded', facts, () => auth.endAccess(id, client));
		},
		// The phone's own id lies sealed under the very key that is asked for: the ring stands for it.
		giveShare: (personId, request, client) =>
			noting(journal, 'shareGiven', { ...from(client), personId, about: request.ringId }, () =>
				auth.giveShare(personId, request, client)
			)
	};
}
