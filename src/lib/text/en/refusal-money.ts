import type zh from '../zh-CN/refusal-money';
import type { Words } from '../words';

export default {
	campaignUnknown: {
		title: 'This campaign is not on this phone.',
		todo: 'Please go online and try again.'
	},
	campaignExists: {
		title: 'This campaign is there already.',
		todo: 'Nothing needs to be written again.'
	},
	campaignChanged: {
		title: 'Somebody has changed this campaign meanwhile.',
		todo: 'Please look at it again, then repeat.'
	},
	campaignDraft: {
		title: 'This campaign has not begun yet.',
		todo: 'Money can be taken once it is open.'
	},
	campaignOpen: {
		title: 'This campaign is open already.',
		todo: 'Please use a revision, which everybody can see.'
	},
	campaignClosed: { title: 'This campaign is closed.', todo: 'Please ask the office.' },
	campaignUnsettled: {
		title: 'The accounts are not settled yet.',
		todo: 'Please settle what is still open first.'
	},
	planWrong: {
		title: 'The cost cannot be shared like this.',
		todo: 'Please look at what is marked.'
	},
	voteWrong: {
		title: 'The vote cannot be counted.',
		todo: 'Please look at each flat’s area and vote.'
	},
	voteFailed: {
		title: 'The vote did not pass.',
		todo: 'Both the number of owners and their area must reach what the law asks for.'
	},
	offerUnknown: { title: 'There is no such offer.', todo: 'Please choose another.' },
	levyUnknown: {
		title: 'This list is not on this phone.',
		todo: 'Please go online and try again.'
	},
	levyWrong: {
		title: 'The lists do not fit the units.',
		todo: 'Please open the campaign again and repeat.'
	},
	notOnList: { title: 'This household is not on the list.', todo: 'Please check the door.' },
	showTooShort: {
		title: 'Accounts are shown for at least 5 days.',
		todo: 'Please choose a later end.'
	},
	bookingUnknown: {
		title: 'This entry is not on this phone.',
		todo: 'Please go online and try again.'
	},
	bookingExists: {
		title: 'This entry was made already.',
		todo: 'Nothing needs to be written again.'
	},
	bookingReversed: {
		title: 'This entry was reversed already.',
		todo: 'Nothing needs to be done again.'
	},
	bookingRefunded: {
		title: 'Some of this was paid back.',
		todo: 'Please reverse the refund first.'
	},
	bookingOwn: { title: 'Nobody approves what they entered.', todo: 'Please ask a colleague.' },
	notCollection: {
		title: 'Only a collection can be paid back.',
		todo: 'Please start from its receipt.'
	},
	refundTooMuch: {
		title: 'That is more than the receipt still holds.',
		todo: 'Please enter a smaller amount.'
	},
	notYourMoney: {
		title: 'This money is not with you.',
		todo: 'Please ask whoever took it, or the office.'
	},
	notesWrong: { title: 'The count of notes is wrong.', todo: 'Please count again.' },
	receiverSame: { title: 'Nobody hands over to themselves.', todo: 'Please choose somebody else.' },
	handOverDiffers: {
		title: 'The two of you did not write the same.',
		todo: 'Please count together and hand over anew.'
	},
	signatureEmpty: { title: 'A signature is empty.', todo: 'Please let them sign again.' },
	confirmedAlready: {
		title: 'This was confirmed already.',
		todo: 'Nothing needs to be done again.'
	},
	notConfirmable: { title: 'This needs no approval.', todo: 'Please check what you chose.' },
	sourceUnknown: { title: 'The campaign has no such source.', todo: 'Please choose again.' },
	supplierUnknown: { title: 'The campaign has no such supplier.', todo: 'Please choose again.' },
	accountsNotShown: {
		title: 'These accounts are not public.',
		todo: 'One can object while they are. For now, please ask the office.'
	},
	objectionUnknown: {
		title: 'This objection is not on this phone.',
		todo: 'Please go online and try again.'
	},
	objectionExists: {
		title: 'This objection has arrived already.',
		todo: 'Nothing needs to be sent again.'
	},
	objectionChanged: {
		title: 'A colleague has just answered this objection.',
		todo: 'Please read that answer first, then add what is missing.'
	},
	full: {
		title: 'Too many objections wait for an answer.',
		todo: 'Please try again in a few days, or ask the office.'
	},
	invoiceMissing: {
		title: 'The payment has no photo of its invoice.',
		todo: 'Please enter it again with a photo.'
	},
	lineUnknown: {
		title: 'This bank line is not on this device.',
		todo: 'Please update online and try again.'
	},
	lineExists: {
		title: 'This bank line belongs to another campaign already.',
		todo: 'Please check that this is the right campaign.'
	},
	lineChanged: {
		title: 'A colleague has just dealt with this bank line.',
		todo: 'Please look at how it stands now, then decide.'
	},
	bookingAtBank: {
		title: 'This booking was found on another bank line.',
		todo: 'Please undo that first.'
	},
	bankDiffers: {
		title: 'The amount or the direction is not the bank’s.',
		todo: 'Please reverse the booking and enter it as the bank has it.'
	},
	bankSumDiffers: {
		title: 'The chosen bookings do not add up to the bank’s amount.',
		todo: 'Please choose again: their sum has to be exactly the bank’s.'
	},
	bookingUndone: {
		title: 'This booking was reversed and cannot be matched.',
		todo: 'Please choose another.'
	},
	bookingTwice: { title: 'The same booking was chosen twice.', todo: 'Please choose again.' },
	notAtBank: {
		title: 'This booking moved nothing on the community account.',
		todo: 'It may be reversed, or not approved yet. Please choose again.'
	}
} satisfies Words<typeof zh>;
