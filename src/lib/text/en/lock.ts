import type { Words } from '../words';
import type zh from '../zh-CN/lock';

/** Words of the lock: opening a phone, and how it is opened. */
const lock: Words<typeof zh> = {
	title: (name) => `${name}, please unlock`,
	text: 'The records are locked on this phone, and only you can open them. It works without signal.',
	secret: 'PIN or password',
	unlock: 'Unlock',
	passkey: 'Unlock with fingerprint or face',
	orTyped: 'Or type it:',
	onlyPasskey:
		'No PIN was set on this phone, and nobody signed in here with the password. If your fingerprint or face does not work, connect and sign in with your password once.',
	noWay: 'To open this phone, connect and sign in with your password once. Nothing unsent is lost.',
	passkeyTrouble: {
		cancelled: 'Not completed. Tap again, or use your password.',
		noKey: 'It does not open this phone now. Use your password.',
		failed: 'Fingerprint and face do not work now. Use your password.'
	},
	wrong: (left) => `That does not fit. ${left} tries left.`,
	wait: (seconds) => `Too fast. Please wait ${seconds} seconds.`,
	shutTitle: 'Locked for good',
	shutText:
		'Too many wrong tries. Records that were not sent yet are still here. Connect and sign in with your password to open it.',
	lostTitle: 'The records on this phone were removed',
	lostText:
		'Ten tries did not fit. Everything here had been sent, so nothing is lost. Sign in and it is fetched again.',
	forgot:
		'Forgot the PIN? Your password unlocks as well. Forgot that, too? Ask the community office for a new link and use it while connected; what was not sent is not lost.',
	otherPassword:
		'Your password was changed, and the server could not help to open what is here. Please type the earlier password.',
	signIn: 'Connect and sign in',
	someoneElse: 'Somebody else',
	card: 'Lock',
	cardText:
		'Locks after five minutes without a touch, or three minutes out of sight. Whoever finds the phone cannot read it.',
	cardOffice: 'Locks after fifteen minutes without a touch.',
	lockNow: 'Lock now',
	setPin: 'Set a PIN',
	changePin: 'Change the PIN',
	dropPin: 'Do without a PIN',
	pinTitle: 'PIN for unlocking',
	pinText: 'Six digits or more, for this phone only. Your password always unlocks as well.',
	pin: 'PIN (6 to 12 digits)',
	pinBad: '6 to 12 digits, not all the same and not in a row such as 123456.',
	pinSet: 'PIN set',
	pinDropped: 'From now on your password unlocks',
	save: 'Use it'
};
export default lock;
