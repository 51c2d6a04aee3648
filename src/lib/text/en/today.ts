import type { Words } from '../words';
import type zh from '../zh-CN/today';

export default {
	title: 'Today',
	reasons: {
		never: 'never visited',
		nobodyHome: 'nobody home last time',
		careMonth: 'needs care, once a month',
		halfYear: 'every half year'
	},
	returnedTitle: (count) => (count === 1 ? '1 visit returned' : `${count} visits returned`),
	returnedAct: 'Change it',
	attention: (count) =>
		count === 1 ? '1 record needs attention' : `${count} records need attention`,
	attentionText:
		'Not taken in, or waiting for you. See why, and what to do. The rest is sent as usual.',
	review: (count) => (count === 1 ? '1 visit to review' : `${count} visits to review`),
	reviewNone: 'No visits to review',
	reviewText: 'What grid workers and unit leaders sent in',
	dueTitle: 'Due for a visit',
	dueCount: (count) => (count === 1 ? '1 household' : `${count} households`),
	dueHere: (count) => `${count}\u00a0to\u00a0go`,
	dueMore: (count) => `${count} more in this building: open the door board`,
	dueElsewhere: 'Other buildings',
	dueBuildings: (count) => `${count} more buildings: see all`,
	overdue: (days) => (days === 1 ? '1 day late' : `${days} days late`),
	dueNoneTitle: 'No visits are due today',
	dueNone: 'Households appear here when their day comes. To see more people, open the door board.',
	openDoors: 'Open the door board',
	doneTitle: 'My visits today',
	doneCount: (count) => `${count}`,
	doneNone: 'No visits logged today yet.',
	emptyTitle: 'No households yet',
	empty:
		'Once the office has entered your grid or unit, those due for a visit appear here. Nothing to set up.',
	noPostTitle: 'You hold no post at present',
	noPost: 'Once the office or the sub-district appoints you, your households appear here.',
	firstTitle: 'First time: putting your households on this phone',
	firstText: 'Afterwards it works without signal. What has arrived can be used already.',
	againTitle: 'The browser has cleared this phone; everything is fetched again',
	againText:
		'What was sent is on the server and comes back. What had not been sent is no longer on this phone. Installed on the home screen, Linli is seldom cleared.',
	firstProgress: (done, total) => `${done} of ${total} records`,
	firstStarting: 'Asking the server how many there are…',
	figuresTitle: 'See the figures',
	figuresText: 'Visits by community and grid'
} satisfies Words<typeof zh>;
