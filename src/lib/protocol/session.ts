import * as v from 'valibot';
import { Post } from '$lib/domain/kernel/actor';
import { Id } from '$lib/domain/kernel/id';
import { name } from '$lib/domain/kernel/text';

/** Answer of `GET /api/session`: who is signed in. 204 without a body when nobody is. */
export const SessionReply = v.object({
	person: v.object({ id: Id, name: v.string() }),
	posts: v.array(Post),
	/** True on a demonstration server. */
	demo: v.boolean()
});
export type SessionReply = v.InferOutput<typeof SessionReply>;

/** Length of a password in characters. Long rather than ornate: a person of sixty types it on a phone. */
export const passwordLength = { min: 8, max: 128 } as const;

/** A password as somebody may choose it. */
export const newPassword = v.pipe(
	v.string(),
	v.minLength(passwordLength.min, 'passwordShort'),
	v.maxLength(passwordLength.max, 'tooLong')
);

/** What a person types to say who they are: a login name chosen on joining (letters, digits or Chinese). */
export const LoginName = v.pipe(
	name(30),
	v.regex(/^[\p{Letter}\p{Number}_.-]{2,30}$/u, 'loginName')
);

/** Body of `POST /api/sign-in`. */
export const SignInRequest = v.object({
	login: v.pipe(v.string(), v.maxLength(60)),
	password: v.pipe(v.string(), v.maxLength(128))
});
export type SignInRequest = v.InferOutput<typeof SignInRequest>;

/** Body of `POST /api/join`: a one-time link's token turned into a login. */
export const JoinRequest = v.object({
	token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,64}$/, 'token')),
	login: LoginName,
	password: newPassword
});
export type JoinRequest = v.InferOutput<typeof JoinRequest>;

/**
 * Body of `POST /api/join/look`: whose link is this? Answers `{ name, login, factor, passkeys }`: `login` when the person
 * has one already, `factor` and `passkeys` when they have a second factor or passkeys, which the link will undo.
 */
export const JoinLookRequest = v.object({ token: JoinRequest.entries.token });

/** Body of `POST /api/setup`, accepted once, with the token printed by `npm start`. */
export const SetupRequest = v.object({
	token: JoinRequest.entries.token,
	subdistrict: v.object({
		name: name(40),
		code: v.pipe(v.string(), v.regex(/^\d{9}$/, 'areaCode'))
	}),
	admin: v.object({ name: name(50), login: LoginName, password: newPassword })
});
export type SetupRequest = v.InferOutput<typeof SetupRequest>;

/** Body of `POST /api/invite`: a one-time link for a person whom the caller may appoint. Answers `{ token, expiresAt }`. */
export const InviteRequest = v.object({ personId: Id });
