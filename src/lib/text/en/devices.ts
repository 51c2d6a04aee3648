import type { Words } from '../words';
import type chinese from '../zh-CN/devices';

const together = (records: number, photos: number): string =>
	[
		records > 0 ? `${records} ${records === 1 ? 'record' : 'records'}` : '',
		photos > 0 ? `${photos} ${photos === 1 ? 'photo or recording' : 'photos or recordings'}` : ''
	]
		.filter(Boolean)
		.join(' and ');

/** Words of the office's page of devices. It says when a device was last here, and never ranks anybody by it. */
export default {
	title: 'Devices',
	intro:
		'Who uses which phone. One that was lost, or that somebody else uses now, can be signed out or cleared.',
	search: 'Name',
	find: 'Search',
	count: (people: number) => `${people} ${people === 1 ? 'person' : 'people'}`,
	more: 'Show more',
	fetching: 'Reading…',
	slow: 'The connection is slow, still reading…',
	emptyTitle: 'No devices yet',
	emptyText: 'Whoever signs in on a phone and is online is listed here.',
	noneTitle: 'No devices of anybody by that name',
	noneText: 'Write it another way, or clear the name to see all.',
	offlineTitle: 'Devices need a connection',
	offlineText: 'This list is on the server alone; no phone keeps it. Open it again with a signal.',
	notForYou: 'This is for offices. You need not look at devices.',
	retry: 'Try again',
	device: (number: number) => `Device ${number}`,
	thisOne: 'this one',
	lastSeen: 'Last online',
	version: 'Version of Linli',
	unsent: 'Not sent',
	sameVersion: 'same as here',
	otherVersion: (version: string) => `not as here (${version})`,
	unknown: 'not known yet',
	noneUnsent: 'nothing',
	someUnsent: together,
	asReported: (when: string) => `as of ${when}`,
	ended: (day: string) => `Appointed until ${day}`,
	mayOnlySee: 'The sub-district looks after this person; you can only look.',
	asked: {
		signOut: (when: string) => `Asked to sign out (${when}); waiting for it to connect`,
		wipe: (when: string) => `Asked to send and then clear (${when}); waiting for it to connect`,
		wipeNow: (when: string) => `Asked to clear at once (${when}); waiting for it to connect`
	},
	done: {
		signOut: (when: string) => `Signed out (${when})`,
		wipe: (when: string) => `Cleared (${when}); nothing was lost`,
		wipeNow: (when: string, lost: number) =>
			lost > 0
				? `Cleared (${when}); ${lost} unsent went with it`
				: `Cleared (${when}); nothing was lost`
	},
	manage: 'Sign out or clear',
	sheetTitle: (name: string) => `Device of ${name}`,
	signOut: 'Sign it out',
	signOutText:
		'It can no longer send or fetch. When it next connects, residents’ records leave it; unsent work stays and goes up after signing in again.',
	wipe: 'Send first, then clear',
	wipeText:
		'When it next connects, it sends what is unsent, then deletes all records, photos, recordings and keys. For a new phone, or somebody who leaves.',
	wipeNow: 'Clear at once, without sending',
	wipeNowText:
		'It deletes everything when it next connects, unsent work as well. For a phone that was lost, or is in other hands.',
	wipeNowLost: (records: number, photos: number, when: string) =>
		`When it was last online (${when}), ${together(records, photos)} had not been sent. They will be gone for good.`,
	wipeNowUnknown:
		'This phone has never said how much it has not sent. If there is any, it will be gone for good.',
	wipeNowNone: (when: string) =>
		`When it was last online (${when}), everything had been sent. What was written since will be gone.`,
	typeToConfirm: (word: string) => `If you are sure, write “${word}” below.`,
	word: 'clear',
	confirmLabel: 'Write it here',
	wrongWord: (word: string) => `Please write the word “${word}”.`,
	takeBack: 'Take it back',
	takeBackText: 'The phone has not done it yet; it can be taken back.',
	choose: 'What it shall do',
	doSignOut: 'Sign it out',
	doWipe: 'Send first, then clear',
	doWipeNow: 'Clear at once',
	said: 'Noted; waiting for it to connect',
	tookBack: 'Taken back',
	failed: (reason: string) => `It did not work: ${reason}`
} satisfies Words<typeof chinese>;
