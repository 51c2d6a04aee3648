import type { RefusalCode } from './kernel/refusal';

/**
 * What its author can do about an operation that was not taken in: move it to the household that remains, or to
 * another one; change what was written and send it again; write it as a new visit; send the same once more; go where
 * it is done and do it anew; ask the office; give it up in so many words.
 */
export type Way = 'toInto' | 'toOther' | 'correct' | 'anew' | 'resend' | 'redo' | 'ask' | 'drop';

/** What might help after a refusal, best first. Asking and giving up are open to everybody and not in the table. */
type Remedy = Exclude<Way, 'ask' | 'drop'>;

/**
 * The ways out of every refusal. `over`: nothing is left to be done, because it has happened otherwise, or because
 * somebody else has decided; putting the entry away is the way out then, after asking where that helps.
 */
export const remedies: Record<RefusalCode, readonly Remedy[] | 'over'> = {
	malformed: ['correct', 'redo', 'resend'],
	unknownCommand: ['resend'],
	notAllowed: ['resend'],
	notSignedIn: ['resend'],
	clockImpossible: ['resend'],
	opIdTaken: ['correct', 'resend'],
	areaUnknown: ['redo', 'resend'],
	areaKindWrong: ['redo'],
	areaCodeTaken: ['redo'],
	areaCodeWrong: ['redo'],
	nameTaken: ['redo'],
	doorUnknown: ['correct', 'redo'],
	doorTaken: ['redo'],
	householdUnknown: ['toOther', 'resend'],
	householdRemoved: ['toOther', 'redo'],
	householdMerged: ['toInto', 'toOther', 'redo'],
	householdErased: 'over',
	residentErased: 'over',
	recordErased: 'over',
	householdExists: ['redo'],
	headMissing: ['correct', 'redo'],
	headTwice: ['correct', 'redo'],
	personTwice: ['correct', 'redo'],
	appointmentUnknown: ['redo'],
	appointmentExists: 'over',
	appointmentEnded: ['redo'],
	roleAreaMismatch: ['redo'],
	dayOrder: ['redo'],
	visitUnknown: ['anew', 'redo', 'resend'],
	visitExists: ['correct'],
	visitWithdrawn: ['anew', 'redo'],
	visitNotYours: ['anew', 'redo'],
	visitReviewed: ['redo'],
	visitChanged: ['redo'],
	visitOwn: 'over',
	commentMissing: ['redo'],
	heldUnknown: ['resend'],
	heldSettled: 'over',
	heldOwn: 'over',
	heldDeclined: 'over',
	conflictGone: ['redo'],
	questionUnknown: ['resend'],
	questionExists: 'over',
	questionOwn: 'over',
	questionNotYours: 'over',
	campaignUnknown: ['resend'],
	campaignExists: 'over',
	campaignChanged: ['redo'],
	campaignDraft: ['redo'],
	campaignOpen: ['redo'],
	campaignClosed: ['redo'],
	campaignUnsettled: ['redo'],
	planWrong: ['redo'],
	voteWrong: ['redo'],
	voteFailed: ['redo'],
	offerUnknown: ['redo'],
	levyUnknown: ['resend'],
	levyWrong: ['redo'],
	notOnList: ['redo'],
	showTooShort: ['redo'],
	bookingUnknown: ['resend'],
	bookingExists: 'over',
	bookingReversed: 'over',
	bookingRefunded: ['redo'],
	bookingOwn: 'over',
	notCollection: ['redo'],
	refundTooMuch: ['redo'],
	notYourMoney: ['redo'],
	notesWrong: ['redo'],
	receiverSame: ['redo'],
	signatureEmpty: ['redo'],
	handOverDiffers: ['redo'],
	confirmedAlready: 'over',
	notConfirmable: ['redo'],
	sourceUnknown: ['redo'],
	supplierUnknown: ['redo'],
	accountsNotShown: ['redo'],
	objectionUnknown: ['resend'],
	objectionExists: 'over',
	objectionChanged: ['redo'],
	invoiceMissing: ['redo'],
	lineUnknown: ['resend'],
	lineExists: ['redo'],
	lineChanged: ['redo'],
	bookingAtBank: ['redo'],
	bankDiffers: ['redo'],
	bankSumDiffers: ['redo'],
	bookingUndone: ['redo'],
	bookingTwice: ['redo'],
	notAtBank: ['redo'],
	caseUnknown: ['resend'],
	caseExists: 'over',
	caseStage: ['redo'],
	caseNotAgreed: ['redo'],
	partySides: ['redo'],
	partyTwice: ['redo'],
	partyUnknown: ['redo'],
	guardianMissing: ['redo'],
	agentWrong: ['redo'],
	entryUnknown: ['resend'],
	entryExists: 'over',
	entryNotYours: ['redo'],
	wordsMissing: ['redo'],
	seatUnknown: ['redo'],
	seatTaken: 'over',
	seatEnded: 'over',
	seatLast: ['redo'],
	seatWrong: ['redo'],
	seatElsewhere: ['redo'],
	notUp: ['redo'],
	remediesMissing: ['redo'],
	consentMissing: ['redo'],
	termsMissing: ['redo'],
	termUnknown: ['redo'],
	signatureMissing: ['redo'],
	statusMatter: ['redo'],
	courtLate: ['redo'],
	courtOrder: ['redo'],
	planUnknown: ['redo'],
	planSettled: 'over',
	consequenceMissing: ['redo'],
	nothingChanged: 'over'
};

/** For which commands a remedy exists; sending once more is there for all. */
const possible: Record<Exclude<Remedy, 'resend'>, (command: string) => boolean> = {
	toInto: (command) => command === 'visit.log' || command === 'household.amend',
	toOther: (command) => command === 'visit.log',
	correct: (command) => formOf(command) !== undefined,
	anew: (command) => command === 'visit.amend',
	redo: (command) => placeOf(command) !== undefined
};

/** The form on which something was written that can be corrected there. */
export function formOf(command: string): 'visit' | 'household' | undefined {
	if (command === 'visit.log' || command === 'visit.amend') return 'visit';
	if (command === 'household.amend' || command === 'household.register') return 'household';
	return undefined;
}

/** Where an act is done that has no form of its own to correct it on. */
export type DoneAt = 'register' | 'staff' | 'review' | 'household' | 'money' | 'cases';

/** The place of a command; undefined for those that are done under 需处理 itself. */
export function placeOf(command: string): DoneAt | undefined {
	if (command === 'visit.accept' || command === 'visit.return') return 'review';
	if (command.startsWith('visit.')) return 'household';
	if (command.startsWith('appointment.')) return 'staff';
	if (command.startsWith('area.') || command.startsWith('household.')) return 'register';
	if (command.startsWith('erasure.')) return 'register';
	if (command.startsWith('objection.')) return 'money';
	if (command.startsWith('dispute.')) return 'cases';
	return undefined;
}

/** Facts of a refused or held operation that decide about its ways out. */
export interface Trouble {
	command: string;
	/** Undefined when the operation is held for somebody instead. */
	code?: RefusalCode;
	/** The field of its arguments that the refusal names. */
	field?: string | undefined;
	/** The household that the refused one was merged into is known here. */
	intoKnown: boolean;
	/** The household that it is about is here. */
	householdKnown: boolean;
	/** There is an office to ask, and no question to it is waiting. */
	mayAsk: boolean;
}

/**
 * The ways out, best first; asking, where there is anybody to ask, and giving up close the list. A held operation is
 * with a named person; its author may ask, or take it back.
 */
export function waysOut(trouble: Trouble): Way[] {
	const { command, code, intoKnown, householdKnown, mayAsk } = trouble;
	const last: Way[] = mayAsk ? ['ask', 'drop'] : ['drop'];
	// A newer server may have a reason that this version does not know; an update may let it pass.
	const listed = code === undefined ? 'over' : (remedies[code] ?? ['resend']);
	if (listed === 'over') return last;
	const isAtHand: Record<Remedy, boolean> = {
		toInto: intoKnown,
		toOther: true,
		// Particulars have no form, and what is wrong with them cannot be put right on one.
		correct: trouble.field !== 'particulars' && (command !== 'household.amend' || householdKnown),
		anew: householdKnown,
		resend: true,
		redo: placeOf(command) !== 'household' || householdKnown
	};
	const fitting = listed.filter(
		(way) => isAtHand[way] && (way === 'resend' || possible[way](command))
	);
	const mends = fitting.some((way) => way === 'correct' || way === 'toInto' || way === 'toOther');
	return [
		...fitting.filter(
			(way, i) =>
				// Sending the same once more is for those who have nothing better to do about it.
				(way !== 'resend' || i === 0 || code === 'opIdTaken') && (way !== 'redo' || !mends)
		),
		...last
	];
}
