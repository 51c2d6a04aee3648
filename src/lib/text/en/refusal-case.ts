import type zh from '../zh-CN/refusal-case';
import type { Words } from '../words';

export default {
	caseUnknown: {
		title: 'This case is not on this phone.',
		todo: 'Please go online and try again.'
	},
	caseExists: { title: 'This case is there already.', todo: 'Nothing needs to be written again.' },
	caseStage: {
		title: 'This does not fit where the case stands.',
		todo: 'Please look at the case as it is now.'
	},
	caseNotAgreed: {
		title: 'Nothing has been agreed in this case yet.',
		todo: 'Visits, performance and confirmation come after an agreement.'
	},
	partySides: { title: 'A case has two sides.', todo: 'Please add the other one.' },
	partyTwice: {
		title: 'The same person is there twice.',
		todo: 'Nobody is on both sides: please correct the parties.'
	},
	partyUnknown: { title: 'This case has no such party.', todo: 'Please choose the party again.' },
	guardianMissing: { title: 'A party is under eighteen.', todo: 'Please name a guardian.' },
	agentWrong: {
		title: 'This person cannot be the agent.',
		todo: 'An agent is neither the party nor anybody of the other side: please correct the parties.'
	},
	entryUnknown: { title: 'The file has no such entry.', todo: 'Please go online and try again.' },
	entryExists: {
		title: 'This entry is there already.',
		todo: 'Nothing needs to be written again.'
	},
	entryNotYours: {
		title: 'Somebody else wrote this entry.',
		todo: 'Its author can amend it; you can add one of your own.'
	},
	wordsMissing: {
		title: 'Nothing is written yet.',
		todo: 'Please write some words. Evidence may be a photo or a recording alone.'
	},
	seatUnknown: {
		title: 'This person does not work on the case.',
		todo: 'Please look at who does now.'
	},
	seatTaken: { title: 'This person works on the case already.', todo: 'Nothing needs to be done.' },
	seatEnded: {
		title: 'This person no longer works on the case.',
		todo: 'Nothing needs to be done.'
	},
	seatLast: {
		title: 'Somebody has to answer for a case.',
		todo: 'Please assign somebody else first.'
	},
	seatWrong: {
		title: 'This role cannot take that part.',
		todo: 'Please choose another person or part.'
	},
	seatElsewhere: {
		title: 'This person serves in another community.',
		todo: 'Please choose somebody of this community.'
	},
	notUp: { title: 'A case is handed up only.', todo: 'Please choose a level above.' },
	remediesMissing: {
		title: 'The other ways are not named.',
		todo: 'Please tell both sides what else they can do, and tick it.'
	},
	consentMissing: {
		title: 'Both sides must agree to more time.',
		todo: 'Please ask both sides first.'
	},
	termsMissing: {
		title: 'The agreement has no terms.',
		todo: 'Please write who does what until when.'
	},
	termUnknown: {
		title: 'The agreement has no such term.',
		todo: 'Please look at the agreement as it is now.'
	},
	signatureMissing: {
		title: 'A signature is missing.',
		todo: 'All parties and the mediator sign, or add a photo of the paper.'
	},
	statusMatter: {
		title: 'Matters of status cannot be confirmed by a court.',
		todo: 'Please tell both sides of other ways.'
	},
	courtLate: { title: 'The thirty days are over.', todo: 'Please tell both sides of other ways.' },
	courtOrder: {
		title: 'First it is applied for, then decided.',
		todo: 'Please look at what is written already.'
	},
	planUnknown: {
		title: 'There is no such planned visit.',
		todo: 'Please look at the plan as it is now.'
	},
	planSettled: {
		title: 'This visit was made or dropped already.',
		todo: 'Nothing needs to be changed.'
	},
	consequenceMissing: {
		title: 'The quarrel flares up again.',
		todo: 'Please choose: open it again, or raise its colour.'
	}
} satisfies Words<typeof zh>;
