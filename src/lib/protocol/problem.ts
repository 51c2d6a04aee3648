import * as v from 'valibot';
import { refusalCodes } from '$lib/domain/kernel/refusal';

/** Codes of failed requests besides the refusals of operations; `text/` has words for each. */
export const problemCodes = [
	'badJson',
	'tooLarge',
	'notFound',
	'wrongLogin',
	'tooManyTries',
	'linkUsed',
	'loginTaken',
	'setupDone',
	'busy',
	'broken',
	'protocolNew',
	'photoWrong',
	'photoGone'
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Body of every failed request: a code, the field it concerns, never a stack or a query. */
export const Problem = v.object({
	code: v.picklist([...problemCodes, ...refusalCodes]),
	field: v.optional(v.string())
});
export type Problem = v.InferOutput<typeof Problem>;
