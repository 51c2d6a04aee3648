import type { Words } from '../words';
import type chinese from '../zh-CN/accounts';

const months = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
	...['August', 'September', 'October', 'November', 'December']
];

/** The public accounts of a campaign, as neighbours read them on a page, on paper and as a picture. */
export default {
	title: 'Public accounts',
	loading: 'Opening the accounts…',
	place: (community) => `Published by ${community}`,
	period: (from, to) => `Public from ${from} to ${to}`,
	day: (year, month, date) => `${date} ${months[month - 1]} ${year}`,
	money: (yuan) => `¥${yuan}`,
	closed: 'The project is closed',
	open: 'The project is open; figures follow the payments',
	purpose: 'Purpose',
	cost: 'Cost',
	method: 'How it is shared',
	methods: {
		household: 'The same for each household',
		area: 'By area',
		persons: 'Per person',
		floor: 'By floor',
		fixed: 'A fixed amount per household',
		agreed: 'What each agreed to'
	},
	basis: 'Rests on',
	decided: (matter, day) => `${matter}, decided on ${day}`,
	matters: {
		rulesOfAssembly: 'Rules of the owners’ assembly',
		rulesOfEstate: 'Rules of the estate',
		ownersCommittee: 'Owners’ committee',
		manager: 'Property management',
		useRepairFund: 'Use of the repair fund',
		raiseRepairFund: 'Raising of repair funds',
		rebuild: 'Rebuilding',
		changeUse: 'Change of use of common parts',
		other: 'A matter decided together',
		voluntary: 'Each household by its own will'
	},
	income: 'Income',
	shares: 'Shares',
	sharesOf: (due, settled, households) =>
		`¥${due} due; ${settled} of ${households} households have settled`,
	sources: {
		estate: 'Residents’ committee',
		owners: 'Owners’ committee',
		fund: 'Fund',
		works: 'Builder or water company',
		other: 'Other'
	},
	source: (kind, called) => (called ? `${kind} (${called})` : kind),
	donations: 'Donations (kept apart, settle no share)',
	late: 'Came after the end, kept apart',
	incomeSum: 'Income in all',
	spending: 'Spending',
	paidTo: (supplier) => `Paid to ${supplier}`,
	surplus: (words) => `Surplus: ${words}`,
	spendingSum: 'Spending in all',
	left: 'Left now',
	nothing: 'Nothing yet',
	doors: 'Shares by door, without names',
	door: 'Door',
	due: 'Due',
	taken: 'Paid',
	state: 'State',
	states: {
		paid: 'Paid',
		part: 'Paid in part',
		open: 'Not yet',
		over: 'Too much, to be refunded',
		exempt: 'Spared by the meeting'
	},
	revisions: 'Changes of the plan',
	revision: (day, cost, why) => `${day}, cost now ¥${cost}: ${why}`,
	print: 'Print',
	picture: 'As a picture for the chat group',
	pictureFailed: 'The picture could not be made. You can print, or take a screenshot.',
	scan: 'Scan it to open this page on a phone and to ask.',
	scanLabel: 'QR code of this page',
	footer:
		'The figures follow from the ledger and cannot be edited. If in doubt, ask the community while they are public.',
	gone: {
		title: 'These accounts are not public now',
		text: 'The period may not have begun, or is over; or the address was copied wrongly. Please ask the community.'
	},
	offline: {
		title: 'No connection, so the accounts cannot be opened',
		text: 'They are on the community’s server. Try again when online.'
	},
	retry: 'Try again',
	objections: {
		title: 'Objections and answers',
		none: 'Nobody has objected so far.',
		counts: (open, answered) =>
			`${open + answered} in all: ${answered} answered, ${open} waiting for an answer.`,
		someone: 'An objection; the question is not public',
		answered: (day) => `The community answered on ${day}`,
		added: (day) => `The community added on ${day}`
	},
	objecting: {
		title: 'Object to these accounts',
		text: 'Write what is unclear or wrong. Only the community’s office reads your words; its answer is public and does not say who you are.',
		words: 'What is wrong',
		hint: '10 to 500 characters',
		from: 'Who you are, how to find you (optional)',
		fromHint:
			'No name is needed. Only the office sees what you write here, to answer you in person.',
		send: 'Send the objection',
		tooShort: 'That is too short to be understood. Please write at least 10 characters.',
		tooLong: 'That is more than 500 characters. Please write less, or send two.',
		doneTitle: 'The community has your objection',
		doneText: 'The answer will stand on this page. Afterwards you can also ask at the office.',
		another: 'Write another',
		troubles: {
			offline:
				'No connection, so it has not arrived. What you wrote is still here; press the button again when online.',
			failed:
				'It has not arrived. What you wrote is still here; please press the button again later.',
			over: 'The accounts are no longer public, so nothing can be sent here. What you wrote is still here; please copy it and give it to the office.',
			full: 'Too many objections wait for an answer. Please try again in a few days, or ask at the office.',
			busy: 'Too many people are writing. What you wrote is still here; please press the button again in a few minutes.',
			wrong: 'It holds signs that cannot be used. Please take out special characters and try again.'
		}
	}
} satisfies Words<typeof chinese>;
