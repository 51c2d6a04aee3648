import * as v from 'valibot';
import type { Signature } from '../kernel/actor';
import { Id } from '../kernel/id';

/** Why somebody's data are deleted, in the words of 个人信息保护法, article 47; the list is closed. */
export const erasureGrounds = [
	'asked', // the person withdraws or asks
	'movedAway',
	'died', // asked for by those closest to them, article 49
	'purposeMet' // what the data were kept for is done
] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** Days for which the log keeps words after the deletion: 网络安全法 wants logs of the network for no less than six months. */
export const logDays = 184;

/**
 * Arguments of `erasure.ask`. `residents` null: the whole household. `unitId`: where a household lay that has left the
 * register before; of one that is there it is known.
 */
export const AskErasure = v.object({
	id: Id,
	householdId: Id,
	unitId: v.optional(Id),
	residents: v.nullable(v.pipe(v.array(Id), v.minLength(1), v.maxLength(40, 'tooMany'))),
	ground: v.picklist(erasureGrounds)
});
export type AskErasure = v.InferOutput<typeof AskErasure>;

/** Kinds besides the household itself that hold words about it. */
export const wordyKinds = ['visit', 'held', 'question', 'dispute', 'caseEntry'] as const;

/**
 * Arguments of `erasure.carryOut`, which the server says by itself: these records lose their words; `reached` tells how
 * far the deletion has come by that. `at`: epoch ms by the server's clock.
 */
export const CarryOutErasure = v.object({
	id: Id,
	records: v.pipe(
		v.array(v.object({ kind: v.picklist(wordyKinds), id: Id })),
		v.maxLength(500, 'tooMany')
	),
	reached: v.nullable(v.picklist(['cleared', 'forgotten'])),
	at: v.pipe(v.number(), v.integer(), v.minValue(0))
});
export type CarryOutErasure = v.InferOutput<typeof CarryOutErasure>;

/** A request to delete what is held on a household, or on some of its residents. Ids and days, no words about anybody. */
export interface Erasure {
	id: Id;
	householdId: Id;
	unitId: Id;
	residents: Id[] | null;
	ground: ErasureGround;
	by: Signature;
	/** When it was recorded, epoch ms by the writer's clock, bounded by the server. */
	at: number;
	/** When visits, held entries and questions had lost their words, epoch ms by the server's clock. */
	clearedAt: number | null;
	/** When the log had lost its own. */
	forgottenAt: number | null;
}
