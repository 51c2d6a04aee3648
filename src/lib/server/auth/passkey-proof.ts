import {
	passkeyAlgorithms,
	rpIdOf,
	type PasskeyConfirmRequest,
	type PasskeySignInRequest
} from '$lib/protocol/passkey';
import { ProblemError } from '../http/problem';
import type { Passkey } from './passkeys';

/** Looks at what authenticators sign, by a kept library (WebAuthn level 3). */

// It brings readers for certificates along and takes a moment to load; nobody else waits for it.
const library = () => import('@simplewebauthn/server');

/** What a passkey at this origin belongs to. Throws `notFound` (404) at a bare IP address, where there are none. */
export function rpIdAt(origin: string): string {
	const rpId = rpIdOf(origin);
	if (rpId === null) throw new ProblemError(404, 'notFound');
	return rpId;
}

/**
 * The passkey that an authenticator has just made at this origin for this challenge, its person verified; null for
 * anything else. Which make of authenticator it is is not asked: that would tell devices apart, and trust no fewer.
 */
export async function readNewPasskey(
	{ challenge, id, clientDataJSON, attestationObject, transports }: PasskeyConfirmRequest,
	origin: string,
	personId: string
): Promise<Passkey | null> {
	const { verifyRegistrationResponse } = await library();
	const rpId = rpIdAt(origin);
	try {
		const { registrationInfo } = await verifyRegistrationResponse({
			response: {
				id,
				rawId: id,
				type: 'public-key',
				response: { clientDataJSON, attestationObject },
				clientExtensionResults: {}
			},
			expectedChallenge: challenge,
			expectedOrigin: origin,
			expectedRPID: rpId,
			requireUserVerification: true,
			supportedAlgorithmIDs: [...passkeyAlgorithms]
		});
		if (registrationInfo?.credential.id !== id) return null;
		const { publicKey, counter } = registrationInfo.credential;
		const text = Buffer.from(publicKey).toString('base64url');
		return { id, personId, publicKey: text, counter, transports };
	} catch {
		// The library says what is wrong by throwing; whoever asks is told that it is wrong, and no more.
		return null;
	}
}

/**
 * Whether this passkey has signed this challenge at this origin, its person verified (fingerprint, face or the device's
 * own code), and its count has not gone back; then the new count, else null.
 */
export async function countOfProof(
	{ challenge, id, clientDataJSON, authenticatorData, signature }: PasskeySignInRequest,
	origin: string,
	passkey: Passkey
): Promise<number | null> {
	const { verifyAuthenticationResponse } = await library();
	const rpId = rpIdAt(origin);
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response: {
				id,
				rawId: id,
				type: 'public-key',
				response: { clientDataJSON, authenticatorData, signature },
				clientExtensionResults: {}
			},
			expectedChallenge: challenge,
			expectedOrigin: origin,
			expectedRPID: rpId,
			requireUserVerification: true,
			credential: {
				id: passkey.id,
				publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
				counter: passkey.counter
			}
		});
		return verified ? authenticationInfo.newCounter : null;
	} catch {
		// As above: anything that does not fit.
		return null;
	}
}
