import type { Words } from '../words';
import type zh from '../zh-CN/sync';

export default {
	title: 'Sync status',
	proven: 'This phone and the server have exactly the same',
	provenText: 'Every part was compared, and everything you entered has arrived.',
	notProven: 'Not compared to the end yet',
	notProvenText:
		'Everything you entered is on this phone. With a signal it is sent and compared by itself.',
	up: 'What you entered',
	waiting: 'To be sent',
	waitingSince: (when) => `The oldest is from ${when}`,
	refused: 'Not accepted, yours to settle',
	held: 'Held for somebody to decide',
	applied: 'Accepted',
	records: (count) => `${count}`,
	lease: 'Connect once',
	leaseDays: (days: number) =>
		days > 1 ? `within ${days} days` : days === 1 ? 'within a day' : 'now',
	leaseSoon: (days: number) =>
		`Connect once within ${days === 1 ? 'a day' : `${days} days`}. After that the phone shows no records until it has; nothing that you wrote is lost.`,
	lastSuccess: 'Last success',
	never: 'Not yet',
	down: 'What is on this phone',
	downText: 'Number and content of each part were compared with the server.',
	same: 'the same',
	behind: (rows, theirs) => `${rows} / ${theirs}`,
	differs: 'being compared',
	nothing: 'Nothing yet. It comes here with the first connection to the server.',
	repairs: (rows, when) => `${rows} set right by itself, ${when}`,
	space: 'Room used',
	used: (used, granted) => `${used}, ${granted} free`,
	kept: 'The browser has promised to keep it',
	notKept:
		'When room is short the browser may clear it. Install Linli on the home screen, and send in time.',
	unknown: 'This browser does not say',
	check: 'Check everything',
	checking: 'Checking …',
	checkedSame: 'Checked: exactly the same.',
	checkedNot: 'Everything here was counted. The rest follows with the next connection.',
	checkFailed: 'This phone could not be read. Close other pages of Linli and try again.',
	diagnosis: 'A diagnosis for the office',
	diagnosisText: 'Only versions, numbers and times: nobody’s name, and none of your words.',
	share: 'Send to the office',
	copied: 'Copied. You can send it to the office now.',
	copyFailed: 'It could not be copied. Hold the text below to copy it yourself.'
} satisfies Words<typeof zh>;
