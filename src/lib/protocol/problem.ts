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
	'passwordCommon', // one of those that are guessed first
	'setupDone',
	'busy',
	'broken',
	'protocolNew',
	'photoWrong',
	'photoGone',
	'wrongCode',
	'wrongPasskey',
	'stepGone', // the password was too long ago; the sign-in begins anew
	'proofNeeded', // who asks has to prove again who they are (`field`: password or code)
	'factorFirst', // whoever makes a second factor compulsory has one
	'factorBound', // it is compulsory, hence neither removed nor put off
	'full', // so many objections wait for an answer that no more are taken
	'unsentChanged' // another number of unsent records than whoever asks was told
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Body of every failed request: a code, the field it concerns, never a stack or a query. */
export const Problem = v.object({
	code: v.picklist([...problemCodes, ...refusalCodes]),
	field: v.optional(v.string()),
	/** Of `tooManyTries`: in so many seconds it may be tried again. */
	waitS: v.optional(v.number())
});
export type Problem = v.InferOutput<typeof Problem>;
