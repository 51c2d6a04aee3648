import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeyConfirmRequest, PasskeySignInRequest } from '$lib/protocol/passkey';

// An authenticator in software, for tests: a key of its own (ES256), and what it says of whoever touched it.

/** What an authenticator that is not quite right says. */
export interface Oddities {
	/** The page's address as the browser tells it. */
	origin?: string;
	rpId?: string;
	/** Whether it knows that it was its owner: a finger, a face, a code. */
	verified?: boolean;
	counter?: number;
	type?: string;
}

/** One passkey on one device. */
export interface Authenticator {
	id: string;
	make(challenge: string, odd?: Oddities): PasskeyConfirmRequest;
	sign(challenge: string, odd?: Oddities): PasskeySignInRequest;
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const cbor = {
	bytes: (bytes: Buffer) =>
		Buffer.concat([
			Buffer.from(
				bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 0xff]
			),
			bytes
		]),
	text: (text: string) => Buffer.from([0x60 + text.length, ...Buffer.from(text)])
};

/** A new authenticator for pages at this address, which counts from one unless it `counts` nothing. */
export function newAuthenticator(home = 'https://linli.example', counts = true): Authenticator {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const point = publicKey.export({ format: 'jwk' });
	const [x, y] = [point.x!, point.y!].map((part) => Buffer.from(part, 'base64url'));
	const rawId = randomBytes(16);
	const id = rawId.toString('base64url');
	let count = 0;

	const clientData = (challenge: string, type: string, odd: Oddities) =>
		Buffer.from(
			JSON.stringify({
				type: odd.type ?? type,
				challenge,
				origin: odd.origin ?? home,
				crossOrigin: false
			})
		);
	function data(odd: Oddities, attested?: Buffer): Buffer {
		const flags = 0x01 | (odd.verified === false ? 0 : 0x04) | (attested ? 0x40 : 0);
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(odd.counter ?? (counts ? ++count : 0));
		return Buffer.concat([
			sha256(odd.rpId ?? new URL(home).hostname),
			Buffer.from([flags]),
			counter,
			attested ?? Buffer.alloc(0)
		]);
	}

	return {
		id,
		make(challenge, odd = {}) {
			const key = Buffer.concat([
				Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
				cbor.bytes(x!),
				Buffer.from([0x22]),
				cbor.bytes(y!)
			]);
			const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 16]), rawId, key]);
			const attestation = Buffer.concat([
				Buffer.from([0xa3]),
				cbor.text('fmt'),
				cbor.text('none'),
				cbor.text('attStmt'),
				Buffer.from([0xa0]),
				cbor.text('authData'),
				cbor.bytes(data(odd, attested))
			]);
			return {
				challenge,
				id,
				clientDataJSON: clientData(challenge, 'webauthn.create', odd).toString('base64url'),
				attestationObject: attestation.toString('base64url'),
				transports: ['internal']
			};
		},
		sign(challenge, odd = {}) {
			const client = clientData(challenge, 'webauthn.get', odd);
			const authenticatorData = data(odd);
			const signed = Buffer.concat([authenticatorData, sha256(client)]);
			return {
				challenge,
				id,
				clientDataJSON: client.toString('base64url'),
				authenticatorData: authenticatorData.toString('base64url'),
				signature: sign('sha256', signed, privateKey).toString('base64url')
			};
		}
	};
}
