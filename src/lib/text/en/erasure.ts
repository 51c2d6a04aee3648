import type zh from '../zh-CN/erasure';
import type { Words } from '../words';

/** What residents may ask for, in English. */
const erasure: Words<typeof zh> = {
	title: 'What residents may ask for',
	intro: 'Residents may see what is kept on them, and have it deleted.',
	copy: 'Give them a copy',
	copyMade: 'Downloaded. Print it or hand it over. This was noted.',
	copyFailed: 'It did not work. Please try again.',
	copyOffline: 'This needs the server. Try again when there is signal.',
	erase: 'Delete what is kept',
	who: 'On whom?',
	whole: 'The whole household',
	some: 'Some residents',
	chooseResidents: 'Choose the residents',
	headStays:
		'The head of household is not in this list: make somebody else the head first, or delete the whole household.',
	ground: 'Why?',
	grounds: {
		asked: 'They ask for it',
		movedAway: 'Moved away',
		died: 'Died',
		purposeMet: 'No longer needed'
	},
	nowTitle: 'Goes now',
	nowText:
		'Name, ID number, phone, year of birth and hardship, on the server and on every phone. Of earlier visits to this household only the day, who went and whether anybody was there stay; all words and photos go, also those about others of the family.',
	laterTitle: 'Goes after six months',
	laterText: (day) =>
		`The words in the log. The law wants logs kept for six months; nobody can read them meanwhile, and they go by themselves from ${day}.`,
	noReturn: 'This cannot be undone. If they want a copy, give it to them first.',
	yes: (who) => `Delete what is kept on ${who}`,
	everybody: 'the household',
	done: 'Deleted. Other phones follow when they next sync.',
	erased: (day) => `Deleted on request; the log follows on ${day}.`,
	erasedSome: (count, day) =>
		`What was kept on ${count} resident(s) was deleted on request; the log follows on ${day}.`,
	forgotten: 'Deleted on request, in the log as well.',
	clearing:
		'Words and photos of earlier visits are being deleted on the server, usually within a minute.',
	byItself: 'The system',
	by: (name, when, ground) => `${name}, ${when}: ${ground}`,
	day: (year, month, day) =>
		`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
	file: {
		fileName: (door, day) => `${door}-copy-${day}`,
		sheet: 'Copy',
		headings: ['Part', 'When', 'By', 'What', 'Content'],
		household: 'Household',
		door: 'Door',
		tenure: 'Lives here as',
		needsCare: 'Needs care',
		yes: 'yes',
		no: 'no',
		resident: 'Resident',
		name: 'Name',
		sex: 'Sex',
		birthYear: 'Year of birth',
		relation: 'Relation to the head',
		phone: 'Phone',
		idNumber: 'ID number',
		birth: 'Date of birth',
		ethnicity: 'Ethnicity (code)',
		hardship: 'Hardship',
		aside: 'Written as well, not in force',
		visit: 'Visit',
		withdrawn: ' (withdrawn)',
		photos: (count) => `${count} photo(s)`,
		comment: 'Comment of the office',
		question: 'Question to the office',
		answer: 'Answer',
		mediation: 'Mediation',
		caseNumber: (year, no) => `No. ${no} of ${year}`,
		paid: 'Paid (yuan)',
		methods: { cash: 'cash', wechat: 'WeChat', alipay: 'Alipay', transfer: 'transfer' },
		receipt: (no) => `receipt ${no}`,
		late: 'after the campaign was closed',
		reversed: 'reversed',
		refund: 'Paid back (yuan)',
		act: 'Who did something with it',
		refused: 'not accepted',
		made: 'This copy was made'
	}
};
export default erasure;
