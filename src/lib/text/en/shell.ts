import type { Words } from '../words';
import type zh from '../zh-CN/shell';

export default {
	skip: 'Skip to content',
	nav: 'Main navigation',
	status: 'How sending stands',
	tabs: {
		today: 'Today',
		doors: 'Doors',
		find: 'Find',
		me: 'Me',
		review: 'Review',
		register: 'Register',
		staff: 'Staff',
		figures: 'Figures',
		office: 'Office'
	},
	titles: {
		signIn: 'Sign in',
		lock: 'Unlock',
		join: 'Join',
		setup: 'Set up',
		household: 'Household',
		board: 'Door board',
		attention: 'Needs attention',
		sync: 'Sync status',
		audit: 'Audit trail',
		access: 'Sign-in and security',
		devices: 'Devices',
		cases: 'Disputes',
		fees: 'Collecting',
		money: 'Money'
	},
	badge: (count: number) => `${count} to look at`,
	showPassword: 'Show password',
	hidePassword: 'Hide password',
	demo: 'Demonstration: enter nothing real',
	updateReady: 'A new version is ready',
	updateLater: 'Finish this form, then update',
	update: 'Update',
	updating: 'Updating…',
	torn: 'Linli is not fully on this phone yet. A half-written visit is kept.',
	firstTitle: 'Putting the register on this phone',
	firstText:
		'Only the first time takes a while. Afterwards everything works without signal; what has arrived can be used now.',
	firstCounted: (done: number, total: number) => `${done} / ${total}`,
	startFailed: 'Linli could not open',
	startFailedText:
		'The data on this phone cannot be read. What you recorded is still there. Close other Linli pages and try again.',
	errorTitle: 'Something went wrong on this page',
	errorText: 'Everything you saved is still there. Try again, or go to the first page.',
	notFoundTitle: 'There is no such page',
	notFoundText: 'The address may be mistyped, or the page has moved.',
	home: 'To the first page'
} satisfies Words<typeof zh>;
