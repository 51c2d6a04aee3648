import * as v from 'valibot';
import { Id } from '$lib/domain/kernel/id';

/** 32 random bytes in hexadecimal: what opens a phone's data key once its person has shown their password again. */
const Share = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'share'));

/** Body of `POST /api/vault/keep`: the server is to keep this for the person's key ring on this phone. */
export const KeepShareRequest = v.object({ ringId: Id, share: Share });
export type KeepShareRequest = v.InferOutput<typeof KeepShareRequest>;

/** Its answer: the ids of the passkeys that the person has. An older server does not say. */
export const KeepShareReply = v.object({ passkeys: v.optional(v.array(v.string())) });
export type KeepShareReply = v.InferOutput<typeof KeepShareReply>;

/** Body of `POST /api/vault/share`: gives it back, to whoever is signed in and knows the password. */
export const ShareRequest = v.object({
	ringId: Id,
	password: v.pipe(v.string(), v.maxLength(128))
});
export type ShareRequest = v.InferOutput<typeof ShareRequest>;

/** Answer of `POST /api/vault/share`. */
export const ShareReply = v.object({ share: Share });
