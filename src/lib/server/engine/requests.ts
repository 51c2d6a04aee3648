import * as v from 'valibot';
import { CarryRequest, PushRequest, maxPushOperations } from '$lib/protocol/envelope';

const operations = v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(maxPushOperations));

/** A push of which only the envelope is certain; each operation is read by itself later. */
export const LoosePushRequest = v.object({ ...PushRequest.entries, operations });
export type LoosePushRequest = v.InferOutput<typeof LoosePushRequest>;

/** The same of what is carried in somebody else's name. */
export const LooseCarryRequest = v.object({ ...CarryRequest.entries, operations });
export type LooseCarryRequest = v.InferOutput<typeof LooseCarryRequest>;
