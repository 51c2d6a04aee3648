import type { Words } from '../words';
import type zh from '../zh-CN/work';

const plural = (count: number, one: string, more: string): string =>
	`${count} ${count === 1 ? one : more}`;

const amount = (count: number, photos: number): string =>
	[
		count > 0 ? plural(count, 'entry that is not settled', 'entries that are not settled') : '',
		photos > 0 ? plural(photos, 'photo or recording', 'photos or recordings') : ''
	]
		.filter(Boolean)
		.join(' and ');

/** See the Chinese room. */
export default {
	title: 'Work not sent',
	text: 'When the phone cannot connect, is breaking, or you change phones: save the entries, photos and recordings not sent as a file and bring it back on another phone after signing in, or hand it with its passphrase to the office.',
	save: 'Save unsent work as a file',
	nothing: 'Everything was sent; there is nothing to save.',
	bring: 'Bring work back from a file',
	insecure:
		'This address is not encrypted (no https), so the browser does not allow it. Please open the address that your office gave you.',
	saveText: (count: number, photos: number) =>
		`Into the file: ${amount(count, photos)}. Nothing leaves this phone; it still sends everything later, and nothing is counted twice.`,
	photosTooMany:
		'There are more photos and recordings than one file can hold. The oldest go in first; afterwards you are told how many did not fit.',
	photosSaved: (count: number) =>
		`${plural(count, 'photo or recording is', 'photos or recordings are')} in the file.`,
	photosLeft: (count: number) =>
		`${plural(count, 'photo or recording', 'photos or recordings')} did not fit and stay on this phone alone. They go up by themselves when it is connected; until then do not replace the phone or clear its data.`,
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
	found: (count: number, photos: number) =>
		`The file holds ${[count > 0 ? plural(count, 'entry', 'entries') : '', photos > 0 ? plural(photos, 'photo or recording', 'photos or recordings') : ''].filter(Boolean).join(' and ')}.`,
	empty: 'The file is empty.',
	forOther: (name: string) =>
		`This is the work of ${name}. It still counts as theirs; the server notes that you brought it.`,
	photosForOther: (name: string) =>
		`These are photos or recordings by ${name}. They still count as theirs.`,
	somebody: 'somebody else',
	notYours:
		'Somebody else saved this file. They can bring it back after signing in, or hand it to the office.',
	bringNow: 'Send',
	bringing: 'Sending…',
	bringingPhoto: (nth: number, all: number) => `Photo or recording ${nth} of ${all}…`,
	stop: 'Stop here',
	stopping: 'Stopping after this one…',
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
	photos: {
		sent: (count: number) => `${plural(count, 'photo or recording', 'photos or recordings')} sent`,
		waits: (count: number) =>
			`${plural(count, 'photo or recording is', 'photos or recordings are')} on this phone, which sends them itself`,
		known: (count: number) =>
			`${plural(count, 'photo or recording', 'photos or recordings')} had arrived before; nothing was doubled`,
		givenUp: (count: number) =>
			`${plural(count, 'photo or recording', 'photos or recordings')} of entries that you gave up were not brought back`,
		refused: (count: number) =>
			`${plural(count, 'photo or recording was', 'photos or recordings were')} not taken by the server`,
		full: (count: number) =>
			`${plural(count, 'photo or recording was', 'photos or recordings were')} not brought back: this phone is full. Keep the file, make room and bring it again`,
		left: (count: number) =>
			`${plural(count, 'photo or recording has', 'photos or recordings have')} not arrived yet. Keep the file and bring it again later`,
		spoilt: (count: number) =>
			`${plural(count, 'photo or recording is', 'photos or recordings are')} damaged and cannot be read`
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
