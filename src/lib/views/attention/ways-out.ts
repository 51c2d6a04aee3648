import type { RefusalCode } from '$lib/domain/kernel/refusal';

/** What its author can do about an operation that was not taken in. */
export type Way = 'toInto' | 'toOther' | 'again' | 'resend' | 'ask' | 'drop';

/** Facts of a refused or held operation that decide about its ways out. */
export interface Trouble {
	command: string;
	/** Undefined when the operation is held for somebody instead. */
	code?: RefusalCode;
	/** The household that the refused one was merged into is known here. */
	intoKnown: boolean;
	/** There is an office to ask, and no question to it is waiting. */
	mayAsk: boolean;
}

/** Refusals that mean "this household is not there any more". */
const householdGone: ReadonlySet<string> = new Set([
	'householdUnknown',
	'householdRemoved',
	'householdMerged'
]);

/** Refusals of words or form: the author writes it again and sends it. */
const mendable: ReadonlySet<string> = new Set(['malformed', 'visitExists', 'opIdTaken']);

/** Refusals that may have passed by now: the clock was set right, the appointment arrived. */
const passing: ReadonlySet<string> = new Set([
	'clockImpossible',
	'notAllowed',
	'notSignedIn',
	'heldUnknown'
]);

/**
 * The ways out, best first; asking and dropping close the list. A held operation is with a named person; its
 * author may ask, or take it back.
 */
export function waysOut({ command, code, intoKnown, mayAsk }: Trouble): Way[] {
	const last: Way[] = mayAsk ? ['ask', 'drop'] : ['drop'];
	if (code === undefined) return last;
	const ways: Way[] = [];
	const writesFinding = command === 'visit.log' || command === 'visit.amend';
	if (command === 'visit.log' && householdGone.has(code)) {
		if (intoKnown) ways.push('toInto');
		ways.push('toOther');
	}
	if (writesFinding && mendable.has(code)) ways.push('again');
	if (passing.has(code)) ways.push('resend');
	return [...ways, ...last];
}
