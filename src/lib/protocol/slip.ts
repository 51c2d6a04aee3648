import * as v from 'valibot';
import { DaySchema } from '$lib/domain/kernel/day-schema';
import { Id } from '$lib/domain/kernel/id';
import { certifiedBytes, pairBytes, slipLength } from '$lib/domain/slip/code';

const hexOf = (bytes: number) =>
	v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`), 'hex'));

/** The public keys by which a server's certificates are known, the newest first; earlier ones stay. */
const ServerKeys = v.pipe(
	v.array(v.object({ id: hexOf(8), publicKey: hexOf(pairBytes) })),
	v.maxLength(100)
);

/** Body of `POST /api/slips/certify`: a phone asks the server to vouch for its key. */
export const CertifyRequest = v.object({ deviceId: Id, publicKey: hexOf(pairBytes) });
export type CertifyRequest = v.InferOutput<typeof CertifyRequest>;

/** Its answer. The certificate is laid out as `domain/slip/code.ts` says. */
export const CertifyReply = v.object({ certificate: hexOf(certifiedBytes), keys: ServerKeys });
export type CertifyReply = v.InferOutput<typeof CertifyReply>;

/** Answer of `GET /api/slips/keys`. */
export const SlipKeysReply = v.object({ keys: ServerKeys });
export type SlipKeysReply = v.InferOutput<typeof SlipKeysReply>;

/** Body of `POST /api/slips/state`: a receipt's code. It travels in the body: what stands in an address is logged. */
export const SlipStateRequest = v.object({
	code: v.pipe(v.string(), v.maxLength(4 * slipLength, 'tooLong'))
});
export type SlipStateRequest = v.InferOutput<typeof SlipStateRequest>;

/**
 * Its answer. `unknown`: the code is none of this server's. Where there is a payment: how much, on which day, for what,
 * and how much of it went back; never by whom.
 */
export const SlipStateReply = v.variant('state', [
	v.object({
		state: v.picklist(['valid', 'reversed', 'refunded']),
		fen: v.number(),
		day: DaySchema,
		backFen: v.number(),
		/** It came after the campaign was closed, and is kept apart until somebody decides. */
		isLate: v.boolean(),
		isDonation: v.boolean(),
		title: v.string()
	}),
	v.object({ state: v.picklist(['notArrived', 'forged', 'unknown']) })
]);
export type SlipStateReply = v.InferOutput<typeof SlipStateReply>;
