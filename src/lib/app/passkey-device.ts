import { fail, ok, type Result } from '$lib/domain/kernel/result';
import {
	passkeyAlgorithms,
	rpIdOf,
	type PasskeyBeginReply,
	type PasskeyConfirmRequest,
	type PasskeySignInRequest
} from '$lib/protocol/passkey';
import { random } from './key-wraps';

/**
 * What this device's authenticator is asked: the browser's own two calls, as bytes in and base64url out. What opens the
 * phone's records (the PRF extension's answer) is told apart here and is never part of what travels.
 */

/** Why it did not happen: whoever was asked turned away or waited, it has a passkey of this person already, or something else. */
export type DeviceTrouble = 'cancelled' | 'known' | 'failed';

/** 32 bytes that the authenticator answers for this passkey alone; null where it cannot. */
type Secret = Uint8Array<ArrayBuffer> | null;

/** What a passkey has signed. */
export interface Signed {
	id: string;
	/** The person whom the passkey was made for; null where the authenticator does not say. */
	personId: string | null;
	proof: Omit<PasskeySignInRequest, 'challenge'>;
	secret: Secret;
}

/** A passkey that was just made. `mayOpen`: it can answer a secret, perhaps only when it is asked again. */
export interface Made {
	id: string;
	proof: Omit<PasskeyConfirmRequest, 'challenge'>;
	secret: Secret;
	mayOpen: boolean;
}

/** The same for every phone: the answer differs by passkey, and what it opens by the salt in the ring. */
const prf = { eval: { first: new TextEncoder().encode('linli data key') } };

/** How long the device may ask its owner, ms. */
const timeout = 120_000;

/** Whether this browser, at this address, can have passkeys at all. */
export const passkeysHere = (): boolean =>
	typeof PublicKeyCredential !== 'undefined' && isSecureContext && rpIdOf(location.origin) !== null;

const fromText = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));

const toText = (bytes: ArrayBuffer): string =>
	btoa(String.fromCharCode(...new Uint8Array(bytes)))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');

const listOf = (ids: readonly string[]): PublicKeyCredentialDescriptor[] =>
	ids.map((id) => ({ type: 'public-key', id: fromText(id) }));

function secretIn(credential: PublicKeyCredential): Secret {
	const first = credential.getClientExtensionResults().prf?.results?.first;
	if (!first) return null;
	return ArrayBuffer.isView(first)
		? new Uint8Array(first.buffer, first.byteOffset, first.byteLength).slice()
		: new Uint8Array(first);
}

/** Browsers tell neither whether somebody turned away nor whether they were only slow: that would tell of passkeys. */
function troubleOf(error: unknown): DeviceTrouble {
	const name = error instanceof DOMException ? error.name : '';
	if (name === 'InvalidStateError') return 'known';
	return name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'failed';
}

/** Makes a passkey for this person; the device makes sure that it is its owner. */
export async function makePasskey({
	challenge,
	person,
	known
}: PasskeyBeginReply): Promise<Result<Made, DeviceTrouble>> {
	try {
		const made = (await navigator.credentials.create({
			publicKey: {
				challenge: fromText(challenge),
				rp: { id: rpIdOf(location.origin)!, name: 'Linli' },
				user: {
					id: new TextEncoder().encode(person.id),
					name: person.login,
					displayName: person.name
				},
				pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
				authenticatorSelection: {
					residentKey: 'required',
					requireResidentKey: true,
					userVerification: 'required'
				},
				attestation: 'none',
				excludeCredentials: listOf(known),
				extensions: { prf },
				timeout
			}
		})) as PublicKeyCredential;
		const response = made.response as AuthenticatorAttestationResponse;
		const secret = secretIn(made);
		return ok({
			id: made.id,
			proof: {
				id: made.id,
				clientDataJSON: toText(response.clientDataJSON),
				attestationObject: toText(response.attestationObject),
				transports: response.getTransports()
			},
			secret,
			mayOpen: secret !== null || made.getClientExtensionResults().prf?.enabled === true
		});
	} catch (error) {
		return fail(troubleOf(error));
	}
}

/**
 * Has a passkey sign: one of these, or any of this address that its owner picks. Without a challenge of the server's it
 * signs a random one, for what only this phone asks.
 */
export async function usePasskey({
	challenge,
	ids = []
}: {
	challenge?: string;
	ids?: readonly string[];
}): Promise<Result<Signed, DeviceTrouble>> {
	try {
		const used = (await navigator.credentials.get({
			publicKey: {
				challenge: challenge === undefined ? random(32) : fromText(challenge),
				rpId: rpIdOf(location.origin)!,
				allowCredentials: listOf(ids),
				userVerification: 'required',
				extensions: { prf },
				timeout
			}
		})) as PublicKeyCredential;
		const { clientDataJSON, authenticatorData, signature, userHandle } =
			used.response as AuthenticatorAssertionResponse;
		return ok({
			id: used.id,
			personId: userHandle && new TextDecoder().decode(userHandle),
			proof: {
				id: used.id,
				clientDataJSON: toText(clientDataJSON),
				authenticatorData: toText(authenticatorData),
				signature: toText(signature)
			},
			secret: secretIn(used)
		});
	} catch (error) {
		return fail(troubleOf(error));
	}
}
