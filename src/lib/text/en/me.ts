import type { Words } from '../words';
import type zh from '../zh-CN/me';

export default {
	posts: 'My posts',
	until: (day: string) => `until ${day}`,
	noPosts: 'No post yet. Ask the community office for one.',
	work: 'Go on visits',
	display: 'Display',
	size: 'Text size',
	sizes: { normal: 'Standard', elder: 'Large' },
	theme: 'Light or dark',
	themes: { auto: 'Automatic', light: 'Light', dark: 'Dark' },
	language: 'Language',
	languages: { 'zh-CN': '中文', en: 'English' },
	sync: 'Sending and fetching',
	lastSuccess: 'Last success',
	never: 'not yet',
	waiting: 'Waiting to be sent',
	records: (count: number) => (count === 1 ? '1 record' : `${count} records`),
	checkNow: 'Check now',
	syncMore: 'Sync status',
	checking: 'Checking…',
	unreachable:
		'The server cannot be reached now. Go on as usual: everything is sent once it can be.',
	cases: 'Disputes',
	casesText: 'Taking on, mediating, visiting again',
	fees: 'Collecting',
	feesText: 'Lists, cash in hand, handing over',
	access: 'Sign-in and security',
	accessText: 'Who signed in, password, second step',
	install: 'Install on this phone',
	installText: 'Open it from the home screen like any app, also without signal.',
	installNow: 'Install',
	installIos: 'In Safari tap Share, then “Add to Home Screen”.',
	installMenu: 'In the browser’s menu choose “Install app” or “Add to Home screen”.',
	installed: 'Installed',
	version: (version: string) => `Version ${version}`,
	signOut: 'Sign out',
	signOutTitle: 'Sign out?',
	signOutText:
		'The register is then removed from this phone, and fetched again the next time you sign in.',
	unsentTitle: (count: number) =>
		count === 1 ? '1 record has not been sent' : `${count} records have not been sent`,
	unsentText:
		'What was not sent stays on this phone and goes up when you next sign in here. It cannot be seen on another phone. Better send it first.',
	signOutAnyway: 'Sign out anyway',
	uploadFirst: 'Send first',
	stay: 'Stay signed in',
	signingOut: 'Signing out…'
} satisfies Words<typeof zh>;
