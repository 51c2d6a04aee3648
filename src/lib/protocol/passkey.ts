import * as v from 'valibot';

/** Bytes as WebAuthn's JSON has them: base64url. */
const bytes = (most: number) =>
	v.pipe(v.string(), v.maxLength(most), v.regex(/^[A-Za-z0-9_-]+$/, 'bytes'));

/** A name that the authenticator made up; up to 1,023 bytes. */
const credentialId = bytes(1_364);
const challenge = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'token'));

/** ES256, which every phone has, and RS256, which Windows has (COSE numbers). */
export const passkeyAlgorithms = [-7, -257] as const;

/** What passkeys of a page at this origin belong to: its host. Null for a bare IP address, where there are none. */
export function rpIdOf(origin: string): string | null {
	const { hostname } = new URL(origin);
	return /^[\d.]+$|^\[/.test(hostname) ? null : hostname;
}

/** Body of `POST /api/passkey/begin`: who asks is proven by one of these, or by having signed in a moment ago. */
export const PasskeyBeginRequest = v.object({
	password: v.optional(v.pipe(v.string(), v.maxLength(128))),
	code: v.optional(v.pipe(v.string(), v.maxLength(40)))
});
export type PasskeyBeginRequest = v.InferOutput<typeof PasskeyBeginRequest>;

/** Its answer: what the authenticator signs, whom it is for, and the person's passkeys that exist already. */
export const PasskeyBeginReply = v.object({
	challenge,
	person: v.object({ id: v.string(), login: v.string(), name: v.string() }),
	known: v.array(v.string())
});
export type PasskeyBeginReply = v.InferOutput<typeof PasskeyBeginReply>;

/** Body of `POST /api/passkey/confirm`: what the authenticator made. What opens a phone's records is not part of it. */
export const PasskeyConfirmRequest = v.object({
	challenge,
	id: credentialId,
	clientDataJSON: bytes(2_000),
	attestationObject: bytes(6_000),
	transports: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))), v.maxLength(8))
});
export type PasskeyConfirmRequest = v.InferOutput<typeof PasskeyConfirmRequest>;

/** Body of `POST /api/passkey/remove`. */
export const PasskeyRemoveRequest = v.object({ id: credentialId });

/** Answer of `POST /api/sign-in/passkey/begin`. It is good once, in the browser that asked. */
export const PasskeyChallenge = v.object({ challenge });

/** Body of `POST /api/sign-in/passkey`: what the authenticator signed. Nobody types a name: the passkey says whose it is. */
export const PasskeySignInRequest = v.object({
	challenge,
	id: credentialId,
	clientDataJSON: bytes(2_000),
	authenticatorData: bytes(2_000),
	signature: bytes(1_500)
});
export type PasskeySignInRequest = v.InferOutput<typeof PasskeySignInRequest>;

/** A passkey as its person sees it in a list. Times are epoch ms. */
export const PasskeyLine = v.object({
	id: v.string(),
	/** The kind of device that it was made on. */
	device: v.string(),
	since: v.number(),
	/** Null until it was used to sign in; unlocking a phone happens on the phone alone. */
	lastAt: v.nullable(v.number())
});
export type PasskeyLine = v.InferOutput<typeof PasskeyLine>;
