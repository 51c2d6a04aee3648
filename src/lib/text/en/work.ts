import type { Words } from '../words';
import type zh from '../zh-CN/work';

/** See the Chinese room. */
export default {
	title: 'Work not sent',
	text: 'When the phone cannot connect, is breaking, or you change phones: save what was not sent as a file and bring it back on another phone after signing in, or hand it with its passphrase to the office.',
	save: 'Save unsent work as a file',
	nothing: 'Everything was sent; there is nothing to save.',
	bring: 'Bring work back from a file',
	insecure:
		'This address is not encrypted (no https), so the browser does not allow it. Please open the address that your office gave you.',
	saveText: (count: number) =>
		`${count} ${count === 1 ? 'entry' : 'entries'} that are not settled go into the file. Nothing leaves this phone; it still sends them later, and nothing is counted twice.`,
	photosStay: (count: number) =>
		`Photos are not in the file: ${count} ${count === 1 ? 'photo that has' : 'photos that have'} not been sent stay on this phone alone and go up by themselves when it is connected. Let them finish before the phone is replaced or repaired.`,
	passphrase: 'A passphrase for the file',
	passphraseHint:
		'At least 8 characters, easy to remember and hard to guess. Without it nobody can read a lost file. Nobody can recover it for you.',
	passphraseAgain: 'The passphrase once more',
	tooShort: 'That is too short: at least 8 characters.',
	differs: 'The two are not the same. Please write it again.',
	doSave: 'Save the file',
	saving: 'Encrypting…',
	saved: (name: string) =>
		`Saved as ${name}, among your downloads. Do not keep the passphrase with the file.`,
	choose: 'Choose the file',
	chosen: (name: string) => `Chosen: ${name}`,
	chooseFirst: 'Please choose a file first; its name ends in .linli.',
	filePassphrase: 'Passphrase of the file',
	open: 'Open',
	opening: 'Opening…',
	found: (count: number) => `The file holds ${count} ${count === 1 ? 'entry' : 'entries'}.`,
	forOther: (name: string) =>
		`This is the work of ${name}. It still counts as theirs; the server notes that you brought it.`,
	somebody: 'somebody else',
	notYours:
		'Somebody else saved this file. They can bring it back after signing in, or hand it to the office.',
	bringNow: 'Send',
	bringing: 'Sending…',
	done: {
		applied: (count: number) => `${count} sent`,
		known: (count: number) => `${count} had arrived before; nothing was doubled`,
		here: (count: number) => `${count} are on this phone, which sends them itself`,
		held: (count: number) => `${count} wait for whoever looks after the area`,
		refused: (count: number) => `${count} were not accepted`,
		later: (count: number) =>
			`${count} cannot be taken by the server yet; keep the file and bring it again in a few days`,
		behind: (count: number) =>
			`${count} wait until the one before is corrected; bring the file again then`
	},
	refusedHere: 'What was not accepted is under “Needs attention”, where you can correct it.',
	refusedThere:
		'Please tell its author: after signing in and bringing the file back they can correct it.',
	toAttention: 'To needs attention',
	lost: 'The connection broke. Nothing is lost or doubled: bring the same file again once connected.',
	notAllowed:
		'You may not send for this person. They can do it after signing in, or the sub-district can.',
	failed: 'The server cannot do it now. The file stays good; please bring it again a little later.',
	bad: {
		notOurs: 'Linli did not save this file. Did you choose the right one?',
		tooLarge: 'The file is too large to be one of Linli’s.',
		newer: 'A newer Linli saved this file. Please update Linli here first.',
		damaged:
			'It does not open: the passphrase is wrong or the file is damaged. Nothing was changed; please try again.',
		broken: 'That did not work and nothing was changed. Please try again.'
	}
} satisfies Words<typeof zh>;
