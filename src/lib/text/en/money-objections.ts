import type zh from '../zh-CN/money-objections';
import type { Words } from '../words';

export default {
	title: 'Objections',
	none: 'Nobody has objected so far.',
	waiting: (count) => (count === 1 ? '1 waits' : `${count} wait`),
	listed: (count) => (count === 1 ? '1 objection waits' : `${count} objections wait`),
	text: 'Only the office sees what neighbours write and how to find them. Answers are shown on the public page.',
	byPage: (when) => `from the public page, ${when}`,
	told: (name, when) => `told to ${name}, ${when}`,
	from: (words) => `Left: ${words}`,
	answeredBy: (name, when) => `answered by ${name}, ${when}`,
	addedBy: (name, when) => `added by ${name}, ${when}`,
	askedAs: (words) => `The question as shown: ${words}`,
	answer: 'Answer',
	add: 'Add to the answer',
	words: 'Answer',
	wordsHint: 'Everybody can read it. Please write no names, no numbers, and not who asked.',
	wordsMissing: 'Please write an answer.',
	asked: 'What was asked (optional)',
	askedHint:
		'In the office’s own words; it is shown with the answer. If left empty, only the answer is shown.',
	send: 'Show the answer to everybody',
	answered: 'Answered',
	note: 'Note one that was told',
	noteText: 'Somebody objected in person or by phone: write it down for them here.',
	noteWords: 'What they said',
	noteFrom: 'How to find them (optional)',
	noteSave: 'Save',
	noted: 'Noted',
	tooShort: 'Please write at least 10 characters, so that it can be understood.',
	tooLong: 'That is more than 500 characters. Please write less, or note two.',
	unanswered: (count) =>
		count === 1
			? '1 objection has no answer yet. It does not hold up the closing, but is better answered first.'
			: `${count} objections have no answer yet. They do not hold up the closing, but are better answered first.`
} satisfies Words<typeof zh>;
