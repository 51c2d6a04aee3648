import * as v from 'valibot';
import { PushRequest, maxPushOperations } from '$lib/protocol/envelope';

/** A push of which only the envelope is certain; each operation is read by itself later. */
export const LoosePushRequest = v.object({
	...PushRequest.entries,
	operations: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(maxPushOperations))
});
export type LoosePushRequest = v.InferOutput<typeof LoosePushRequest>;
