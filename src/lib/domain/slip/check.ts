import { hexIn, readSlip, type SlipFault } from './code';
import type { ServerKey, Slip } from './schema';

/** Whether `signature` is that of `message` under this public key: ECDSA on P-256 with SHA-256, both numbers in a row. */
export type Verify = (
	publicKey: Uint8Array,
	message: Uint8Array,
	signature: Uint8Array
) => Promise<boolean>;

/**
 * What is to be thought of a code. `good`: signed by a phone that this server vouches for; whether the payment still
 * stands, only the server knows. `unknownKey`: vouched for by a key that is not at hand, be it of another server.
 */
export type SlipCheck =
	{ kind: 'good'; slip: Slip } | { kind: 'forged' } | { kind: 'unknownKey' } | { kind: SlipFault };

/** Checks a code by its signatures alone, with the server's public keys that are at hand; needs no connection. */
export async function checkSlip(
	code: string,
	keys: readonly ServerKey[],
	verify: Verify
): Promise<SlipCheck> {
	const read = readSlip(code);
	if (!read.ok) return { kind: read.error };
	const slip = read.value;
	const { certificate, vouched, signed, facts } = slip;
	const key = keys.find(({ id }) => id === certificate.keyId);
	if (!key) return { kind: 'unknownKey' };
	const isVouched = await verify(hexIn(key.publicKey), vouched.message, vouched.signature);
	const isReal =
		isVouched &&
		facts.day <= certificate.until &&
		(await verify(certificate.publicKey, signed.message, signed.signature));
	return isReal ? { kind: 'good', slip } : { kind: 'forged' };
}
