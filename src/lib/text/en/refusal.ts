import type zh from '../zh-CN/refusal';
import type { Words } from '../words';
import mediation from './refusal-case';
import money from './refusal-money';

export default {
	malformed: {
		title: 'One entry is not right.',
		todo: 'Look at the marked field, correct it and save again.'
	},
	unknownCommand: {
		title: 'The server does not know this action yet.',
		todo: 'The record is still on this phone. Update Linli and try again.'
	},
	notAllowed: {
		title: 'You held no post here for this when you wrote it.',
		todo: 'If that is wrong, ask the office to check your post and its dates.'
	},
	notSignedIn: {
		title: 'Your sign-in has expired.',
		todo: 'Please sign in again. All records are still on this phone and go up afterwards.'
	},
	clockImpossible: {
		title: 'The date or time of this phone is wrong.',
		todo: 'Turn on “set time automatically” in the phone’s settings, then try again.'
	},
	opIdTaken: {
		title: 'Another record already has this number.',
		todo: 'Please enter this one again.'
	},
	areaUnknown: {
		title: 'This place cannot be found.',
		todo: 'It may have changed. Go online, refresh and look again.'
	},
	areaKindWrong: {
		title: 'This level cannot stand here.',
		todo: 'The order is sub-district, community, grid, building, unit: one step at a time.'
	},
	areaCodeTaken: { title: 'This code is already used.', todo: 'Check the code and use another.' },
	areaCodeWrong: {
		title: 'The code does not continue the one above.',
		todo: 'A code begins with its parent’s: 9 digits for a sub-district, 12 for a community.'
	},
	nameTaken: {
		title: 'This name is already used here.',
		todo: 'Choose another name, or use the one that is there.'
	},
	doorUnknown: {
		title: 'This unit has no such door.',
		todo: 'Check the door’s number, or add the door first.'
	},
	doorTaken: {
		title: 'This door number is already there.',
		todo: 'A number can stand only once in a unit; please check.'
	},
	householdUnknown: {
		title: 'This household cannot be found.',
		todo: 'It may no longer be yours, or the data is not up to date. Ask the office.'
	},
	householdRemoved: {
		title: 'This household has moved away or was struck off.',
		todo: 'You can record it under the present household, or give this record up.'
	},
	householdMerged: {
		title: 'This household was merged into another one.',
		todo: 'You can record it under the merged household, or give this record up.'
	},
	householdErased: {
		title: 'What was kept on this household was deleted on request.',
		todo: 'It cannot be recorded any more, and the server kept none of its words. Please give it up.'
	},
	residentErased: {
		title: 'What was kept on this resident was deleted on request.',
		todo: 'Nothing can be written about them any more. Open the household to make other changes anew.'
	},
	recordErased: {
		title: 'The words of this entry were deleted on request.',
		todo: 'It can no longer be changed or added to. Please give it up.'
	},
	householdExists: {
		title: 'This household is already registered.',
		todo: 'Open that household and change it there.'
	},
	headMissing: {
		title: 'There is no head of household.',
		todo: 'Choose one person as the head.'
	},
	headTwice: {
		title: 'There are too many heads of household.',
		todo: 'A household has exactly one; please change it.'
	},
	personTwice: { title: 'The same person is entered twice.', todo: 'Take one of them out.' },
	appointmentUnknown: {
		title: 'This appointment cannot be found.',
		todo: 'Go online, refresh and look again.'
	},
	appointmentExists: {
		title: 'This appointment is already there.',
		todo: 'There is no need to add it again.'
	},
	appointmentEnded: {
		title: 'This appointment has ended.',
		todo: 'If it is needed, make a new one.'
	},
	roleAreaMismatch: {
		title: 'The post does not fit the place.',
		todo: 'A unit leader has a unit, a grid worker a grid, the office a community.'
	},
	dayOrder: { title: 'The end lies before the start.', todo: 'Please change the dates.' },
	visitUnknown: {
		title: 'This visit cannot be found.',
		todo: 'It may no longer be yours. Ask the office.'
	},
	visitExists: {
		title: 'This visit is already recorded.',
		todo: 'No need to record it again. Open it to change it.'
	},
	visitWithdrawn: {
		title: 'This visit was withdrawn.',
		todo: 'If it is needed, record it again.'
	},
	visitNotYours: {
		title: 'Somebody else recorded this visit.',
		todo: 'Only its author can change it. You can record a visit of your own.'
	},
	visitReviewed: {
		title: 'This visit has already been reviewed.',
		todo: 'It cannot be taken back. Amend it, or record another visit.'
	},
	visitChanged: {
		title: 'The visit was changed after you read it.',
		todo: 'Read it again, then accept or return it.'
	},
	visitOwn: {
		title: 'Nobody reviews their own visit.',
		todo: 'Let a colleague review it.'
	},
	commentMissing: {
		title: 'A return needs a reason.',
		todo: 'Write one sentence that says what to change.'
	},
	heldUnknown: {
		title: 'This held record was not found.',
		todo: 'It will appear when its author has sent it again.'
	},
	heldSettled: {
		title: 'Somebody has already decided about this held record.',
		todo: 'Nothing more to do.'
	},
	heldOwn: {
		title: 'You wrote this yourself.',
		todo: 'Whoever looks after this place now, or the office, can take it in.'
	},
	heldDeclined: {
		title: 'Whoever looks after this place now did not take it in.',
		todo: 'Ask them or the office, or drop it.'
	},
	conflictGone: {
		title: 'Somebody has already decided between the two.',
		todo: 'Nothing left to do. If it is still wrong, change the household in the register.'
	},
	questionUnknown: {
		title: 'This question cannot be found.',
		todo: 'It will appear when it has been sent.'
	},
	questionExists: {
		title: 'This question has been asked already.',
		todo: 'There is no need to ask again.'
	},
	questionOwn: {
		title: 'This is your own question.',
		todo: 'Let a colleague at the office answer it.'
	},
	questionNotYours: {
		title: 'Somebody else asked this question.',
		todo: 'Only the person who asked can put it away.'
	},
	...money,
	...mediation,
	nothingChanged: { title: 'Nothing was changed.', todo: 'There is nothing to save.' },
	badJson: {
		title: 'What was sent could not be read.',
		todo: 'The record is kept. Reload the page and try again.'
	},
	tooLarge: {
		title: 'Too much was sent at once.',
		todo: 'Send it in parts, or shorten the text.'
	},
	notFound: {
		title: 'Nothing was found.',
		todo: 'It may have been removed or moved. Go back and look again.'
	},
	wrongLogin: {
		title: 'The login or the password is wrong.',
		todo: 'Try again. If you forgot it, ask the person who invited you for a new link.'
	},
	tooManyTries: { title: 'Too many tries.', todo: 'Wait a few minutes, then try again.' },
	linkUsed: {
		title: 'This link was used already or has expired.',
		todo: 'Ask the person who invited you for a new one.'
	},
	passwordCommon: {
		title: 'That password is too common and easily guessed.',
		todo: 'Choose a sentence that you remember.'
	},
	loginTaken: {
		title: 'Somebody has this login already.',
		todo: 'Choose another one, for example with a number at the end.'
	},
	setupDone: { title: 'This place is already set up.', todo: 'Please sign in.' },
	busy: {
		title: 'The server is busy.',
		todo: 'It is tried again by itself; you need not do anything.'
	},
	broken: {
		title: 'Something went wrong on the server.',
		todo: 'All you recorded is kept; it is tried again by itself.'
	},
	photoWrong: {
		title: 'The server does not take this photo or recording.',
		todo: 'It cannot be read, is too large, or says where it was made. Please make another one.'
	},
	unsentChanged: {
		title: 'The device has another number of unsent records by now.',
		todo: 'Look at the new number, then decide whether to clear it.'
	},
	photoGone: {
		title: 'This photo or recording is lost.',
		todo: 'The server was restored and it could not be brought back.'
	},
	wrongCode: { title: 'Wrong code.', todo: 'Wait for the next one and try again.' },
	wrongPasskey: {
		title: 'This passkey does not work here.',
		todo: 'Sign in with your login name and password.'
	},
	stepGone: { title: 'Signing in took too long.', todo: 'Enter your password again.' },
	proofNeeded: {
		title: 'Show that it is you first.',
		todo: 'Enter your password or a code again.'
	},
	factorFirst: { title: 'You have no second step yourself.', todo: 'Set it up first.' },
	factorBound: {
		title: 'The second step cannot be removed.',
		todo: 'The sub-district requires it.'
	},
	protocolNew: {
		title: 'There is a newer version of Linli.',
		todo: 'Update before you go on. All records are still on this phone.'
	},
	newer: {
		title:
			'The server did not take this, for a reason that this version of Linli has no words for.',
		todo: 'After an update it will say why. What you wrote is still here.'
	},
	offline: {
		title: 'The server cannot be reached.',
		todo: 'This needs a connection. Try again when there is a signal.'
	},
	unreachable: {
		title: 'The server cannot be reached.',
		todo: 'Go on as usual; everything goes up once there is a connection.'
	},
	storageFull: {
		title: 'The phone is full; this was not saved.',
		todo: 'Delete some photos or unused apps and save again. Do not close this page yet.'
	},
	storageBroken: {
		title: 'The phone cannot store this; it was not saved.',
		todo: 'Try again. If that fails, restart the browser. Do not close this page yet.'
	},
	notLoaded: {
		title: 'Linli is not fully on this phone yet; it was not saved.',
		todo: 'Connect, reopen this page and save again. From then on it works without signal.'
	}
} satisfies Words<typeof zh>;
