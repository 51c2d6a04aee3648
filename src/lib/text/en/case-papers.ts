import type { Words } from '../words';
import type zh from '../zh-CN/case-papers';

const words: Words<typeof zh> = {
	title: 'Papers of the case',
	loading: 'Putting the file together…',
	notHere: 'This case is not on this phone',
	notHereText:
		'You may not work on it any more, or it has not come yet. Please update and try again.',
	notOpened:
		'The case cannot be opened now, since looking at it has to be noted first. Please close other pages and try again.',
	noPaper: 'There is no such paper',
	readFailed: 'The file cannot be read. Please close it and open it again.',
	cleared:
		'The parties asked to have their particulars deleted. Number, kind and days are all that is left on the papers.',
	complete: 'All the papers that there must be are here.',
	incomplete: (count) =>
		`${count} ${count === 1 ? 'part is' : 'parts are'} still missing; they are marked below.`,
	numberWaits:
		'There is no number yet. It is given once the case has been sent; printed now, it has to be filled in by hand.',
	list: 'Papers in the file',
	sheets: (count) => (count === 1 ? '1 sheet' : `${count} sheets`),
	missing: 'Missing',
	parts: {
		cover: 'Cover and contents',
		application: 'Application or acceptance form',
		rights: 'Notice of rights and duties',
		authority: 'Power of attorney',
		investigation: 'Investigation and evidence',
		mediation: 'Mediation records',
		agreement: 'Agreement',
		performance: 'Performance',
		followUp: 'Follow-up visits',
		ended: 'Notice of the end',
		closing: 'Closing form',
		backCover: 'Back cover'
	},
	lacks: {
		application: 'One side has no party yet',
		rights: '',
		investigation: 'Nothing was looked into yet',
		mediation: 'No session yet',
		agreement: 'No agreement yet',
		performance: 'Not everything is done yet',
		followUp: 'Not visited again yet',
		closing: 'Not closed yet',
		cover: 'No number yet'
	},
	print: 'Print or save as PDF',
	photosLoading: 'Photos are being read; printing follows.',
	photosAbsent: (count) =>
		`${count === 1 ? '1 photo' : `${count} photos`} cannot be read now and will be an empty frame. With signal they can be printed.`,
	printAll: 'Print the whole file',
	all: 'The whole file',
	printHint:
		'The print window of the phone opens; “Save as PDF” there makes a file, also without signal.',
	archive: 'Make the file for the record room',
	archiveHint:
		'All papers, photos and recordings in one .zip for the record room. It is not encrypted: give it only to whoever is meant to have it, and delete it afterwards.',
	archiveDone: 'The file is among the downloads',
	archivePartly: (count) =>
		`The file is among the downloads. ${count === 1 ? '1 photo or recording was' : `${count} photos or recordings were`} not to be had and so not in it; its list says which.`,
	archiveFailed:
		'The file could not be made; the phone may be out of space. The papers are still here, and you can try again.'
};
export default words;
