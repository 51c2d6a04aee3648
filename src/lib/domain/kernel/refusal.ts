import * as v from 'valibot';

/**
 * Every reason for which an operation can be refused. The list is closed: `text/` has words for each,
 * and a test fails when one is missing. A refusal is an expected outcome, not an error.
 */
export const refusalCodes = [
	'malformed', // does not fit its schema (`field` names where)
	'unknownCommand',
	'notAllowed', // no appointment of the writer covers this area for this act at the time of writing
	'notSignedIn',
	'clockImpossible', // before 2020 or more than a year ahead of the server
	'opIdTaken', // the same operation id with other contents
	'areaUnknown',
	'areaKindWrong', // a unit below a grid, a grid below a building …
	'areaCodeTaken',
	'areaCodeWrong', // not the parent's code continued
	'nameTaken',
	'doorUnknown',
	'doorTaken',
	'householdUnknown',
	'householdRemoved', // moved away or struck off meanwhile
	'householdMerged', // `detail.into` names the one that remains
	'householdErased', // deleted at somebody's request; `detail.erasure` names it, here and below
	'residentErased',
	'recordErased', // a visit or another entry whose words went with it
	'householdExists',
	'headMissing',
	'headTwice',
	'personTwice',
	'appointmentUnknown',
	'appointmentExists',
	'appointmentEnded',
	'roleAreaMismatch', // a unit leader leads a unit, a grid worker a grid …
	'dayOrder', // the end lies before the start
	'visitUnknown',
	'visitExists',
	'visitWithdrawn',
	'visitNotYours',
	'visitReviewed', // withdrawn or judged after it was accepted
	'visitChanged', // the office judged a text that was amended meanwhile
	'visitOwn', // nobody reviews what they entered
	'commentMissing',
	'heldUnknown',
	'heldSettled', // somebody has accepted or declined it meanwhile
	'heldOwn', // nobody decides about what they entered themselves
	'heldDeclined', // whoever looks after the area did not take it in; the receipt carries the reason
	'conflictGone', // somebody has said meanwhile which of the two values stands
	'questionUnknown',
	'questionExists',
	'questionOwn', // nobody answers their own question
	'questionNotYours', // only who asked says that it is settled
	'campaignUnknown',
	'campaignExists',
	'campaignChanged', // somebody has written it meanwhile
	'campaignDraft', // it is not open yet: nobody owes anything
	'campaignOpen', // only a draft is written anew or dropped
	'campaignClosed',
	'campaignUnsettled', // it cannot be closed: `detail.why` is an `Obstacle`'s kind
	'planWrong', // the cost cannot be divided: `detail.why` is a `SharingFault`
	'voteWrong', // the ballots cannot be counted: `detail.why` is a `VoteFault`
	'voteFailed', // the matter asks for a vote, and it did not pass
	'offerUnknown',
	'levyUnknown',
	'levyWrong', // the lists do not fit the units of the plan
	'notOnList', // the campaign does not ask this household
	'showTooShort', // accounts are public for at least five days
	'bookingUnknown',
	'bookingExists',
	'bookingReversed',
	'bookingRefunded', // some of it was paid back: that is undone first
	'bookingOwn', // nobody approves what they entered
	'notCollection', // money goes back out of a receipt
	'refundTooMuch', // more than the receipt still holds
	'notYourMoney', // it lies with somebody else, or somebody else entered it
	'notesWrong', // no count of notes and coins
	'receiverSame', // a hand-over to oneself
	'handOverDiffers', // giver and receiver do not say the same
	'signatureEmpty', // without a stroke
	'confirmedAlready',
	'notConfirmable',
	'sourceUnknown',
	'supplierUnknown',
	'accountsNotShown', // nobody can object to what is not public
	'objectionUnknown',
	'objectionExists',
	'objectionChanged', // somebody has answered it meanwhile
	'invoiceMissing', // a supplier is paid on an invoice that the others can look at
	'lineUnknown',
	'lineExists', // under this id, of another campaign
	'lineChanged', // a colleague has said meanwhile what it is
	'bookingAtBank', // it was found on another line of the statement
	'bankDiffers', // another amount, or the other way
	'bankSumDiffers', // several bookings do not make up what the line says
	'bookingUndone', // it was reversed, and stands for no money
	'bookingTwice',
	'notAtBank', // it moves nothing on the community's account
	'caseUnknown',
	'caseExists',
	'caseStage', // it does not fit where the case stands: `detail.stage`
	'caseNotAgreed', // nothing was agreed that could be visited, performed or confirmed
	'partySides', // a quarrel has two sides
	'partyTwice', // the same person twice, or on both sides
	'partyUnknown',
	'guardianMissing', // a party is a minor
	'agentWrong', // a party's agent is the party itself, or somebody of the other side
	'entryUnknown',
	'entryExists',
	'entryNotYours',
	'wordsMissing',
	'seatUnknown',
	'seatTaken', // this appointment sits in the case already
	'seatEnded',
	'seatLast', // somebody answers for a case at any time
	'seatWrong', // not a part for this role
	'seatElsewhere', // an appointment in another community
	'notUp', // a case is handed up, not down or aside
	'remediesMissing', // the sides are told what else they can do
	'consentMissing', // of both sides
	'termsMissing',
	'termUnknown',
	'signatureMissing', // of a party or of the mediator
	'statusMatter', // marriage, parentage and adoption are not confirmed
	'courtLate', // after thirty days
	'courtOrder', // applied for once, then decided
	'planUnknown',
	'planSettled', // made or dropped already
	'consequenceMissing', // what flares up is opened again or raised
	'nothingChanged'
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Why an operation is refused, and which field of its arguments it concerns. `detail` holds ids and figures, never words. */
export interface Refusal {
	code: RefusalCode;
	field?: string;
	detail?: Record<string, string | number>;
}

/**
 * The wire form of a `Refusal`. A server that is newer than this phone may have a reason that is not on the list: such a
 * code is kept, and the page says that it has no words for it yet.
 */
export const RefusalSchema = v.object({
	code: v.custom<RefusalCode>((code) => typeof code === 'string' && code.length <= 60),
	field: v.optional(v.string()),
	detail: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
});

/** Builds a failed `Result` in one word. */
export const refuse = (
	code: RefusalCode,
	field?: string,
	detail?: Refusal['detail']
): { ok: false; error: Refusal } => ({
	ok: false,
	error: { code, ...(field ? { field } : {}), ...(detail ? { detail } : {}) }
});
