import type { Words } from '../words';
import type slip from '../zh-CN/slip';

const months = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
	...['August', 'September', 'October', 'November', 'December']
];

/** A receipt's code, and what somebody is told who checks one. */
export default {
	title: 'Check a receipt',
	codeLabel: 'Code of the receipt; scan it to check whether it is real',
	scan: 'Scan to check this receipt',
	later: 'Can be checked once online',
	none: {
		notCertified:
			'This phone has not been registered yet, so there is no code for now. Go online and open this receipt again.',
		notYours: 'Only the phone of whoever took the money can make the code.',
		noReceipt: 'There is no receipt for this.',
		cannotSign:
			'This phone cannot make a code now: the address does not begin with https, or its date is wrong.'
	},
	empty: {
		title: 'Scan the code on the receipt',
		text: 'Point your camera at the code: it opens this page, which tells you whether the receipt is real.'
	},
	checking: 'Checking…',
	asking: 'The signature is real; looking at the books…',
	again: 'Check again',
	amount: 'Amount',
	day: 'Date',
	project: 'Project',
	money: (yuan) => `¥${yuan}`,
	sayDay: (year, month, date) => `${date} ${months[month - 1]} ${year}`,
	back: (yuan) => `¥${yuan} was paid back`,
	late: 'This money came after the project was closed. It is kept apart until the community decides.',
	donation: 'This is a donation; it does not settle a share.',
	notTax: 'A receipt is not a tax invoice. No name and no door is shown here.',
	states: {
		valid: { title: 'Real and valid', text: 'This money is in the books.' },
		refunded: {
			title: 'Real, and paid back',
			text: 'This money is in the books; some of it or all was paid back later.'
		},
		reversed: {
			title: 'No longer valid',
			text: 'It was real; later the entry was taken back in the books. If in doubt, ask the community.'
		},
		notArrived: {
			title: 'Signature real, not in the books yet',
			text: 'The collector’s phone may not have been online. Check again in a few days; if it stays like this, ask the community.'
		},
		forged: {
			title: 'This receipt is forged',
			text: 'Its signature or its amount does not agree with the books. Keep the receipt and tell the community.'
		},
		unknown: {
			title: 'This receipt is not known',
			text: 'The code was not made by this system, or somewhere else. Ask whoever gave it to you, and the community.'
		},
		offline: {
			title: 'The signature is real',
			text: 'There is no connection, so whether it was taken back or paid back later cannot be seen. Check again when online.'
		},
		cannotTell: {
			title: 'Cannot be checked now',
			text: 'There is no connection, and this phone cannot check it by itself. Check again when online.'
		},
		busy: { title: 'Too many are asking now', text: 'Please check again in a while.' },
		unreadable: {
			title: 'The code is not whole',
			text: 'It may not have been scanned whole, or the address was cut off. Please scan it again.'
		},
		otherVersion: {
			title: 'This code needs a newer version',
			text: 'Please open this page again when online.'
		}
	}
} satisfies Words<typeof slip>;
