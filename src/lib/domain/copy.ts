import * as v from 'valibot';
import { categories, stages } from './dispute/lists';
import { Id } from './kernel/id';
import { Resident, ResidentParticulars } from './household/schema';
import { methods } from './ledger/entry';
import { visitResults, needs } from './visit/schema';

/** Body of `POST /api/copy`: whose copy is asked for. */
export const CopyRequest = v.object({ householdId: Id });
export type CopyRequest = v.InferOutput<typeof CopyRequest>;

/** A time, epoch ms. */
const time = v.number();

const Written = v.object({
	at: time,
	by: v.string(),
	result: v.picklist(visitResults),
	needs: v.array(v.picklist(needs)),
	words: v.string(),
	/** How many photos were taken; the pictures are handed over besides, where somebody wants them. */
	photos: v.number()
});

/** A payment of the household for its share. `no`: under which number its receipt is filed; `isLate`: the campaign was closed already. */
const PaidFee = v.object({
	at: time,
	by: v.string(),
	title: v.string(),
	fen: v.number(),
	method: v.picklist(methods),
	no: v.string(),
	isLate: v.boolean(),
	isReversed: v.boolean(),
	refunds: v.array(v.object({ at: time, by: v.string(), fen: v.number(), isReversed: v.boolean() }))
});

/** A case as one party may read it; `no` is null until it has a number. */
const PartyCase = v.object({
	openedOn: v.string(),
	no: v.nullable(v.object({ year: v.number(), no: v.number() })),
	category: v.picklist(categories),
	stage: v.picklist(stages),
	/** They themselves, as written down there. */
	parties: v.array(
		v.object({ name: v.string(), phone: v.nullable(v.string()), address: v.string() })
	),
	/** The terms of the agreement, of which the law gives them a copy (人民调解法, article 29). */
	terms: v.array(v.string())
});

/**
 * Everything that is held on a household, for the person it is about (个人信息保护法, article 45). `aside` are values that
 * somebody wrote and that do not stand; `acts` say who did what with it, the latest last.
 */
export const CopyReply = v.object({
	at: time,
	door: v.string(),
	tenure: v.string(),
	needsCare: v.boolean(),
	residents: v.array(Resident),
	particulars: v.array(ResidentParticulars),
	aside: v.array(v.object({ at: time, by: v.string(), value: v.string() })),
	visits: v.array(
		v.object({
			written: v.array(Written),
			comment: v.nullable(v.string()),
			isWithdrawn: v.boolean()
		})
	),
	questions: v.array(
		v.object({ at: time, by: v.string(), words: v.string(), answers: v.array(v.string()) })
	),
	/** Cases in which they are a party, with what they themselves said of them, and what was agreed: nothing of the other side. */
	cases: v.array(PartyCase),
	/** The earliest first. */
	fees: v.array(PaidFee),
	acts: v.array(v.object({ at: time, by: v.string(), command: v.string(), result: v.string() }))
});
export type CopyReply = v.InferOutput<typeof CopyReply>;
