import * as v from 'valibot';
import { PasskeyLine } from './passkey';
import { newPassword, SessionReply } from './session';

/** How somebody came in, or tried to. */
export const signInWays = [
	'password',
	'code',
	'recovery',
	'link',
	'setup',
	'demo',
	'passkey'
] as const;
export type SignInWay = (typeof signInWays)[number];

/** How it went. */
export const signInOutcomes = ['done', 'wrongPassword', 'wrongCode', 'wrongPasskey'] as const;
export type SignInOutcome = (typeof signInOutcomes)[number];

const secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,64}$/, 'token'));

/** A code of six digits or a recovery code, as somebody types it. */
const code = v.pipe(v.string(), v.maxLength(40));

/**
 * Answer of `POST /api/sign-in`: in, or what is missing. `challenge` stands for the password that was right, for ten
 * minutes and for nothing else. `offer`: a second factor is recommended to this person and not set up yet.
 */
export const SignInReply = v.variant('step', [
	v.object({ step: v.literal('done'), session: SessionReply, offer: v.boolean() }),
	v.object({ step: v.picklist(['code', 'enrol']), challenge: secret })
]);
export type SignInReply = v.InferOutput<typeof SignInReply>;

/** Body of `POST /api/sign-in/code`; `trust`: not to be asked on this device for thirty days. */
export const CodeRequest = v.object({ challenge: secret, code, trust: v.boolean() });
export type CodeRequest = v.InferOutput<typeof CodeRequest>;

/** Body of `POST /api/factor/begin`: who asks is proven by one of the three, or by having signed in a moment ago. */
export const FactorBeginRequest = v.object({
	challenge: v.optional(secret),
	password: v.optional(v.pipe(v.string(), v.maxLength(128))),
	code: v.optional(code)
});
export type FactorBeginRequest = v.InferOutput<typeof FactorBeginRequest>;

/** Its answer: what the other app needs, as an address for the QR code and as letters to type. */
export const FactorBeginReply = v.object({ url: v.string(), secret: v.string() });
export type FactorBeginReply = v.InferOutput<typeof FactorBeginReply>;

/** Body of `POST /api/factor/confirm`: the first code from the other app. */
export const FactorConfirmRequest = v.object({ challenge: v.optional(secret), code });
export type FactorConfirmRequest = v.InferOutput<typeof FactorConfirmRequest>;

/** Its answer: ten codes that are shown this once. */
export const FactorConfirmReply = v.object({ codes: v.array(v.string()) });
export type FactorConfirmReply = v.InferOutput<typeof FactorConfirmReply>;

/** Body of `POST /api/factor/remove`. */
export const FactorRemoveRequest = v.object({ code });

/** Body of `POST /api/factor/policy`: whether office and sub-district must have a second factor. */
export const FactorPolicyRequest = v.object({ compulsory: v.boolean() });

/** Body of `POST /api/me/password`. */
export const PasswordRequest = v.object({
	current: v.pipe(v.string(), v.maxLength(128)),
	next: newPassword
});
export type PasswordRequest = v.InferOutput<typeof PasswordRequest>;

/** Body of `POST /api/me/access/end`: one place from the list, or (null) all but the one that asks. */
export const EndRequest = v.object({ id: v.nullable(v.pipe(v.string(), v.maxLength(64))) });

/** Where somebody is signed in, or only known with its second factor. Times are epoch ms. */
const OpenPlace = v.object({
	id: v.string(),
	/** See `deviceKind`. */
	device: v.string(),
	since: v.number(),
	/** To the day: a session's mark moves once a day. */
	lastAt: v.number(),
	here: v.boolean(),
	trustedUntil: v.nullable(v.number()),
	signedIn: v.boolean()
});
export type OpenPlace = v.InferOutput<typeof OpenPlace>;

/** Answer of `GET /api/me/access`. */
export const AccessReply = v.object({
	history: v.array(
		v.object({
			at: v.number(),
			way: v.picklist(signInWays),
			outcome: v.picklist(signInOutcomes),
			device: v.string()
		})
	),
	places: v.array(OpenPlace),
	factor: v.object({
		/** Office and sub-district: it is offered, or asked of them. */
		wanted: v.boolean(),
		since: v.nullable(v.number()),
		codesLeft: v.number()
	}),
	/** An older server does not say. */
	passkeys: v.optional(v.array(PasskeyLine)),
	compulsory: v.boolean(),
	/** The sub-district: may say whether it is compulsory. */
	maySetPolicy: v.boolean(),
	hasPassword: v.boolean()
});
export type AccessReply = v.InferOutput<typeof AccessReply>;
