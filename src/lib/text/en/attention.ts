import type { Words } from '../words';
import type zh from '../zh-CN/attention';

export default {
	title: 'Needs attention',
	intro:
		'These have not been taken in. What you wrote is still here, and everything else is sent as usual.',
	emptyTitle: 'Nothing needs attention',
	empty:
		'Everything was taken in or is waiting to be sent. A record that is not taken in appears here with the reason and what to do.',
	whatWasSaid: 'What you wrote',
	serverSays: 'What the office holds now',
	commands: {
		'visit.log': 'Log a visit',
		'visit.amend': 'Change a visit',
		'visit.withdraw': 'Withdraw a visit',
		'visit.accept': 'Accept a visit',
		'visit.return': 'Return a visit',
		'held.accept': 'Take in a visit by somebody else',
		'held.decline': 'Decline a visit by somebody else'
	},
	otherCommand: 'A record',
	refusedOn: (when) => `written ${when}`,
	held: (whom) =>
		`Held for ${whom}. On the day you wrote it this place was no longer yours; whoever looks after it now decides. No need to write it again.`,
	heldNobody:
		'Held until the office has named somebody. On the day you wrote it this place was no longer yours. No need to write it again.',
	heldRestored:
		'The server was restored; waiting for other phones to bring back what this belongs to. No need to write it again.',
	heldSince: (when) => `held since ${when}`,
	declinedBy: (whom, when) => `${whom} declined it ${when}:`,
	forYou: 'Waiting for you',
	forYouText:
		'Written by others on a day when this place was no longer theirs. Whoever looks after it now decides.',
	wroteOn: (whom, when) => `written by ${whom} ${when}`,
	followsAnother: 'This adds to the same visit above; please decide about that one first.',
	take: 'Take in',
	taken: "Taken in under its author's name",
	decline: 'Decline',
	declineTitle: 'Why not?',
	declineHint: 'The author will read this.',
	declineReason: 'Reason',
	declineMissing: 'Write one sentence, so that the author knows.',
	declined: 'Declined; the author will be told',
	nothingWritten: '(no words)',
	toInto: 'Move it to the merged household',
	toIntoNamed: (door, head) => `Move it to ${door} ${head}`,
	toOther: 'Move it to another household',
	chooseOther: 'Which household?',
	noOther: 'No other household of this unit is on the phone. Ask the office, or drop it.',
	again: 'Change and send again',
	resend: 'Send again',
	drop: 'Drop it',
	takeBack: 'Take it back',
	takeBackTitle: 'Take this record back?',
	takeBackText:
		'What you wrote will be void, and nobody will be asked about it any more. A copy stays on file on this phone; nothing else changes.',
	dropTitle: 'Drop this record?',
	dropText:
		'What you wrote will be void and not be sent again. A copy stays on file on this phone; nothing else changes.',
	dropYes: 'Drop it, it is void',
	keep: 'Keep it',
	dropped: 'Dropped',
	ask: 'Ask the office',
	askTitle: 'Ask the office',
	askHint: 'Send these words to somebody at the office; the number lets them find the record.',
	askWords: 'What would you like to ask? (optional)',
	askCopy: 'Copy these words',
	askCopied: 'Copied. Paste it into a message',
	askCopyFailed: 'Could not copy. Press and hold the text above to copy it yourself',
	askText: (what, when, why, number, words) =>
		`[Linli] “${what}” written ${when} was not taken in: ${why}${words ? ` ${words}` : ''} No. ${number}`,
	sent: 'Changed; it will be sent by itself',
	unknownDoor: 'This door is no longer on the phone',
	hold: 'Held',
	refused: 'Not taken in'
} satisfies Words<typeof zh>;
